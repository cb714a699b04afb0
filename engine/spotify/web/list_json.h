// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue::spotify {

/// One page of a list. Each reader gives nothing where the answer cannot be used: no JSON, cut off, or without an array of items.
/// Entries that are null or of another form are skipped and counted. Pure; any thread.

struct WebSong {
    SpotifyRow row;
    std::string isrc; ///< as it is written
};

struct SongPage {
    std::size_t total = 0; ///< in the whole list; where it is not told as much as is known
    std::size_t read = 0;  ///< entries on this page, those that were skipped among them: by so many the next one is further
    std::vector<WebSong> songs;
    SpotifySkipped skipped;
};
/// GET /me/tracks, and /playlists/ID/items in its new and its old form. @param offset of the page
[[nodiscard]] std::optional<SongPage> songsIn(std::string_view body, std::size_t offset);
/// GET /me/albums: rows of albums
[[nodiscard]] std::optional<SongPage> albumsIn(std::string_view body, std::size_t offset);

struct WebPlaylist {
    std::string id;
    std::string uri;
    std::string name;
    std::string owner;   ///< the name that is shown; else the id
    std::string ownerId; ///< empty: not told
    std::string snapshot;
    bool isCollaborative = false;
    bool hasItems = false;            ///< Spotify tells of items, as it does of playlists whose contents apps may see
    std::optional<std::size_t> count; ///< of items
};
struct PlaylistPage {
    std::size_t total = 0;
    std::size_t read = 0;
    std::vector<WebPlaylist> playlists;
    SpotifySkipped skipped;
};
/// GET /me/playlists
[[nodiscard]] std::optional<PlaylistPage> playlistsIn(std::string_view body, std::size_t offset);

} // namespace segue::spotify
