// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/cover_wish.h"

#include <algorithm>

namespace segue::browse {

CoverWish coverWishOf(const SongList& songs, const Album& album) {
    CoverWish wish{.songs = {}, .holdCovers = false, .hasOwnFolder = album.hasOwnFolder};
    std::vector<TrackId> holding;
    for (const Album::Index song : album.songs)
        if (songs.row(song).hasCover)
            holding.push_back(songs.row(song).id);
    wish.holdCovers = !holding.empty();
    if (!wish.holdCovers) {
        wish.songs.push_back(songs.row(album.coverSong).id);
        return wish;
    }
    const std::size_t count = std::min(CoverWish::kMostSongs, holding.size());
    for (std::size_t i = 0; i < count; ++i)
        wish.songs.push_back(holding[i * holding.size() / count]);
    return wish;
}

} // namespace segue::browse
