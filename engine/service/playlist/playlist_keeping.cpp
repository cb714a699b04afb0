// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playlist/playlist_keeping.h"

#include "engine/store/playlist_song_store.h"
#include "engine/store/playlist_store.h"

namespace segue {

PlaylistId keepPlaylist(store::Database& writing, const PlaylistGift& gift) {
    store::PlaylistStore playlists(writing);
    const auto made = playlists.create({.name = gift.name});
    if (made.empty())
        return 0;
    std::vector<store::KeptSong> songs;
    for (const auto& line : gift.lines)
        songs.push_back({.path = line.path,
                         .title = line.title.empty() ? line.path.stem().string() : line.title,
                         .artist = line.artist,
                         .duration = line.length,
                         .found = line.track});
    const PlaylistId playlist = made.rowsAfter.front().id;
    static_cast<void>(playlists.add(playlist, store::PlaylistSongStore(writing).keepFound(songs), 0));
    return playlist;
}

void dropPlaylist(store::Database& writing, PlaylistId playlist) {
    static_cast<void>(store::PlaylistStore(writing).remove(playlist));
}

} // namespace segue
