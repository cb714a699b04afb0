// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace segue {

/// The sizes in which covers are kept for lists and grids, in pixels.
inline constexpr std::array<int, 3> kCoverSides{64, 160, 320};

/// The middle of a cover, to be painted as it is.
struct CoverSquare {
    int side = 0;                     ///< pixels
    std::vector<std::uint8_t> pixels; ///< [side, side, 4]: R, G, B, A of 8 bits each, not multiplied by A; empty: there is none
    [[nodiscard]] bool isEmpty() const { return pixels.empty(); }
};

/// Of which songs an album's cover is to be found (browse::coverWishOf).
struct CoverWish {
    static constexpr std::size_t kMostSongs = 5;
    std::vector<TrackId> songs; ///< a few of the album's, never empty; answers name the first
    bool holdCovers = false;    ///< the songs do, as their tags say: the cover that most of them hold is meant
    bool hasOwnFolder = true;   ///< an image in the folder is this album's, and counts for more than the songs' own
};

} // namespace segue
