// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"

#include <functional>
#include <vector>

class QMenu;

namespace segue::ui {

/// Fills a menu with the playlists that songs can be added to, in their folders, behind an entry for a new one.
/// @param chosen gets the playlist; 0: a new one
void addPlaylistsTo(QMenu& menu, const std::vector<Playlist>& playlists, const std::function<void(PlaylistId)>& chosen);

} // namespace segue::ui
