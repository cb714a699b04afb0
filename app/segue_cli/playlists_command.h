// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue_cli/commands.h"
#include "engine/words/playlist.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace segue::cli {

/// What `segue-cli playlists ...` is told.
struct PlaylistsOptions {
    std::string name;   ///< or number
    std::string folder; ///< likewise, that something is made in; empty: in none
    std::string newName;
    std::vector<std::filesystem::path> songs, files;
    std::filesystem::path output, like;
    std::string format, order;
    PlaylistRules rules;
    bool isFolder = false, isAbsolute = false, json = false;
};

/// Adds the command with all of its own. @param chosen gets what runs the one that was asked for
void addPlaylists(CLI::App& app, PlaylistsOptions& options, CommonOptions& common, std::function<int()>& chosen);

// Each prints results on stdout, returns the exit code, and throws Error for what ends it. Playlists are named by their numbers, by
// a name that only one has, or by the names of their folders and theirs with slashes between.
int runPlaylistsList(const PlaylistsOptions& options, const CommonOptions& common);
int runPlaylistsShow(const PlaylistsOptions& options, const CommonOptions& common);
int runPlaylistsCreate(const PlaylistsOptions& options, const CommonOptions& common);
int runPlaylistsAdd(const PlaylistsOptions& options, const CommonOptions& common);
int runPlaylistsRemove(const PlaylistsOptions& options, const CommonOptions& common);
int runPlaylistsRename(const PlaylistsOptions& options, const CommonOptions& common);
int runPlaylistsImport(const PlaylistsOptions& options, const CommonOptions& common);
int runPlaylistsExport(const PlaylistsOptions& options, const CommonOptions& common);
int runPlaylistsRules(const PlaylistsOptions& options, const CommonOptions& common);

} // namespace segue::cli
