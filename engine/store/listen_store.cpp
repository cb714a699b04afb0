// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/listen_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

namespace segue::store {

void ListenStore::add(const Listen& listen) {
    guarded("keeping a listen", [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR IGNORE INTO listen (submission, listened_at, artist, title, album, album_artist, "
                                 "track_number, duration_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(1, listen.submission);
        insert.bind(2, static_cast<std::int64_t>(listen.at.time_since_epoch().count()));
        int index = 3;
        for (const auto* text : {&listen.artist, &listen.title, &listen.album, &listen.albumArtist})
            insert.bind(index++, *text);
        insert.bind(7, listen.trackNumber);
        insert.bind(8, static_cast<std::int64_t>(listen.duration.count()));
        insert.exec();
        SQLite::Statement(m_database.connection(),
                          "DELETE FROM listen WHERE id <= (SELECT max(id) FROM listen) - " + std::to_string(kMost))
            .exec();
    });
}

std::vector<Listen> ListenStore::oldest(std::size_t most) const {
    return guarded("reading listens", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT id, submission, listened_at, artist, title, album, album_artist, "
                                                          "track_number, duration_ms FROM listen ORDER BY id LIMIT ?");
        select.bind(1, static_cast<std::int64_t>(most));
        std::vector<Listen> listens;
        while (select.executeStep())
            listens.push_back({.id = select.getColumn(0).getInt64(),
                               .at = timeOf(select.getColumn(2)),
                               .submission = select.getColumn(1).getString(),
                               .artist = select.getColumn(3).getString(),
                               .title = select.getColumn(4).getString(),
                               .album = select.getColumn(5).getString(),
                               .albumArtist = select.getColumn(6).getString(),
                               .trackNumber = select.getColumn(7).getInt(),
                               .duration = std::chrono::milliseconds(select.getColumn(8).getInt64())});
        return listens;
    });
}

std::size_t ListenStore::count() const {
    return guarded("counting listens", [&] {
        return static_cast<std::size_t>(m_database.connection().execAndGet("SELECT count(*) FROM listen").getInt64());
    });
}

void ListenStore::remove(std::span<const std::int64_t> ids) {
    guarded("forgetting listens", [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM listen WHERE id = ?");
        for (const auto id : ids) {
            remove.bind(1, id);
            remove.exec();
            remove.reset();
        }
    });
}

void ListenStore::clear() {
    guarded("forgetting listens", [&] { m_database.connection().exec("DELETE FROM listen"); });
}

} // namespace segue::store
