// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/bring.h"
#include "engine/words/playlist.h"

namespace segue {

// Playlists that come and go as a part of another job of the writer, which has an undo of its own. Same thread as the database;
// throw Error.

/// What was not found is kept as it was told. @return the new playlist; 0: there is none
[[nodiscard]] PlaylistId keepPlaylist(store::Database& writing, const PlaylistGift& gift);
void dropPlaylist(store::Database& writing, PlaylistId playlist);

} // namespace segue
