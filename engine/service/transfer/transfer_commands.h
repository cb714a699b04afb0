// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace segue {

/// Exports, imports and playlists; a Notice says how each went.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class TransferCommands {
public:
    virtual ~TransferCommands() = default;

    /// Writes all that is known of the music to one file; overwrites only an export.
    virtual void exportTo(std::filesystem::path file) = 0;
    /// Adds what an export holds, all of it or nothing; LibrariesChanged follows. A library is offline until its folder is
    /// found. @param roots the libraries' folders on this computer, by the libraries' names in the file
    virtual void importFrom(std::filesystem::path file, std::map<std::string, std::filesystem::path> roots = {}) = 0;
    virtual void cancel() = 0;                                                           ///< ends an export or import and undoes it
    virtual void savePlaylist(std::filesystem::path file, std::vector<Track> songs) = 0; ///< as M3U8; overwrites only a playlist
};

} // namespace segue
