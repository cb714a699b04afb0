// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace segue {

using PlaylistId = std::int64_t;      ///< > 0, never used again; 0 is none: where a folder is asked for, no folder
using PlaylistEntryId = std::int64_t; ///< one place in a playlist; > 0, never used again

/// By what the songs of a playlist are put in order.
enum class PlaylistOrder : std::uint8_t {
    library,
    title,
    artist,
    album,
    length,
    year,
    rating,
    plays,
    added,
    lastPlayed,
    bpm,
    random
};

/// A playlist that is a question: the songs that a search finds, in an order, up to a number. Its songs are found when it is looked
/// at (browse::songsOfRules).
struct PlaylistRules {
    std::string search; ///< as browse::SongQuery is written; empty: all songs
    PlaylistOrder order = PlaylistOrder::library;
    bool isDescending = false;
    std::size_t most = 0;   ///< songs; 0: all
    TrackId soundsLike = 0; ///< only songs that sound like this one; 0: no such limit
    /// Of "sounds like": songs whose match (Recommendation::match) is at least this, [0, 1]; from 0.995 on it is "very close".
    float leastMatch = 0.995F;
    bool operator==(const PlaylistRules&) const = default;
};

enum class PlaylistKind : std::uint8_t {
    songs,  ///< the listener's own
    folder, ///< holds playlists
    rules,  ///< the listener's own, found anew each time
    file,   ///< a playlist file in a library's folder: it can be read and copied, not changed
};

/// One playlist, without its songs.
struct Playlist {
    PlaylistId id = 0;
    PlaylistId folder = 0; ///< that it lies in; 0: in none
    PlaylistKind kind = PlaylistKind::songs;
    std::string name;
    std::string notes;          ///< the listener's
    std::size_t songs = 0;      ///< entries; 0 for folders, rules and files that were not read yet
    PlaylistRules rules;        ///< of rules
    LibraryId library = 0;      ///< of a file: the library that it lies in
    std::filesystem::path path; ///< of a file
    bool operator==(const Playlist&) const = default;
};

/// How a line of a playlist file was found among the songs of the libraries.
enum class LineMatch : std::uint8_t {
    path,     ///< by its path
    spelling, ///< by its path, written otherwise: percent signs, backslashes, case, accents in another form
    tail,     ///< by the end of its path
    words,    ///< by artist, title and length
    stranger, ///< the file is there, in no library
    address,  ///< an address on the net: kept, cannot be played
    none,     ///< not found: kept as it was written
};

/// What became of one line of a playlist file.
struct PlaylistLine {
    std::string written; ///< the path or address as the file has it, in UTF-8
    std::string title;   ///< that the file says, or empty
    LineMatch match = LineMatch::none;
    TrackId track = 0; ///< the song that was found, or 0
};

/// The text forms of playlists.
enum class PlaylistFormat : std::uint8_t { m3u8, m3u, xspf, pls };

} // namespace segue
