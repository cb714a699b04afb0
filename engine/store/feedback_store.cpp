// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/feedback_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>

namespace segue::store {

namespace {

std::int64_t seconds(std::chrono::sys_seconds when) { return when.time_since_epoch().count(); }

FeedbackKind kindOf(const SQLite::Column& column) { return static_cast<FeedbackKind>(column.getInt()); }

bool isLiking(FeedbackKind kind) { return kind == FeedbackKind::moreLike || kind == FeedbackKind::lessLike; }

} // namespace

void FeedbackStore::add(FeedbackKind kind, TrackId track, std::chrono::sys_seconds when) {
    guarded("keeping what you said of a song", [&] {
        auto& connection = m_database.connection();
        SQLite::Savepoint savepoint(connection, "add_feedback");
        SQLite::Statement replace(connection, R"sql(
            DELETE FROM feedback WHERE recording = (SELECT coalesce(identity, 'track-' || id) FROM track WHERE id = ?1)
            AND (kind = ?2 OR (kind IN (0, 1, 6) AND ?2 IN (0, 1))))sql");
        replace.bind(1, track);
        replace.bind(2, static_cast<int>(kind));
        replace.exec();
        SQLite::Statement insert(connection, R"sql(
            INSERT INTO feedback (kind, recording, title, artist, album, album_artist, at)
            SELECT ?2, coalesce(identity, 'track-' || id), title, artist, album, album_artist, ?3 FROM track WHERE id = ?1)sql");
        insert.bind(1, track);
        insert.bind(2, static_cast<int>(kind));
        insert.bind(3, seconds(when));
        insert.exec();
        savepoint.release();
    });
}

void FeedbackStore::remove(std::int64_t id) {
    guarded("forgetting what you said of a song", [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM feedback WHERE id = ?");
        remove.bind(1, id);
        remove.exec();
    });
}

void FeedbackStore::clear() {
    guarded("forgetting what you said of songs", [&] { m_database.connection().exec("DELETE FROM feedback"); });
}

std::vector<Feedback> FeedbackStore::all(std::chrono::sys_seconds now) const {
    return guarded("reading what you said of songs", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT id, kind, title, artist, album, at,
                   EXISTS (SELECT 1 FROM track WHERE identity = recording OR
                           (substr(recording, 1, 6) = 'track-' AND track.id = CAST(substr(recording, 7) AS INTEGER)))
            FROM feedback ORDER BY id DESC)sql");
        std::vector<Feedback> all;
        while (select.executeStep()) {
            Feedback one{.id = select.getColumn(0).getInt64(),
                         .kind = kindOf(select.getColumn(1)),
                         .title = select.getColumn(2).getString(),
                         .artist = select.getColumn(3).getString(),
                         .album = select.getColumn(4).getString(),
                         .at = timeOf(select.getColumn(5)),
                         .isThere = select.getColumn(6).getInt() != 0};
            one.isOver = one.kind == FeedbackKind::lessOfArtist && one.at + kLessOfArtist <= now;
            all.push_back(std::move(one));
        }
        return all;
    });
}

std::vector<FeedbackStore::Said> FeedbackStore::said(const std::string& model, std::chrono::sys_seconds now) const {
    return guarded("reading what you said of songs", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT kind, coalesce(track.identity, iif(substr(recording, 1, 6) = 'track-', '', recording)),
                   iif(substr(recording, 1, 6) = 'track-', CAST(substr(recording, 7) AS INTEGER), 0),
                   feedback.artist, feedback.album, feedback.album_artist, at, embedding
            FROM feedback
            LEFT JOIN track ON substr(recording, 1, 6) = 'track-' AND track.id = CAST(substr(recording, 7) AS INTEGER)
            LEFT JOIN analysis ON kind IN (0, 1, 6) AND analysis.model = ?1 AND analysis.identity = coalesce(track.identity, recording)
            ORDER BY feedback.id DESC)sql");
        select.bind(1, model);
        std::vector<Said> said;
        std::size_t likings = 0, skips = 0;
        while (select.executeStep()) {
            const auto kind = kindOf(select.getColumn(0));
            if (kind == FeedbackKind::lessOfArtist && timeOf(select.getColumn(6)) + kLessOfArtist <= now)
                continue;
            if ((isLiking(kind) && ++likings > kMostOpinions) || (kind == FeedbackKind::skipped && ++skips > kMostSkips))
                continue;
            said.push_back({.kind = kind,
                            .identity = select.getColumn(1).getString(),
                            .track = select.getColumn(2).getInt64(),
                            .artist = select.getColumn(3).getString(),
                            .album = select.getColumn(4).getString(),
                            .albumArtist = select.getColumn(5).getString(),
                            .embedding = floatsOf(select.getColumn(7))});
        }
        return said;
    });
}

} // namespace segue::store
