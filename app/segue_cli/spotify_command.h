// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue_cli/commands.h"
#include "engine/words/spotify.h"

#include <filesystem>
#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace segue::cli {

/// What `segue-cli spotify ...` is told.
struct SpotifyOptions {
    std::filesystem::path file; ///< to import, or to write
    std::filesystem::path song;
    std::string list; ///< its number or name; empty: all lists, without their rows
    std::string name;
    SpotifySourceId source = 0; ///< the n of "Spotify #n"; 0: a new one
    SpotifyRowId row = 0;
    bool json = false;
};

/// Adds the command with all of its own. @param chosen gets what runs the one that was asked for
void addSpotify(CLI::App& app, SpotifyOptions& options, CommonOptions& common, std::function<int()>& chosen);

// Each prints results on stdout, returns the exit code, and throws Error for what ends it.
int runSpotifyImport(const SpotifyOptions& options, const CommonOptions& common);
int runSpotifyList(const SpotifyOptions& options, const CommonOptions& common);
int runSpotifyShow(const SpotifyOptions& options, const CommonOptions& common);
int runSpotifyWanted(const SpotifyOptions& options, const CommonOptions& common);
int runSpotifyConfirm(const SpotifyOptions& options, const CommonOptions& common);
int runSpotifyUnlink(const SpotifyOptions& options, const CommonOptions& common);
int runSpotifyRename(const SpotifyOptions& options, const CommonOptions& common);
int runSpotifyRemove(const SpotifyOptions& options, const CommonOptions& common);

} // namespace segue::cli
