// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "engine/audio/tags.h"
#include "engine/playlist/m3u.h"
#include "engine/words/error.h"
#include "engine/words/section.h"
#include "ui/words/english.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace segue::cli {

namespace {

using nlohmann::ordered_json;

std::string shown(const std::filesystem::path& path) { return audio::toValidUtf8(fileOf(path).native()); }

void printJson(const RecommendationsReady& answer) {
    ordered_json songs = ordered_json::array();
    for (std::size_t i = 0; i < answer.songs.size(); ++i) {
        const auto& [track, similarity] = answer.songs[i];
        songs.push_back({{"rank", i + 1},
                         {"path", shown(track.path)},
                         {"title", track.title},
                         {"artist", track.artist},
                         {"album", track.album},
                         {"duration_s", static_cast<double>(track.duration.count()) / 1000.0},
                         {"genre", track.heardGenre},
                         {"similarity", similarity}});
    }
    const ordered_json seed{{"path", shown(answer.seed.path)},
                            {"title", answer.seed.title},
                            {"artist", answer.seed.artist},
                            {"genre", answer.seed.heardGenre}};
    std::cout << ordered_json{{"seed", seed}, {"recommendations", songs}}.dump(2) << "\n";
}

void printText(const RecommendationsReady& answer) {
    std::printf("%s - %s, heard as %s\n", answer.seed.artist.c_str(), answer.seed.title.c_str(), answer.seed.heardGenre.c_str());
    for (std::size_t i = 0; i < answer.songs.size(); ++i) {
        const auto& [track, similarity] = answer.songs[i];
        std::printf("%3zu  %.3f  %s - %s  (%s)\n", i + 1, static_cast<double>(similarity), track.artist.c_str(),
                    track.title.c_str(), track.heardGenre.c_str());
    }
}

void writeList(const std::filesystem::path& file, const RecommendationsReady& answer) {
    std::vector<Track> songs(answer.songs.size());
    std::ranges::transform(answer.songs, songs.begin(), &Recommendation::track);
    writePlaylist(file, songs);
}

} // namespace

int runSimilar(const SimilarOptions& options, const CommonOptions& common) {
    std::error_code failed;
    const auto song = std::filesystem::canonical(options.song, failed);
    if (failed)
        throw Error{ErrorKind::io, "There is no file " + shown(options.song) + "."};
    EngineSession session(common, true);
    session.engine().similar().recommend(
        1, {.seedFile = song, .count = options.count, .scope = options.sameGenre ? Scope::sameGenre : Scope::wholeLibrary});
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
    if (answer.seed.heardGenre.empty())
        return 1; // the seed could not be heard; the problem said why
    options.json ? printJson(answer) : printText(answer);
    if (!options.playlist.empty())
        writeList(options.playlist, answer);
    return 0;
}

} // namespace segue::cli
