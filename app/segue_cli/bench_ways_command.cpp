// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "app/segue_cli/measure.h"
#include "engine/recommend/path/song_path.h"
#include "engine/recommend/radio/radio_plan.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/model_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <chrono>
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
        const auto start = std::chrono::steady_clock::now();
        recommender.withSongs(
            [&](const EmbeddingMatrix& matrix, const SongTable& songs) { plan = recommend::planRadio(matrix, songs, question); });
        milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
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
    std::printf("radio, %-10s %zu songs: %zu repeats, an artist again after %zu at the soonest, rules gave way for %zu;\n"
                "                  of the first song's genre %.0f %% in the first quarter, %.0f %% in the last; %.1f ms a song\n",
                follows ? "following" : "staying", songs, all.repeats, all.spacing, all.given, 100.0 * all.genreEarly,
                100.0 * all.genreLate, medianOf(milliseconds));
}

void printPaths(const Recommender& recommender, const std::vector<recommend::Seed>& seeds) {
    std::vector<double> milliseconds;
    std::size_t found = 0;
    double longest = 0.0;
    for (std::size_t i = 0; i + 1 < seeds.size(); ++i) {
        recommend::PathFound path;
        const auto start = std::chrono::steady_clock::now();
        recommender.withSongs([&](const EmbeddingMatrix& matrix, const SongTable& songs) {
            path = recommend::findPath(matrix, songs, {.from = seeds[i], .to = seeds[i + 1], .songs = kPathSongs});
        });
        milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        found += path.stops.size() == kPathSongs ? 1 : 0;
        for (std::size_t k = 1; k < path.stops.size(); ++k)
            longest = std::max(longest, static_cast<double>(path.stops[k].progress - path.stops[k - 1].progress));
    }
    std::printf("paths of %zu songs  %zu of %zu complete, longest step %.0f %% of the way; %.1f ms each\n", kPathSongs, found,
                milliseconds.size(), 100.0 * longest, medianOf(milliseconds));
}

} // namespace

int runBenchWays(const CommonOptions& common) {
    store::Database reader(common.database, store::Access::read);
    const auto hearings = store::ModelStore(reader).hearings();
    if (hearings.empty())
        throw Error{ErrorKind::usage, common.database.string() + " holds no analysed songs to measure with."};
    const auto used = store::ModelStore(reader).choice().inUse;
    EmbeddingSpace space(used.empty() ? hearings.front().model : used, reader,
                         inference::ModelLibrary(app::shippedModels(), app::ownModels()));
    space.load(reader, {});
    const auto seeds = seedsOf(*space.recommender, kSessions);
    std::printf("%-18s %zu, %zu sessions of ten hours\n", "songs", space.recommender->size(), seeds.size());
    printRadio(*space.recommender, seeds, true);
    printRadio(*space.recommender, seeds, false);
    printPaths(*space.recommender, seeds);
    return 0;
}

} // namespace segue::cli
