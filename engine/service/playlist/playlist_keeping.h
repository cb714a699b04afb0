// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/playlist.h"

#include <string>
#include <vector>

namespace segue {

// Playlists that come and go as a part of another job of the writer, which has an undo of its own. Same thread as the database;
// throw Error.

/// @return the new playlist, with those of the songs that are in a library; 0: there is none
[[nodiscard]] PlaylistId keepPlaylist(store::Database& writing, const std::string& name, const std::vector<TrackId>& songs);
void dropPlaylist(store::Database& writing, PlaylistId playlist);

} // namespace segue
