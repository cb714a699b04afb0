// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/collation.h"

namespace SQLite {
class Database;
}

namespace segue::store {

/// The sort keys that are stored with a track's row (album_order, title_order). SQL calls these functions to make them:
///   album_order(order_artist, album_artist, artist, order_album, album)   from the first of the three names that is not empty,
///                                                                         and the first of the two albums
///   title_order(track_number, order_title, title)   empty if the track number gives the place
/// For connections that write.

/// Registers the functions with a connection. The collation must outlive the connection.
void addOrderFunctions(SQLite::Database& connection, const Collation& collation);

/// Makes the keys of all rows again if they come from another collation (after an update, or in another language) or are
/// missing. Runs in a transaction of its own; takes some seconds for 200,000 songs. Throws what SQLite throws.
void renewOrder(SQLite::Database& connection, const Collation& collation);

} // namespace segue::store
