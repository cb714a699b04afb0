// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/bring_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/listening_store.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <cstring>

namespace segue::store {

namespace {

constexpr std::chrono::sys_seconds kNone{};

std::int64_t secondsSince1970(std::chrono::sys_seconds time) { return time.time_since_epoch().count(); }

std::string bytesOfIds(const std::vector<TrackId>& ids) {
    std::string bytes(ids.size() * sizeof(TrackId), '\0');
    if (!ids.empty())
        std::memcpy(bytes.data(), ids.data(), bytes.size());
    return bytes;
}

void bindGift(SQLite::Statement& statement, BringSource source, const PlaylistGift& gift) {
    const auto ids = bytesOfIds(gift.songs);
    statement.bind(1, std::string(sourceWord(source)));
    statement.bind(2, gift.name);
    statement.bind(3, ids.data(), static_cast<int>(ids.size()));
}

/// The larger number, the later play, the earlier date; a rating where there is none.
Listening merged(const Listening& here, const SongGift& gift, bool theirsWin) {
    auto now = here;
    if (gift.rating > 0 && (here.rating == 0 || theirsWin))
        now.rating = std::clamp(gift.rating, 1, 5);
    now.plays = std::max(here.plays, gift.plays);
    now.lastPlayed = std::max(here.lastPlayed, gift.lastPlayed);
    if (gift.added != kNone)
        now.added = here.added == kNone ? gift.added : std::min(here.added, gift.added);
    return now;
}

/// Of four columns from `first` on: added, plays, last played, rating.
Listening valuesOf(const SQLite::Statement& row, int first) {
    return {.added = timeOf(row.getColumn(first)),
            .lastPlayed = timeOf(row.getColumn(first + 2)),
            .plays = row.getColumn(first + 1).getInt(),
            .rating = row.getColumn(first + 3).getInt()};
}

void bindValues(SQLite::Statement& statement, int first, const Listening& values) {
    statement.bind(first, secondsSince1970(values.added));
    statement.bind(first + 1, values.plays);
    statement.bind(first + 2, secondsSince1970(values.lastPlayed));
    statement.bind(first + 3, values.rating);
}

void put(SQLite::Database& connection, const std::string& recording, const Listening& values) {
    SQLite::Statement upsert(connection, R"sql(
        INSERT INTO listening (recording, added, plays, last_played, rating) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (recording) DO UPDATE SET added = excluded.added, plays = excluded.plays, last_played = excluded.last_played,
                                              rating = excluded.rating)sql");
    upsert.bind(1, recording);
    bindValues(upsert, 2, values);
    upsert.exec();
}

Listening takenBack(const Listening& before, const Listening& brought, const Listening& now) {
    return {.added = now.added == brought.added ? before.added : now.added,
            .lastPlayed = now.lastPlayed == brought.lastPlayed ? before.lastPlayed : now.lastPlayed,
            .plays = now.plays >= brought.plays ? before.plays + (now.plays - brought.plays) : now.plays,
            .rating = now.rating == brought.rating ? before.rating : now.rating};
}

} // namespace

void BringStore::begin(BringSource source, const std::filesystem::path& file, std::chrono::sys_seconds at) {
    guarded("storing what was brought", [&] {
        m_database.connection().exec("DELETE FROM brought_song");
        m_database.connection().exec("UPDATE brought_playlist SET is_last = 0");
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO brought (id, source, file, at) VALUES (1, ?, ?, ?)");
        insert.bind(1, std::string(sourceWord(source)));
        bindPath(insert, 2, file);
        insert.bind(3, secondsSince1970(at));
        insert.exec();
    });
}

bool BringStore::give(const SongGift& gift, bool theirsWin) {
    return guarded("storing what was brought", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT coalesce(track.identity, 'track-' || track.id), coalesce(added, 0), coalesce(plays, 0), coalesce(last_played, 0),
                   coalesce(rating, 0)
            FROM track LEFT JOIN listening ON listening.recording = coalesce(track.identity, 'track-' || track.id)
            WHERE track.id = ?)sql");
        select.bind(1, gift.track);
        if (!select.executeStep())
            return false;
        const auto recording = select.getColumn(0).getString();
        const auto before = valuesOf(select, 1);
        const auto now = merged(before, gift, theirsWin);
        if (now == before)
            return false;
        // Of several files of one recording the first says what was there before.
        SQLite::Statement note(m_database.connection(), R"sql(
            INSERT INTO brought_song (recording, track_id, added, plays, last_played, rating,
                                      new_added, new_plays, new_last_played, new_rating) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (recording) DO UPDATE SET new_added = excluded.new_added, new_plays = excluded.new_plays,
                new_last_played = excluded.new_last_played, new_rating = excluded.new_rating)sql");
        note.bind(1, recording);
        note.bind(2, gift.track);
        bindValues(note, 3, before);
        bindValues(note, 7, now);
        note.exec();
        put(m_database.connection(), recording, now);
        return true;
    });
}

