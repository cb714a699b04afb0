// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/cover_wish.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

namespace segue::browse {

/// Which cover each song of a list shows: its album's. An album is found by what lies around the song in the library's order, in
/// one folder (of several discs: their folders) under one title, so that a list of 200,000 songs need not be grouped for the few
/// that are in sight. Of an ordinary album the wish is the one that coverWishOf() has for it, and so is what is kept for it.
/// In a list of another order the first of an album's songs that is asked for speaks for the others.
///
/// A song without an album shows what it holds itself, else its folder's image.
///
/// Thread rule: like a plain value.
class SongCovers final {
public:
    using Index = Album::Index;
    static constexpr std::size_t kMostAround = 500; ///< songs that are looked at, either way, for one album
    static constexpr std::size_t kMostKept = 4'096; ///< albums; then all are looked for again

    void clear();  ///< another list
    void forget(); ///< some of the songs are others now
    /// Never without a song. Valid until the next call.
    /// @param songs those of the last call, or more behind them
    [[nodiscard]] const CoverWish& wishOf(const SongList& songs, Index song);

private:
    /// Around which folder, title, album's artist; of a song that stands alone its own number, else 0.
    using Key = std::tuple<std::uint32_t, TextPool::Id, TextPool::Id, TrackId>;

    struct Folder {
        std::uint32_t around = 0; ///< equal for the discs of an album
        TextPool::Id album = 0;   ///< of the songs in it; 0: none has one
        TextPool::Id albumArtist = 0;
        bool isShared = false; ///< by several albums
    };

    void takeFolders(const SongList& songs);
    [[nodiscard]] Key keyOf(const SongRow& row) const;
    [[nodiscard]] Album albumOf(const SongList& songs, Index song) const;

    std::map<TextPool::Id, Folder> m_folders; ///< by the folder's text
    TextPool m_around;
    std::size_t m_taken = 0; ///< songs whose folders are known
    std::map<Key, CoverWish> m_wishes;
};

} // namespace segue::browse
