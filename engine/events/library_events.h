// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events about libraries, their songs, and files that could not be read.

#include "engine/words/problem.h"
#include "engine/words/request.h"
#include "engine/words/song_list.h"
#include "engine/words/track.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace segue {

struct LibrariesChanged {
    std::vector<Library> libraries; ///< all, in sidebar order
};

/// LibraryCommands::relocate() was given a folder that holds few of the library's songs unchanged. Nothing was done.
struct RelocationDoubtful {
    LibraryId library = 0;
    std::filesystem::path root;
    std::size_t asked = 0; ///< songs that were looked for
    std::size_t there = 0;
};

/// The result of opening a path; the answer to open(), add() and addDemo() of LibraryCommands.
struct PathOpened {
    std::filesystem::path path; ///< as it was given
    LibraryId library = 0;      ///< the folder's library, listed in the newest LibrariesChanged; 0: the path is a file
};

struct FoldersFound {
    std::vector<std::filesystem::path> folders; ///< the folders asked about that exist
};

struct TracksLoaded {
    RequestId request = 0;
    LibraryId library = 0;
    SongList tracks; ///< all songs of the library, ordered by artist, album, disc, track number, title
};

/// Rows that are new or have changed (scanned, analysed, failed); at most a few batches a second.
struct TracksChanged {
    std::vector<Track> tracks;
    bool outlined = false; ///< nothing that songs are compared by changed, only whole-song loudness, plays or rating
    bool heard = false;    ///< their analysis has just ended, with success or failure
};

struct TracksRemoved {
    std::vector<TrackId> tracks;
};

/// A library and all its songs were removed: drop whatever is shown, selected or queued of it. Sent before the
/// LibrariesChanged that no longer lists it; no row of it is sent afterwards. Its id is never used again.
struct LibraryRemoved {
    LibraryId library = 0;
};

/// The list of problems has changed.
struct ProblemsChanged {
    std::size_t count = 0;
};

struct ProblemsLoaded {
    RequestId request = 0;
    std::vector<Problem> problems; ///< all, ordered by library and path
};

} // namespace segue
