// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "app/segue_cli/measure.h"
#include "app/segue_cli/simulated_songs.h"
#include "engine/inference/model_bundle.h"
#include "engine/recommend/path/song_path.h"
#include "engine/recommend/policy/list_reasons.h"
#include "engine/recommend/radio/radio_plan.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/model_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace segue::cli {

namespace {

using recommend::EmbeddingMatrix;
using recommend::Recommender;
using recommend::SongTable;

constexpr std::size_t kSessions = 12;
constexpr std::size_t kSongsOfTenHours = 150; ///< of four minutes
constexpr std::size_t kBefore = 12;
constexpr std::size_t kFollowed = 5;
constexpr std::size_t kPathSongs = 12;

/// What a session of radio comes to.
struct Session {
    std::vector<TrackId> songs;
    std::size_t repeats = 0;
    std::size_t spacing = kSongsOfTenHours;   ///< the fewest entries from one song of an artist to the next
    std::size_t given = 0;                    ///< songs for which a rule gave way
    double genreEarly = 0.0, genreLate = 0.0; ///< share heard as the first song's genre in the first and the last quarter
};

std::vector<recommend::Seed> seedsOf(const Recommender& recommender, std::size_t count) {
    std::vector<TrackId> tracks;
    recommender.withSongs([&](const EmbeddingMatrix& matrix, const SongTable& songs) {
        const auto slots = matrix.slots();
        for (std::size_t i = 0; i < count && !slots.empty(); ++i)
            tracks.push_back(songs.facts(slots[i * slots.size() / count]).track);
    });
    std::vector<recommend::Seed> seeds;
    for (const TrackId track : tracks)
        if (auto seed = recommender.seed(track))
            seeds.push_back(std::move(*seed));
    return seeds;
}

Session listenTo(const Recommender& recommender, const recommend::Seed& seed, bool follows, std::vector<double>& milliseconds) {
    Session session{.songs = {seed.track}};
    recommend::RadioQuestion question{.seeds = {seed}, .count = 1, .dice = 1};
    while (session.songs.size() < kSongsOfTenHours) {
        question.session.push_back(session.songs.back());
        question.before.assign(session.songs.end() - static_cast<std::ptrdiff_t>(std::min(kBefore, session.songs.size())),
                               session.songs.end());
        recommend::RadioPlan plan;
        const double start = threadSeconds();
        recommender.withSongs(
            [&](const EmbeddingMatrix& matrix, const SongTable& songs) { plan = recommend::planRadio(matrix, songs, question); });
        milliseconds.push_back(1e3 * (threadSeconds() - start));
        if (plan.songs.empty())
            break;
        session.given += plan.songs.front().relaxed == RadioRelaxed::none ? 0 : 1;
        session.songs.push_back(plan.songs.front().track);
        if (follows)
            question.seeds.push_back(*recommender.seed(session.songs.back()));
        if (question.seeds.size() > kFollowed)
            question.seeds.erase(question.seeds.begin());
    }
    return session;
}

void measureSession(Session& session, const Recommender& recommender) {
    const auto& songs = session.songs;
    session.repeats = songs.size() - std::set<TrackId>(songs.begin(), songs.end()).size();
    recommender.withSongs([&](const EmbeddingMatrix& matrix, const SongTable& table) {
        const auto facts = [&](std::size_t i) -> const recommend::SongFacts& { return table.facts(*matrix.slotOf(songs[i])); };
        for (std::size_t i = 0; i < songs.size(); ++i)
            for (std::size_t k = i + 1; k < std::min(songs.size(), i + session.spacing); ++k)
                if (sharesArtist(facts(i), facts(k)))
                    session.spacing = k - i;
        const auto quarter = std::max<std::size_t>(1, songs.size() / 4);
        for (std::size_t i = 0; i < quarter; ++i) {
            const auto part = 1.0 / static_cast<double>(quarter);
            session.genreEarly += facts(i).heardGenre == facts(0).heardGenre ? part : 0.0;
            session.genreLate += facts(songs.size() - 1 - i).heardGenre == facts(0).heardGenre ? part : 0.0;
        }
    });
}

double medianOf(std::vector<double> values) {
    if (values.empty())
        return 0.0;
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

void printRadio(const Recommender& recommender, const std::vector<recommend::Seed>& seeds, bool follows) {
    std::vector<double> milliseconds;
    Session all{.spacing = kSongsOfTenHours};
    std::size_t songs = 0;
    for (const auto& seed : seeds) {
        auto session = listenTo(recommender, seed, follows, milliseconds);
        measureSession(session, recommender);
        songs += session.songs.size();
        all.repeats += session.repeats;
        all.given += session.given;
        all.spacing = std::min(all.spacing, session.spacing);
        all.genreEarly += session.genreEarly / static_cast<double>(seeds.size());
        all.genreLate += session.genreLate / static_cast<double>(seeds.size());
    }
    std::printf(
        "radio, %-10s %zu songs: %zu repeats, an artist again after %zu at the soonest, rules gave way for %zu;\n"
        "                  of the first song's genre %.0f %% in the first quarter, %.0f %% in the last; %.1f ms CPU a song\n",
        follows ? "following" : "staying", songs, all.repeats, all.spacing, all.given, 100.0 * all.genreEarly,
        100.0 * all.genreLate, medianOf(milliseconds));
}

void printPaths(const Recommender& recommender, const std::vector<recommend::Seed>& seeds) {
    std::vector<double> milliseconds;
    std::size_t found = 0;
    double longest = 0.0;
    for (std::size_t i = 0; i + 1 < seeds.size(); ++i) {
        recommend::PathFound path;
        const double start = threadSeconds();
        recommender.withSongs([&](const EmbeddingMatrix& matrix, const SongTable& songs) {
            path = recommend::findPath(matrix, songs, {.from = seeds[i], .to = seeds[i + 1], .songs = kPathSongs});
        });
        milliseconds.push_back(1e3 * (threadSeconds() - start));
        found += path.stops.size() == kPathSongs ? 1 : 0;
        for (std::size_t k = 1; k < path.stops.size(); ++k)
            longest = std::max(longest, static_cast<double>(path.stops[k].progress - path.stops[k - 1].progress));
    }
    std::printf("paths of %zu songs  %zu of %zu complete, longest step %.0f %% of the way; %.1f ms CPU each\n", kPathSongs, found,
                milliseconds.size(), 100.0 * longest, medianOf(milliseconds));
}

/// The n-th of a hundred, or nearly.
double highOf(std::vector<double> values, std::size_t percent) {
    std::ranges::sort(values);
    return values.empty() ? 0.0 : values[std::min(values.size() - 1, values.size() * percent / 100)];
}

/// What a skip costs: five songs ahead are planned anew, by twenty seeds, fifty skips and all that was said of two hundred songs,
/// after a session of two hundred.
void printReplanning(const Recommender& recommender, const std::vector<recommend::Seed>& seeds) {
    constexpr std::size_t kSaid = 200, kSkipped = 50, kHeard = 200, kAhead = 5, kTimes = 5;
    const auto some = [&](std::size_t count) {
        std::vector<TrackId> tracks;
        for (const auto& seed : seedsOf(recommender, count))
            tracks.push_back(seed.track);
        return tracks;
    };
    std::vector<double> milliseconds;
    for (std::size_t turn = 0; turn < kTimes * seeds.size(); ++turn) {
        recommend::RadioQuestion question{.seeds = seedsOf(recommender, kMostSeeds), .count = kAhead, .dice = turn};
        question.seeds.insert(question.seeds.begin(), seeds[turn % seeds.size()]);
        question.session = some(kHeard);
        question.before.assign(question.session.end() - static_cast<std::ptrdiff_t>(std::min(kBefore, question.session.size())),
                               question.session.end());
        for (const TrackId track : some(kSaid))
            question.taste.opinions.push_back({.track = track, .weight = track % 2 == 0 ? 1.F : -1.F, .embedding = {}});
        for (const TrackId track : some(kSkipped))
            question.taste.opinions.push_back({.track = track, .weight = -0.5F, .embedding = {}});
        const double start = threadSeconds();
        recommender.withSongs([&](const EmbeddingMatrix& matrix, const SongTable& songs) {
            const auto plan = recommend::planRadio(matrix, songs, question);
            recommend::SongsFound found;
            for (const auto& pick : plan.songs)
                found.songs.push_back({.track = pick.track, .similarity = pick.similarity});
            recommend::addReasons({.matrix = matrix, .songs = songs}, question.seeds, found);
        });
        milliseconds.push_back(1e3 * (threadSeconds() - start));
    }
    std::printf("planning anew      %zu songs with their reasons after a skip: median %.1f ms CPU, 95 of 100 within %.1f ms\n",
                kAhead, medianOf(milliseconds), highOf(milliseconds, 95));
}

void printWays(const Recommender& recommender) {
    const auto seeds = seedsOf(recommender, kSessions);
    std::printf("%-18s %zu, %zu sessions of ten hours\n", "songs", recommender.size(), seeds.size());
    printRadio(recommender, seeds, true);
    printRadio(recommender, seeds, false);
    printReplanning(recommender, seeds);
    printPaths(recommender, seeds);
}

} // namespace

int runBenchWays(std::size_t simulated, const CommonOptions& common) {
    if (simulated > 0) {
        const auto spec = comparedSpec(common);
        Recommender songs("m", spec.labels, spec.embeddingSize);
        fillSimulated(songs, simulated, spec.embeddingSize, spec.labels);
        printWays(songs);
        return 0;
    }
    store::Database reader(common.database, store::Access::read);
    const auto hearings = store::ModelStore(reader).hearings();
    if (hearings.empty())
        throw Error{ErrorKind::usage, common.database.string() + " holds no analysed songs to measure with."};
    const auto used = store::ModelStore(reader).choice().inUse;
    EmbeddingSpace space(used.empty() ? hearings.front().model : used, reader,
                         inference::ModelLibrary(app::shippedModels(), app::ownModels()));
    space.load(reader, {});
    printWays(*space.recommender);
    return 0;
}

} // namespace segue::cli
