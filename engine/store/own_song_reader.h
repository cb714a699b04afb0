// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/own_song.h"

#include <vector>

namespace segue::store {

/// Reads the songs of all libraries as they are compared with songs elsewhere: those whose files are there, or whose library is
/// offline. 200,000 take half a second and some 80 MB. @return by id
///
/// Same thread as its Database; throws Error.
[[nodiscard]] std::vector<OwnSong> readOwnSongs(Database& database);

/// One of them; without an id: there is none.
[[nodiscard]] OwnSong readOwnSong(Database& database, TrackId track);

} // namespace segue::store
