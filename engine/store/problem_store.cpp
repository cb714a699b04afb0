// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/problem_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/too_little_sound.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>

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
)sql";

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
            problems.push_back({.kind = select.getColumn(1).getInt() == 0 ? Problem::Kind::song : Problem::Kind::wholeSong,
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
        for (const TrackId track : tracks)
            for (auto* const update : {&song, &whole}) {
                update->bind(1, track);
                update->exec();
                update->reset();
            }
        savepoint.release();
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
