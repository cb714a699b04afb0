// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events about playlists.

#include "engine/words/playlist.h"
#include "engine/words/request.h"
#include "engine/words/song_list.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue {

/// All playlists, or others than before.
struct PlaylistsChanged {
    std::vector<Playlist> playlists; ///< in the listener's order, each folder before what it holds; files last, by library and path
    bool canUndo = false;
    bool canRedo = false;
};

/// The songs of a playlist.
struct PlaylistLoaded {
    RequestId request = 0;
    PlaylistId playlist = 0;
    /// One row an entry, in the playlist's order. A song that is in no library has id 0, is missing, and has the words that were
    /// kept of it; its path may be an address. Of rules with "sounds like": all songs that sound like it, most alike first.
    SongList songs;
    std::vector<PlaylistEntryId> entries; ///< of the listener's own, for each row; else empty
};

/// A playlist's entries are others: whoever shows it loads it again.
struct PlaylistEdited {
    PlaylistId playlist = 0;
};

/// A playlist file was read into a playlist; what became of each of its lines.
struct PlaylistImported {
    PlaylistId playlist = 0; ///< the new one
    std::filesystem::path file;
    std::vector<PlaylistLine> lines;
};

} // namespace segue
