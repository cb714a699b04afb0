// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playlist/playlist_keeping.h"

#include "engine/store/playlist_song_store.h"
#include "engine/store/playlist_store.h"

namespace segue {

PlaylistId keepPlaylist(store::Database& writing, const std::string& name, const std::vector<TrackId>& songs) {
    store::PlaylistStore playlists(writing);
    const auto made = playlists.create({.name = name});
    if (made.empty())
        return 0;
    const PlaylistId playlist = made.rowsAfter.front().id;
    static_cast<void>(playlists.add(playlist, store::PlaylistSongStore(writing).keep(songs), 0));
    return playlist;
}

void dropPlaylist(store::Database& writing, PlaylistId playlist) {
    static_cast<void>(store::PlaylistStore(writing).remove(playlist));
}

} // namespace segue
