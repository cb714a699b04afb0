// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "app/segue_cli/named_songs.h"
#include "engine/playlist/playlist_writer.h"
#include "engine/words/song_details.h"
#include "ui/words/english.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

namespace segue::cli {

namespace {

using nlohmann::ordered_json;

const char* nameOf(ReasonId id) {
    switch (id) {
    case ReasonId::style:
        return "style";
    case ReasonId::sound:
        return "sound";
    case ReasonId::heardGenre:
        return "heard_genre";
    case ReasonId::tagGenre:
        return "tag_genre";
    case ReasonId::tempo:
        return "tempo_bpm";
    case ReasonId::key:
        return "key";
    case ReasonId::loudness:
        return "loudness_lufs";
    case ReasonId::brightness:
        return "brightness_hz";
    case ReasonId::onsets:
        return "onsets_per_second";
    case ReasonId::year:
        return "year";
    case ReasonId::artist:
        return "artist";
    }
    return "";
}

/// Each with the share of the library's songs for which it is true too.
ordered_json reasonsOf(const Recommendation& song) {
    ordered_json reasons = ordered_json::array();
    for (const Reason& reason : song.reasons) {
        ordered_json one{{"what", nameOf(reason.id)}, {"share", reason.share}};
        if (reason.id == ReasonId::key)
            one.update({{"seed", keyName(static_cast<int>(reason.first))}, {"song", keyName(static_cast<int>(reason.second))}});
        else if (reason.first != 0.F)
            one.update({{"seed", reason.first}, {"song", reason.second}});
        else if (!reason.text.empty())
            one.update({{"both", reason.text}});
        reasons.push_back(std::move(one));
    }
    return reasons;
}

ordered_json versionsOf(const Recommendation& song) {
    ordered_json versions = ordered_json::array();
    for (const Track& version : song.versions)
        versions.push_back({{"path", shown(version.path)}, {"title", version.title}, {"album", version.album}});
    return versions;
}

/// Where each song sounds most like the seed; without those of which that could not be heard.
using Moments = std::map<TrackId, MomentsFound>;

double secondsOf(std::chrono::milliseconds time) { return static_cast<double>(time.count()) / 1000.0; }

ordered_json momentsOf(const MomentsFound& moments) {
    return {{"seed_start_s", secondsOf(moments.ofSeed.start)},
            {"seed_length_s", secondsOf(moments.ofSeed.length)},
            {"song_start_s", secondsOf(moments.ofSong.start)},
            {"song_length_s", secondsOf(moments.ofSong.length)},
            {"similarity", moments.similarity}};
}

void printJson(const RecommendationsReady& answer, const Moments& moments) {
    ordered_json songs = ordered_json::array();
    for (std::size_t i = 0; i < answer.songs.size(); ++i) {
        const auto& song = answer.songs[i];
        const Track& track = song.track;
        songs.push_back({{"rank", i + 1},
                         {"path", shown(track.path)},
                         {"title", track.title},
                         {"artist", track.artist},
                         {"album", track.album},
                         {"duration_s", static_cast<double>(track.duration.count()) / 1000.0},
                         {"genre", track.heardGenre},
                         {"similarity", song.similarity},
                         {"match", song.match},
                         {"reasons", reasonsOf(song)},
                         {"versions", versionsOf(song)}});
        if (const auto found = moments.find(track.id); found != moments.end())
            songs.back()["closest_moments"] = momentsOf(found->second);
    }
    ordered_json left = ordered_json::object();
    for (std::size_t rule = 0; rule < kRules; ++rule)
        if (const auto count = answer.leftOut.byRule[rule])
            left[words::english(ruleName(static_cast<Rule>(rule)))] = count;
    const ordered_json seed{{"path", shown(answer.seed.path)},
                            {"title", answer.seed.title},
                            {"artist", answer.seed.artist},
                            {"genre", answer.seed.heardGenre}};
    std::cout << ordered_json{{"seed", seed}, {"recommendations", songs}, {"left_out", left}}.dump(2) << "\n";
}

/// What the network hears, or where it names no genres what the listener's tags say.
std::string genreOf(const Track& track) { return track.heardGenre.empty() ? track.heardAs : track.heardGenre; }

void printText(const RecommendationsReady& answer, const Moments& moments) {
    const auto genre = genreOf(answer.seed);
    std::printf("%s - %s%s%s\n", answer.seed.artist.c_str(), answer.seed.title.c_str(), genre.empty() ? "" : ", heard as ",
                genre.c_str());
    for (std::size_t i = 0; i < answer.songs.size(); ++i) {
        const auto& song = answer.songs[i];
        const Track& track = song.track;
        const auto heard = genreOf(track).empty() ? std::string() : "  (" + genreOf(track) + ")";
        std::printf("%3zu  %.3f  %s - %s%s%s\n", i + 1, static_cast<double>(song.similarity), track.artist.c_str(),
                    track.title.c_str(), heard.c_str(), song.versions.empty() ? "" : "  and versions");
        if (const auto found = moments.find(track.id); found != moments.end())
            std::printf("            most alike: the seed from %.0f s and this from %.0f s (%.3f)\n",
                        secondsOf(found->second.ofSeed.start), secondsOf(found->second.ofSong.start),
                        static_cast<double>(found->second.similarity));
    }
}

void writeList(const std::filesystem::path& file, const RecommendationsReady& answer) {
    std::vector<Track> songs(answer.songs.size());
    std::ranges::transform(answer.songs, songs.begin(), &Recommendation::track);
    writePlaylist(file, songs);
}

RecommendationQuery queryOf(const SimilarOptions& options, const CommonOptions& common) {
    RecommendationQuery query{.seedFile = songAt(options.song),
                              .count = options.count,
                              .scope = options.sameGenre ? Scope::sameGenre : Scope::wholeLibrary,
                              .rules = options.rules,
                              .of = options.of,
                              .section = std::nullopt,
                              .also = tracksAt(options.also, common),
                              .against = tracksAt(options.against, common),
                              .alsoFiles = {},
                              .againstFiles = {}};
    if (!options.section.empty())
        query.section = sectionNamed(options.section);
    query.rules.shortest = std::chrono::seconds(options.shortestSeconds);
    query.rules.longest = std::chrono::seconds(options.longestSeconds);
    query.rules.notPlayedFor = std::chrono::days(options.notPlayedForDays);
    for (auto* folders : {&query.rules.folders, &query.rules.notFolders})
        for (auto& folder : *folders)
            folder = std::filesystem::absolute(folder).lexically_normal();
    return query;
}

Moments momentsWith(EngineSession& session, const RecommendationQuery& query, const RecommendationsReady& answer) {
    Moments moments;
    RequestId request = 1;
    for (const auto& song : answer.songs) {
        session.engine().similar().findMoments(
            ++request, {.seed = answer.seed.id, .seedFile = query.seedFile, .section = query.section, .song = song.track.id});
        auto found = awaitAnswer<MomentsFound>(session);
        if (found.problem.empty())
            moments.emplace(song.track.id, std::move(found));
    }
    return moments;
}

} // namespace

int runSimilar(const SimilarOptions& options, const CommonOptions& common) {
    const auto query = queryOf(options, common);
    EngineSession session(common, true);
    session.engine().similar().recommend(1, query);
    RecommendationsReady answer;
    session.run([&](const Event& event) {
        if (const auto* notice = std::get_if<Notice>(&event))
            std::fprintf(stderr, "%s\n", words::english(notice->message).c_str());
        if (const auto* ready = std::get_if<RecommendationsReady>(&event))
            answer = *ready;
        return std::holds_alternative<RecommendationsReady>(event);
    });
    if (!answer.problem.empty())
        std::fprintf(stderr, "%s\n", words::english(answer.problem).c_str());
    const bool isSectionUnheard = query.section && answer.songs.empty() && !answer.problem.empty();
    if (answer.seed.state != AnalysisState::done || isSectionUnheard)
        return 1; // the seed could not be heard; the problem said why
    const auto moments = options.moments ? momentsWith(session, query, answer) : Moments{};
    options.json ? printJson(answer, moments) : printText(answer, moments);
    if (!options.playlist.empty())
        writeList(options.playlist, answer);
    return 0;
}

} // namespace segue::cli
