// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playlist/playlist_text.h"
#include "engine/store/database/database.h"
#include "engine/store/playlist_song_store.h"
#include "engine/words/playlist.h"
#include "engine/words/song_list.h"

#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace segue {

/// The songs of a playlist as they are shown: one row an entry.
struct PlaylistSongs {
    SongList songs;                       ///< what is in no library has id 0, is missing, and has the words that were kept of it
    std::vector<PlaylistEntryId> entries; ///< of the listener's own; else empty
    std::vector<store::KeptSong> kept;    ///< likewise: what they stand for
};

/// What a playlist file was found to hold.
struct PlaylistFound {
    std::string name;
    std::vector<PlaylistLine> lines;    ///< one a song; of a line that is several songs several
    std::vector<store::KeptSong> songs; ///< for each line: found, or what is kept of it
    bool isCut = false;                 ///< the file broke off, or had more lines than are read
    bool isStopped = false;
};

/// How far a reading is; called often.
using LinesDone = std::function<void(std::size_t done, std::size_t total)>;

/// The listener's own, with songs. An entry whose file is gone is shown as a version of the same recording that is there, if there
/// is one (findVersions()). @param model the bundle whose analyses the rows carry
[[nodiscard]] PlaylistSongs songsOfPlaylist(store::Database& reader, const std::string& model, PlaylistId playlist);

/// Reads a playlist file and looks for its songs in the libraries. Blocks on the file's disk. Throws as readPlaylistFile().
[[nodiscard]] PlaylistFound findPlaylistFile(store::Database& reader, const std::filesystem::path& file,
                                             const std::stop_token& stop, const LinesDone& progress = {});

/// As rows.
[[nodiscard]] SongList songsAsFound(store::Database& reader, const std::string& model, std::span<const store::KeptSong> songs);

/// All songs of all libraries, one library behind the other.
[[nodiscard]] SongList songsOfAllLibraries(store::Database& reader, const std::string& model);

/// Gives songs that are not there a song that is: of the same title and artist, and by its fingerprint the same recording, or where
/// that is not known, as long.
void findVersions(std::span<store::KeptSong> songs, store::Database& reader);

} // namespace segue
