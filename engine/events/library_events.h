// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What comes out about libraries, their songs and what could not be read.

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

/// Engine::relocateLibrary() was given a folder that holds few of the library's songs, as they were: nothing happened.
struct RelocationDoubtful {
    LibraryId library = 0;
    std::filesystem::path root;
    std::size_t asked = 0; ///< songs that were looked for
    std::size_t there = 0;
};

/// What came of a path that was to be opened.
struct PathOpened {
    std::filesystem::path path; ///< as it was given
    LibraryId library = 0;      ///< of that folder; it is in the newest LibrariesChanged. 0: the path is a file's
};

struct FoldersFound {
    std::vector<std::filesystem::path> folders; ///< those of the ones looked for that are there
};

struct TracksLoaded {
    RequestId request = 0;
    LibraryId library = 0;
    SongList tracks; ///< all of the library, by artist, album, disc, track number, title
};

/// Rows that are new or have changed (scanned, analysed, failed); at most a few batches a second.
struct TracksChanged {
    std::vector<Track> tracks;
    bool outlined = false; ///< only in what songs are not compared by: the whole song's loudness, plays, rating
    bool heard = false;    ///< their analysis ended just now, well or not
};

struct TracksRemoved {
    std::vector<TrackId> tracks;
};

/// A library is gone, and all its songs with it: whatever is shown, selected or queued of it is void. Comes before the
/// LibrariesChanged that no longer names it, and no row of it comes after this. Its id never comes back.
struct LibraryRemoved {
    LibraryId library = 0;
};

/// There are other problems than before.
struct ProblemsChanged {
    std::size_t count = 0;
};

struct ProblemsLoaded {
    RequestId request = 0;
    std::vector<Problem> problems; ///< all, by library and path
};

} // namespace segue
