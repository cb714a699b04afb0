// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/problem_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/too_little_sound.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>

#include <array>

namespace segue::store {

namespace {

// A version of 0 is a failure that is to be tried again. Of a recording found twice the first file is named.
const std::string kProblems = R"sql(
SELECT track.id AS track_id, 0 AS kind, failure.reason AS reason, failure.since AS since
FROM failure JOIN track ON track.id = failure.track_id
WHERE failure.model = ?1 AND failure.analyzer_version > 0 AND track.missing_since IS NULL
      AND failure.kind NOT IN )sql" +
                              kTooLittleSound + R"sql(
UNION ALL
SELECT min(track.id), 1, outline_failure.reason, outline_failure.since
FROM outline_failure JOIN track ON track.identity = outline_failure.identity
LEFT JOIN failure ON failure.track_id = track.id AND failure.model = ?1 AND failure.analyzer_version > 0
WHERE outline_failure.outline_version = ?2 AND failure.track_id IS NULL AND track.missing_since IS NULL
GROUP BY outline_failure.identity
UNION ALL
SELECT track.id, 2, reading_failure.reason, reading_failure.since
FROM reading_failure JOIN track ON track.id = reading_failure.track_id
LEFT JOIN failure ON failure.track_id = track.id AND failure.model = ?1 AND failure.analyzer_version > 0
WHERE reading_failure.reader_version > 0 AND failure.track_id IS NULL AND track.missing_since IS NULL
)sql";

constexpr std::array kKinds{Problem::Kind::song, Problem::Kind::wholeSong, Problem::Kind::tags}; ///< by the query's numbers

} // namespace

std::vector<Problem> ProblemStore::all() const {
    return guarded("looking for files that could not be read", [&] {
        SQLite::Statement select(m_database.connection(),
                                 "SELECT problem.track_id, kind, reason, since, library.id, library.root, track.path FROM (" +
                                     kProblems +
                                     ") AS problem JOIN track ON track.id = problem.track_id "
                                     "JOIN library ON library.id = track.library_id ORDER BY library.id, track.path");
        select.bind(1, m_model);
        select.bind(2, m_outlineVersion);
        std::vector<Problem> problems;
        while (select.executeStep())
            problems.push_back({.kind = kKinds.at(static_cast<std::size_t>(select.getColumn(1).getInt())),
                                .track = select.getColumn(0).getInt64(),
                                .library = select.getColumn(4).getInt64(),
                                .path = pathOf(select.getColumn(5)) / pathOf(select.getColumn(6)),
                                .reason = Message::fromCode(select.getColumn(2).getString()),
                                .since = timeOf(select.getColumn(3))});
        return problems;
    });
}

std::size_t ProblemStore::count() const {
    return guarded("counting files that could not be read", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT count(*) FROM (" + kProblems + ")");
        select.bind(1, m_model);
        select.bind(2, m_outlineVersion);
        select.executeStep();
        return static_cast<std::size_t>(select.getColumn(0).getInt64());
    });
}

void ProblemStore::tryAgain(std::span<const TrackId> tracks) {
    guarded("trying files again", [&] {
        auto& connection = m_database.connection();
        SQLite::Savepoint savepoint(connection, "try_again");
        SQLite::Statement song(connection, "UPDATE failure SET analyzer_version = 0 WHERE track_id = ?");
        SQLite::Statement whole(connection, "UPDATE outline_failure SET outline_version = 0 "
                                            "WHERE identity = (SELECT identity FROM track WHERE id = ?)");
        SQLite::Statement tags(connection, "UPDATE reading_failure SET reader_version = 0 WHERE track_id = ?");
        SQLite::Statement reading(connection, "UPDATE track SET tags_version = -1 " // the next scan reads them
                                              "WHERE id = ? AND id IN (SELECT track_id FROM reading_failure)");
        for (const TrackId track : tracks)
            for (auto* const update : {&song, &whole, &tags, &reading}) {
                update->bind(1, track);
                update->exec();
                update->reset();
            }
        savepoint.release();
    });
}

std::vector<LibraryId> ProblemStore::librariesWithTagsToRead() const {
    return guarded("looking for files that are to be read", [&] {
        SQLite::Statement select(m_database.connection(),
                                 "SELECT DISTINCT library_id FROM reading_failure JOIN track ON track.id = track_id "
                                 "WHERE reader_version = 0 AND missing_since IS NULL");
        std::vector<LibraryId> libraries;
        while (select.executeStep())
            libraries.push_back(select.getColumn(0).getInt64());
        return libraries;
    });
}

std::optional<Message> ProblemStore::whyTagsNotRead(TrackId track, int readerVersion) const {
    return guarded("looking for a song's problem", [&]() -> std::optional<Message> {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT reason FROM reading_failure JOIN track ON track.id = reading_failure.track_id
            WHERE track.id = ?1 AND reader_version = ?2
                  AND (track.size, track.modified_ns, track.changed_ns) =
                      (reading_failure.size, reading_failure.modified_ns, reading_failure.changed_ns))sql");
        select.bind(1, track);
        select.bind(2, readerVersion);
        return select.executeStep() ? std::optional(Message::fromCode(select.getColumn(0).getString())) : std::nullopt;
    });
}

std::optional<Message> ProblemStore::whyKept(TrackId track, bool isRead) const {
    return guarded("looking for a song's problem", [&]() -> std::optional<Message> {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT failure.reason FROM failure JOIN track ON track.id = failure.track_id
            WHERE track.id = ?1 AND (kind IN ('crash', 'tooLong') OR (kind = 'memory' AND ?3))
                  AND (track.is_changed OR NOT EXISTS (SELECT 1 FROM analysis WHERE analysis.identity = track.identity AND model = ?2))
            UNION ALL
            SELECT outline_failure.reason FROM outline_failure JOIN track ON track.identity = outline_failure.identity
            WHERE track.id = ?1 AND ?3 AND NOT track.is_changed
            LIMIT 1)sql");
        select.bind(1, track);
        select.bind(2, m_model);
        select.bind(3, isRead ? 1 : 0);
        return select.executeStep() ? std::optional(Message::fromCode(select.getColumn(0).getString())) : std::nullopt;
    });
}

} // namespace segue::store
