// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/listening_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>

namespace segue::store {

namespace {

constexpr int kMostStars = 5;

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace

std::string ListeningStore::keyOf(TrackId track) { return "track-" + std::to_string(track); }

std::optional<Listening> ListeningStore::find(TrackId track) const {
    return guarded("reading plays and ratings", [&]() -> std::optional<Listening> {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT added, last_played, plays, rating FROM track
            JOIN listening ON listening.recording = coalesce(track.identity, 'track-' || track.id) WHERE track.id = ?)sql");
        select.bind(1, track);
        if (!select.executeStep())
            return std::nullopt;
        return Listening{.added = timeOf(select.getColumn(0)),
                         .lastPlayed = timeOf(select.getColumn(1)),
                         .plays = select.getColumn(2).getInt(),
                         .rating = select.getColumn(3).getInt()};
    });
}

std::vector<TrackId> ListeningStore::sharing(TrackId track) const {
    return guarded("reading songs", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT id FROM track WHERE id = ?1 OR identity = (SELECT identity FROM track WHERE id = ?1) ORDER BY id)sql");
        select.bind(1, track);
        std::vector<TrackId> ids;
        while (select.executeStep())
            ids.push_back(select.getColumn(0).getInt64());
        return ids;
    });
}

void ListeningStore::rate(TrackId track, int stars) {
    guarded("storing a rating", [&] {
        SQLite::Statement insert(m_database.connection(), R"sql(
            INSERT INTO listening (recording, added, rating)
            SELECT coalesce(identity, 'track-' || id), 0, ?2 FROM track WHERE id = ?1
            ON CONFLICT (recording) DO UPDATE SET rating = excluded.rating)sql");
        insert.bind(1, track);
        insert.bind(2, std::clamp(stars, 0, kMostStars));
        insert.exec();
    });
}

void ListeningStore::countPlay(TrackId track, std::chrono::sys_seconds when) {
    guarded("counting a play", [&] {
        SQLite::Statement insert(m_database.connection(), R"sql(
            INSERT INTO listening (recording, added, plays, last_played)
            SELECT coalesce(identity, 'track-' || id), 0, 1, ?2 FROM track WHERE id = ?1
            ON CONFLICT (recording) DO UPDATE SET plays = plays + 1, last_played = excluded.last_played)sql");
        insert.bind(1, track);
        insert.bind(2, static_cast<std::int64_t>(when.time_since_epoch().count()));
        insert.exec();
    });
}

void ListeningStore::begin(const std::string& key) {
    guarded("storing a date", [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR IGNORE INTO listening (recording, added) VALUES (?, ?)");
        insert.bind(1, key);
        insert.bind(2, now());
        insert.exec();
    });
}

void ListeningStore::merge(const std::string& from, const std::string& to) {
    if (from == to)
        return;
    guarded("storing plays and ratings", [&] {
        SQLite::Statement add(m_database.connection(), R"sql(
            INSERT INTO listening (recording, added, plays, last_played, rating)
            SELECT ?2, added, plays, last_played, rating FROM listening WHERE recording = ?1
            ON CONFLICT (recording) DO UPDATE SET
                added = CASE WHEN added = 0 THEN excluded.added ELSE added END,
                plays = plays + excluded.plays,
                last_played = max(last_played, excluded.last_played),
                rating = CASE WHEN excluded.rating > 0 THEN excluded.rating ELSE rating END)sql");
        add.bind(1, from);
        add.bind(2, to);
        add.exec();
        SQLite::Statement remove(m_database.connection(), "DELETE FROM listening WHERE recording = ?");
        remove.bind(1, from);
        remove.exec();
    });
}

} // namespace segue::store
