// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/love_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

namespace segue::store {

namespace {

constexpr const char* kLoveSelect = "SELECT love.id, love.track_id, library.root, track.path, love.title, love.is_loved, "
                                    "coalesce(love.recording, '') FROM love LEFT JOIN track ON track.id = love.track_id "
                                    "LEFT JOIN library ON library.id = track.library_id ";

Love loveFrom(SQLite::Statement& row) {
    Love love{.id = row.getColumn(0).getInt64(),
              .track = row.getColumn(1).getInt64(),
              .song = {},
              .title = row.getColumn(4).getString(),
              .isLoved = row.getColumn(5).getInt() != 0,
              .recording = row.getColumn(6).getString()};
    if (!row.isColumnNull(3))
        love.song = pathOf(row.getColumn(2)) / pathOf(row.getColumn(3));
    return love;
}

} // namespace

void LoveStore::add(TrackId track, bool isLoved) {
    guarded("keeping a loved song", [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO love (track_id, title, is_loved) "
                                                          "SELECT id, title, ?2 FROM track WHERE id = ?1");
        insert.bind(1, track);
        insert.bind(2, isLoved ? 1 : 0);
        insert.exec();
        m_database.connection().exec("DELETE FROM love WHERE id <= (SELECT max(id) FROM love) - " + std::to_string(kMost));
    });
}

std::vector<Love> LoveStore::unread() const {
    return guarded("reading loved songs", [&] {
        SQLite::Statement select(m_database.connection(),
                                 std::string(kLoveSelect) + "WHERE love.recording IS NULL ORDER BY love.id");
        std::vector<Love> loves;
        while (select.executeStep())
            loves.push_back(loveFrom(select));
        return loves;
    });
}

std::optional<Love> LoveStore::oldest() const {
    return guarded("reading loved songs", [&]() -> std::optional<Love> {
        SQLite::Statement select(m_database.connection(),
                                 std::string(kLoveSelect) + "WHERE love.recording IS NOT NULL ORDER BY love.id LIMIT 1");
        return select.executeStep() ? std::optional(loveFrom(select)) : std::nullopt;
    });
}

std::size_t LoveStore::count() const {
    return guarded("counting loved songs", [&] {
        return static_cast<std::size_t>(m_database.connection().execAndGet("SELECT count(*) FROM love").getInt64());
    });
}

void LoveStore::setRecording(std::int64_t id, const std::string& recording) {
    guarded("storing a recording", [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE love SET recording = ? WHERE id = ?");
        update.bind(1, recording);
        update.bind(2, id);
        update.exec();
    });
}

void LoveStore::remove(std::int64_t id) {
    guarded("forgetting a loved song", [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM love WHERE id = ?");
        remove.bind(1, id);
        remove.exec();
    });
}

void LoveStore::clear() {
    guarded("forgetting loved songs", [&] { m_database.connection().exec("DELETE FROM love"); });
}

} // namespace segue::store
