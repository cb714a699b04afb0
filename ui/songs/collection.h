// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"

namespace segue::ui {

/// What the library's page shows, as one number: a library (> 0), kAllMusic, or a playlist. So a playlist has a view, columns and
/// notices of its own as a library has.
[[nodiscard]] constexpr LibraryId collectionOf(PlaylistId playlist) { return kAllMusic - playlist; }

/// The playlist that a collection is; 0: it is none.
[[nodiscard]] constexpr PlaylistId playlistIn(LibraryId collection) { return collection < kAllMusic ? kAllMusic - collection : 0; }

} // namespace segue::ui
