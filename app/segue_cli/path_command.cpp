// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "engine/audio/tags.h"
#include "engine/playlist/playlist_writer.h"
#include "engine/words/error.h"
#include "engine/words/section.h"
#include "ui/words/english.h"

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace segue::cli {

namespace {

using nlohmann::ordered_json;

std::filesystem::path thereOrThrow(const std::filesystem::path& song) {
    std::error_code failed;
    auto found = std::filesystem::canonical(song, failed);
    if (failed)
        throw Error{ErrorKind::io, "There is no file " + audio::toValidUtf8(song.native()) + "."};
    return found;
}

void printPathJson(const PathReady& path) {
    ordered_json songs = ordered_json::array();
    for (std::size_t i = 0; i < path.songs.size(); ++i) {
        const Track& track = path.songs[i];
        songs.push_back({{"place", i + 1},
                         {"path", audio::toValidUtf8(fileOf(track.path).native())},
                         {"title", track.title},
                         {"artist", track.artist},
                         {"album", track.album},
                         {"duration_s", static_cast<double>(track.duration.count()) / 1000.0},
                         {"genre", track.heardGenre},
                         {"progress", path.progress[i]}});
    }
    std::cout << ordered_json{{"songs", songs}}.dump(2) << "\n";
}

void printPathText(const PathReady& path) {
    for (std::size_t i = 0; i < path.songs.size(); ++i)
        std::printf("%3zu  %3.0f %%  %s - %s  (%s)\n", i + 1, 100.0 * static_cast<double>(path.progress[i]),
                    path.songs[i].artist.c_str(), path.songs[i].title.c_str(), path.songs[i].heardGenre.c_str());
}

} // namespace

int runPath(const PathOptions& options, const CommonOptions& common) {
    const auto from = thereOrThrow(options.from);
    const auto to = thereOrThrow(options.to);
    EngineSession session(common, true);
    session.engine().paths().findPath(
        1, {.fromFile = from, .toFile = to, .songs = options.songs, .length = std::chrono::minutes(options.minutes)});
    const auto path = awaitAnswer<PathReady>(session);
    if (path.songs.empty())
        return 1;
    options.json ? printPathJson(path) : printPathText(path);
    if (!options.playlist.empty())
        writePlaylist(options.playlist, path.songs);
    return 0;
}

} // namespace segue::cli
