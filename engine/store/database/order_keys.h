// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/collation.h"

namespace SQLite {
class Database;
}

namespace segue::store {

/// What a track's row is sorted by is stored with it (album_order, title_order), made by functions that SQL calls:
///   album_order(order_artist, album_artist, artist, order_album, album)   the first name of the three that is none but empty,
///                                                                         and the first of the two
///   title_order(track_number, order_title, title)   empty where the track's number says where it stands
/// For connections that write.

/// Makes the functions known to a connection. The collation must live as long as it.
void addOrderFunctions(SQLite::Database& connection, const Collation& collation);

/// Makes the keys of all rows anew if they are of another collation, or have none yet: after an update, or in another
/// language. In a transaction of its own. Some seconds for 200,000 songs. Throws what SQLite throws.
void renewOrder(SQLite::Database& connection, const Collation& collation);

} // namespace segue::store