bool BringStore::hasPlaylist(BringSource source, const PlaylistGift& gift) const {
    return guarded("reading what was brought", [&] {
        SQLite::Statement select(m_database.connection(),
                                 "SELECT 1 FROM brought_playlist WHERE source = ? AND name = ? AND songs = ?");
        bindGift(select, source, gift);
        return select.executeStep();
    });
}

void BringStore::notePlaylist(BringSource source, const PlaylistGift& gift, PlaylistId playlist) {
    guarded("storing what was brought", [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO brought_playlist "
                                                          "(source, name, songs, playlist_id, is_last) VALUES (?, ?, ?, ?, 1)");
        bindGift(insert, source, gift);
        insert.bind(4, playlist);
        insert.exec();
    });
}

LastBrought BringStore::last() const {
    return guarded("reading what was brought", [&]() -> LastBrought {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT source, file, at, (SELECT count(*) FROM brought_song), (SELECT count(*) FROM brought_playlist WHERE is_last)
            FROM brought)sql");
        if (!select.executeStep())
            return {};
        const auto source = sourceNamed(select.getColumn(0).getString());
        return source ? LastBrought{.source = *source,
                                    .file = pathOf(select.getColumn(1)),
                                    .at = timeOf(select.getColumn(2)),
                                    .songs = static_cast<std::size_t>(select.getColumn(3).getInt64()),
                                    .playlists = static_cast<std::size_t>(select.getColumn(4).getInt64())}
                      : LastBrought{};
    });
}

BringStore::Undone BringStore::undo() {
    return guarded("undoing what was brought", [&] {
        Undone undone;
        // A song that had no identity then may have one now, and its plays with it.
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT coalesce((SELECT coalesce(identity, 'track-' || id) FROM track WHERE id = track_id), brought_song.recording) AS here,
                   brought_song.added, brought_song.plays, brought_song.last_played, brought_song.rating,
                   new_added, new_plays, new_last_played, new_rating,
                   listening.added, listening.plays, listening.last_played, listening.rating, track_id
            FROM brought_song JOIN listening ON listening.recording = here)sql");
        while (select.executeStep()) {
            put(m_database.connection(), select.getColumn(0).getString(),
                takenBack(valuesOf(select, 1), valuesOf(select, 5), valuesOf(select, 9)));
            const auto sharing = ListeningStore(m_database).sharing(select.getColumn(13).getInt64());
            undone.songs.insert(undone.songs.end(), sharing.begin(), sharing.end());
        }
        SQLite::Statement lists(m_database.connection(), "SELECT playlist_id FROM brought_playlist WHERE is_last");
        while (lists.executeStep())
            undone.playlists.push_back(lists.getColumn(0).getInt64());
        for (const char* forget : {"DELETE FROM brought_playlist WHERE is_last", "DELETE FROM brought_song", "DELETE FROM brought"})
            m_database.connection().exec(forget);
        return undone;
    });
}

} // namespace segue::store
