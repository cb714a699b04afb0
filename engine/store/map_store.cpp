// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/map_store.h"

#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>

namespace segue::store {

namespace {

/// Those that can be compared, as AnalysisStore::forEach() visits them, a recording once.
const std::string kComparable = R"sql(
FROM track JOIN library ON library.id = track.library_id
JOIN analysis INDEXED BY analysis_heard ON analysis.model = ?2 AND analysis.identity = track.identity
WHERE library.offline = 0 AND track.missing_since IS NULL AND
      NOT (track.is_changed AND EXISTS (SELECT 1 FROM failure WHERE failure.track_id = track.id AND failure.model = ?2)) )sql";

} // namespace

std::optional<std::size_t> MapStore::laidOut() const {
    return guarded("looking for the map", [&]() -> std::optional<std::size_t> {
        SQLite::Statement select(m_database.connection(), "SELECT songs FROM song_map WHERE model = ?");
        select.bind(1, m_model);
        return select.executeStep() ? std::optional(static_cast<std::size_t>(select.getColumn(0).getInt64())) : std::nullopt;
    });
}

std::vector<PlacedTrack> MapStore::placed() const {
    return guarded("reading the map", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT min(track.id), x, y FROM map_place
            JOIN track ON track.identity = map_place.identity JOIN library ON library.id = track.library_id
            WHERE map_place.model = ? AND library.offline = 0 AND track.missing_since IS NULL
            GROUP BY map_place.identity ORDER BY 1)sql");
        select.bind(1, m_model);
        std::vector<PlacedTrack> songs;
        while (select.executeStep())
            songs.push_back({.track = select.getColumn(0).getInt64(),
                             .x = static_cast<float>(select.getColumn(1).getDouble()),
                             .y = static_cast<float>(select.getColumn(2).getDouble())});
        return songs;
    });
}

std::vector<MapStore::Unplaced> MapStore::unplaced() const {
    return guarded("looking for songs that are not on the map", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT min(track.id), track.identity " + kComparable + R"sql(
            AND NOT EXISTS (SELECT 1 FROM map_place WHERE map_place.model = ?1 AND map_place.identity = track.identity)
            GROUP BY track.identity ORDER BY 1)sql");
        select.bind(1, m_model);
        select.bind(2, m_heardBy);
        std::vector<Unplaced> songs;
        while (select.executeStep())
            songs.push_back({select.getColumn(0).getInt64(), select.getColumn(1).getString()});
        return songs;
    });
}

std::size_t MapStore::comparable() const {
    return guarded("counting songs for the map", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT count(DISTINCT track.identity) " + kComparable);
        select.bind(2, m_heardBy);
        select.executeStep();
        return static_cast<std::size_t>(select.getColumn(0).getInt64());
    });
}

void MapStore::replace(std::span<const StoredPlace> places) {
    guarded("storing the map", [&] {
        SQLite::Savepoint savepoint(m_database.connection(), "replace_map");
        SQLite::Statement clear(m_database.connection(), "DELETE FROM map_place WHERE model = ?");
        clear.bind(1, m_model);
        clear.exec();
        SQLite::Statement note(m_database.connection(), "INSERT INTO song_map (model, songs) VALUES (?, ?) "
                                                        "ON CONFLICT (model) DO UPDATE SET songs = excluded.songs");
        note.bind(1, m_model);
        note.bind(2, static_cast<std::int64_t>(places.size()));
        note.exec();
        add(places);
        savepoint.release();
    });
}

void MapStore::add(std::span<const StoredPlace> places) {
    guarded("storing places on the map", [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO map_place (model, identity, x, y) SELECT ?1, ?2, ?3, ?4 "
                                 "WHERE EXISTS (SELECT 1 FROM song_map WHERE model = ?1)");
        for (const StoredPlace& place : places) {
            insert.bind(1, m_model);
            insert.bind(2, place.identity);
            insert.bind(3, static_cast<double>(place.x));
            insert.bind(4, static_cast<double>(place.y));
            insert.exec();
            insert.reset();
        }
    });
}

} // namespace segue::store
