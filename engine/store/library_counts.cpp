// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/library_counts.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/too_little_sound.h"

#include <SQLiteCpp/Database.h>

namespace segue::store {

namespace {

std::size_t numberOf(const SQLite::Statement& row, int column) {
    return static_cast<std::size_t>(row.getColumn(column).getInt64()); // no rows: null, which reads as 0
}

void countTags(Database& database, LibraryQuality& quality) {
    SQLite::Statement select(database.connection(), R"sql(
        SELECT count(*), sum(missing_since IS NOT NULL), sum(offline), sum(artist <> ''), sum(album <> ''), sum(genre <> ''),
               sum(year > 0), sum(has_cover) FROM track JOIN library ON library.id = track.library_id)sql");
    select.executeStep();
    quality.songs = numberOf(select, 0);
    quality.missing = numberOf(select, 1);
    quality.offline = numberOf(select, 2);
    quality.withArtist = numberOf(select, 3);
    quality.withAlbum = numberOf(select, 4);
    quality.withGenre = numberOf(select, 5);
    quality.withYear = numberOf(select, 6);
    quality.withCover = numberOf(select, 7);
}

/// A failure counts where there is no analysis, or none of the file as it is now.
void countFailures(Database& database, const std::string& model, LibraryQuality& quality) {
    SQLite::Statement select(database.connection(), R"sql(
        SELECT failure.kind, count(*) FROM failure JOIN track ON track.id = failure.track_id
        LEFT JOIN analysis ON analysis.identity = track.identity AND analysis.model = ?1
        WHERE failure.model = ?1 AND analyzer_version > 0 AND (analysis.identity IS NULL OR is_changed) GROUP BY failure.kind)sql");
    select.bind(1, model);
    while (select.executeStep())
        (isTooLittleSound(bytesOf(select.getColumn(0))) ? quality.silent : quality.failed) += numberOf(select, 1);
}

} // namespace

void countSongs(Database& database, const std::string& model, LibraryQuality& quality) {
    guarded("counting songs", [&] {
        countTags(database, quality);
        countFailures(database, model, quality);
        SQLite::Statement select(database.connection(), R"sql(
            SELECT count(*) FROM track JOIN analysis ON analysis.identity = track.identity AND analysis.model = ?1
            WHERE NOT (is_changed AND EXISTS (SELECT 1 FROM failure WHERE track_id = track.id AND failure.model = ?1)))sql");
        select.bind(1, model);
        select.executeStep();
        quality.analysed = numberOf(select, 0);
        const std::size_t answered = quality.analysed + quality.failed + quality.silent;
        quality.waiting = quality.songs > answered ? quality.songs - answered : 0;
    });
}

} // namespace segue::store
