// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/album_groups.h"
#include "engine/words/cover_square.h"

namespace segue::browse {

/// Of which songs an album's cover is to be found: of those that hold one the first, and some spread over the rest; if none
/// does, its first song, for the sake of its folder. Pure.
[[nodiscard]] CoverWish coverWishOf(const SongList& songs, const Album& album);

} // namespace segue::browse
