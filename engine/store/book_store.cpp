// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/book_store.h"

#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

namespace segue::store {

std::optional<Book> BookStore::find(TrackId track) const {
    return guarded("looking for a book", [&]() -> std::optional<Book> {
        SQLite::Statement select(m_database.connection(), "SELECT place_ms, has_chapters FROM book WHERE track_id = ?");
        select.bind(1, track);
        if (!select.executeStep())
            return std::nullopt;
        return Book{.place = std::chrono::milliseconds(select.getColumn(0).getInt64()),
                    .hasChapters = select.getColumn(1).getInt() != 0};
    });
}

void BookStore::noteChapters(TrackId track) {
    guarded("noting a book", [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO book (track_id, place_ms, has_chapters) SELECT id, 0, 1 FROM track WHERE id = ? "
                                 "ON CONFLICT (track_id) DO UPDATE SET has_chapters = 1");
        insert.bind(1, track);
        insert.exec();
    });
}

void BookStore::keep(TrackId track, std::chrono::milliseconds place) {
    guarded("keeping a book's place", [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO book (track_id, place_ms, has_chapters) SELECT id, ?2, 0 FROM track WHERE id = ?1 "
                                 "ON CONFLICT (track_id) DO UPDATE SET place_ms = excluded.place_ms");
        insert.bind(1, track);
        insert.bind(2, static_cast<std::int64_t>(place.count()));
        insert.exec();
    });
}

} // namespace segue::store
