// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace segue {

/// Files for elsewhere; a Notice says how it went.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class TransferCommands {
public:
    virtual ~TransferCommands() = default;

    virtual void exportTo(std::filesystem::path file) = 0; ///< all that is known of the music, as one file; replaces only an export
    /// Adds what an export holds: all of it or nothing; LibrariesChanged follows. A library is offline until its folder is
    /// found. @param roots where libraries lie here, by their names in the file
    virtual void importFrom(std::filesystem::path file, std::map<std::string, std::filesystem::path> roots = {}) = 0;
    virtual void cancel() = 0; ///< export or import: as if it had not begun
    virtual void savePlaylist(std::filesystem::path file, std::vector<Track> songs) = 0; ///< as M3U8; replaces only a playlist
};

} // namespace segue
