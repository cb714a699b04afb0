// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/track_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/song_list_reader.h"
#include "engine/store/too_little_sound.h"
#include "engine/store/track_writer.h"

#include <SQLiteCpp/Database.h>

#include <limits>
#include <set>
#include <utility>

namespace segue::store {

namespace {

// The bundle's id is always parameter 1.
const std::string kSelect = R"sql(
SELECT track.id, track.library_id, library.root, track.path, title, artist, album_artist, album, track.genre, track_number,
       disc_number, year, track.duration_ms, heard_genre, heard_probability, preview_start_ms, failure.reason,
       tempo_bpm, musical_key, key_strength, centroid_hz, onsets_per_second, coalesce(outline.loudness_lufs, sound.loudness_lufs),
       track.missing_since IS NOT NULL, listening.added, listening.last_played, listening.plays, listening.rating,
       track.is_changed, has_cover, artists, album_order, title_order, failure.kind, heard_as.genre, heard_as.confidence, genre_answer.genre,
       original_year, release_id, format, bit_rate,
       (SELECT sum(field) FROM correction WHERE recording = coalesce(track.identity, 'track-' || track.id))
FROM track
JOIN library ON library.id = track.library_id
LEFT JOIN analysis ON analysis.identity = track.identity AND analysis.model = ?1
LEFT JOIN failure ON failure.track_id = track.id AND failure.model = ?1 AND failure.analyzer_version > 0
LEFT JOIN sound ON sound.identity = track.identity
LEFT JOIN outline ON outline.identity = track.identity
LEFT JOIN heard_as ON heard_as.identity = analysis.identity AND heard_as.model = ?1
LEFT JOIN genre_answer ON genre_answer.identity = track.identity AND genre_answer.tag = track.genre AND is_accepted
LEFT JOIN listening ON listening.recording = coalesce(track.identity, 'track-' || track.id)
)sql";

Track trackOf(const SQLite::Statement& row) {
    Track track{.id = row.getColumn(0).getInt64(),
                .library = row.getColumn(1).getInt64(),
                .path = pathOf(row.getColumn(2)) / pathOf(row.getColumn(3)),
                .title = row.getColumn(4).getString(),
                .artist = row.getColumn(5).getString(),
                .albumArtist = row.getColumn(6).getString(),
                .album = row.getColumn(7).getString(),
                .genre = row.getColumn(8).getString(),
                .trackNumber = row.getColumn(9).getInt(),
                .discNumber = row.getColumn(10).getInt(),
                .year = row.getColumn(11).getInt(),
                .originalYear = row.getColumn(37).getInt(),
                .releaseId = row.getColumn(38).getString(),
                .duration = std::chrono::milliseconds{row.getColumn(12).getInt64()},
                .hasCover = row.getColumn(29).getInt() != 0,
                .format = row.getColumn(39).getString(),
                .bitRateKbps = row.getColumn(40).getInt(),
                .corrected = static_cast<TagFields>(row.getColumn(41).getInt()),
                .artists = row.getColumn(30).getString(),
                .albumOrder = std::string(bytesOf(row.getColumn(31))),
                .titleOrder = std::string(bytesOf(row.getColumn(32)))};
    const bool isUnreadableNow = row.getColumn(28).getInt() != 0 && !row.isColumnNull(16);
    if (!row.isColumnNull(13) && !isUnreadableNow) {
        track.state = AnalysisState::done;
        track.heardGenre = row.getColumn(13).getString();
        track.heardProbability = static_cast<float>(row.getColumn(14).getDouble());
        track.previewStart = std::chrono::milliseconds{row.getColumn(15).getInt64()};
        track.heardAs = row.getColumn(34).getString();
        track.heardAsConfidence = static_cast<float>(row.getColumn(35).getDouble());
        if (!row.isColumnNull(17))
            track.features = featuresOf(row, 17);
    } else if (!row.isColumnNull(16)) {
        track.state = isTooLittleSound(row.getColumn(33).getString()) ? AnalysisState::unheard : AnalysisState::failed;
        track.problem = Message::fromCode(row.getColumn(16).getString());
    }
    track.acceptedGenre = row.getColumn(36).getString();
    track.isMissing = row.getColumn(23).getInt() != 0;
    if (!row.isColumnNull(24)) {
        track.added = timeOf(row.getColumn(24));
        track.lastPlayed = timeOf(row.getColumn(25));
        track.plays = row.getColumn(26).getInt();
        track.rating = row.getColumn(27).getInt();
    }
    return track;
}

const std::string kKnown = "SELECT id, path, size, modified_ns, changed_ns, missing_since IS NOT NULL, tags_version FROM track "
                           "WHERE library_id = ?1 ";

/// No folder comes behind the first ?4 bytes; the name of a section ("/.section-", words/section.h) counts as its file's.
constexpr const char* kDirectlyInside = "AND instr(substr(path, ?4), x'2F') = instr(substr(path, ?4), x'2F2E73656374696F6E2D')";

FileStamp stampOf(const SQLite::Statement& row, int first) {
    return {static_cast<std::uint64_t>(row.getColumn(first).getInt64()), row.getColumn(first + 1).getInt64(),
            row.getColumn(first + 2).getInt64()};
}

KnownFile knownOf(const SQLite::Statement& row) {
    return {.id = row.getColumn(0).getInt64(),
            .path = std::string(bytesOf(row.getColumn(1))),
            .stamp = stampOf(row, 2),
            .isMissing = row.getColumn(5).getInt() != 0,
            .tagsVersion = row.getColumn(6).getInt()};
}

/// One statement for each song.
void forEachId(SQLite::Database& connection, const char* sql, std::span<const TrackId> ids) {
    SQLite::Statement statement(connection, sql);
    for (const TrackId id : ids) {
        statement.bind(1, id);
        statement.exec();
        statement.reset();
    }
}

constexpr auto kNeverRead = std::numeric_limits<std::int64_t>::min(); ///< a modification time that no file has

/// Whether reading whole tables pays.
bool isMost(std::size_t songs, std::size_t ofAll) { return songs * 4 > ofAll; }

} // namespace

SongList TrackStore::songs(LibraryId library) const {
    return guarded("reading songs", [&] {
        if (library == kAllMusic)
            return SongListReader(m_database, m_model, library).read();
        SQLite::Statement count(m_database.connection(), "SELECT sum(library_id = ?), count(*) FROM track");
        count.bind(1, library);
        count.executeStep();
        const auto own = static_cast<std::size_t>(count.getColumn(0).getInt64());
        if (isMost(own, static_cast<std::size_t>(count.getColumn(1).getInt64())))
            return SongListReader(m_database, m_model, library).read();
        SQLite::Statement select(m_database.connection(), kSelect + "WHERE track.library_id = ?2");
        select.bind(1, m_model);
        select.bind(2, library);
        SongList songs;
        songs.reserve(own);
        while (select.executeStep())
            songs.add(trackOf(select));
        songs.sortLikeLibrary();
        return songs;
    });
}

std::optional<Track> TrackStore::find(TrackId id) const { return std::move(find({&id, 1}).front()); }

std::vector<std::optional<Track>> TrackStore::find(std::span<const TrackId> ids) const {
    return guarded("reading songs", [&] {
        SQLite::Statement select(m_database.connection(), kSelect + "WHERE track.id = ?2");
        select.bind(1, m_model);
        std::vector<std::optional<Track>> tracks;
        for (const TrackId id : ids) {
            select.bind(2, id);
            tracks.push_back(select.executeStep() ? std::optional(trackOf(select)) : std::nullopt);
            select.reset();
        }
        return tracks;
    });
}

std::optional<Track> TrackStore::findByPath(const std::filesystem::path& path) const {
    return guarded("looking for a song", [&]() -> std::optional<Track> {
        SQLite::Statement roots(m_database.connection(), "SELECT id, root FROM library ORDER BY id");
        while (roots.executeStep()) {
            const auto relative = path.lexically_relative(pathOf(roots.getColumn(1)));
            if (relative.empty() || *relative.begin() == "..")
                continue;
            SQLite::Statement select(m_database.connection(), kSelect + "WHERE track.library_id = ?2 AND track.path = ?3");
            select.bind(1, m_model);
            select.bind(2, roots.getColumn(0).getInt64());
            bindPath(select, 3, relative);
            if (select.executeStep())
                return trackOf(select);
        }
        return std::nullopt;
    });
}

std::vector<PlacedFile> TrackStore::placesOf(std::span<const TrackId> ids) const {
    return guarded("looking for songs", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT root, path, size, modified_ns, changed_ns FROM track "
                                                          "JOIN library ON library.id = library_id WHERE track.id = ?");
        std::vector<PlacedFile> files;
        for (const TrackId id : ids) {
            select.bind(1, id);
            if (select.executeStep())
                files.push_back({.path = pathOf(select.getColumn(0)) / pathOf(select.getColumn(1)), .stamp = stampOf(select, 2)});
            select.reset();
        }
        return files;
    });
}

std::vector<KnownFile> TrackStore::knownFiles(LibraryId library) const {
    return guarded("reading songs", [&] {
        SQLite::Statement select(m_database.connection(), kKnown);
        select.bind(1, library);
        std::vector<KnownFile> files;
        while (select.executeStep())
            files.push_back(knownOf(select));
        return files;
    });
}

std::vector<KnownFile> TrackStore::knownFilesIn(LibraryId library, const std::filesystem::path& folder, bool deep) const {
    return guarded("reading songs", [&] {
        // What is below "a" lies between "a/" and "a0", the byte after the slash.
        const auto below = folder.empty() ? std::string() : folder.native() + "/";
        const auto behind = folder.empty() ? std::string() : folder.native() + "0";
        SQLite::Statement select(m_database.connection(),
                                 kKnown + (folder.empty() ? "" : "AND path > ?2 AND path < ?3 ") + (deep ? "" : kDirectlyInside));
        select.bind(1, library);
        if (!folder.empty()) {
            bindPath(select, 2, below);
            bindPath(select, 3, behind);
        }
        if (!deep)
            select.bind(4, static_cast<std::int64_t>(below.size() + 1));
        std::vector<KnownFile> files;
        while (select.executeStep())
            files.push_back(knownOf(select));
        return files;
    });
}

std::vector<KnownFile> TrackStore::knownFilesLike(LibraryId library, std::span<const FileStamp> stamps) const {
    return guarded("looking for songs that moved", [&] {
        std::set<std::pair<std::uint64_t, std::int64_t>> wanted;
        for (const auto& stamp : stamps)
            wanted.emplace(stamp.size, stamp.modifiedNs);
        SQLite::Statement select(m_database.connection(), kKnown);
        select.bind(1, library);
        std::vector<KnownFile> files;
        while (select.executeStep()) {
            const auto stamp = stampOf(select, 2);
            if (wanted.contains({stamp.size, stamp.modifiedNs}))
                files.push_back(knownOf(select));
        }
        return files;
    });
}

std::vector<MissingFile> TrackStore::missingFiles() const {
    return guarded("looking for missing songs", [&] {
        SQLite::Statement select(m_database.connection(),
                                 "SELECT id, library_id, path, size, modified_ns, changed_ns, missing_since FROM track "
                                 "WHERE missing_since IS NOT NULL");
        std::vector<MissingFile> files;
        while (select.executeStep())
            files.push_back({.id = select.getColumn(0).getInt64(),
                             .library = select.getColumn(1).getInt64(),
                             .path = pathOf(select.getColumn(2)),
                             .stamp = stampOf(select, 3),
                             .since = timeOf(select.getColumn(6))});
        return files;
    });
}

TrackId TrackStore::save(const Track& track, const std::filesystem::path& root, const FileStamp& stamp, int tagsVersion) {
    return TrackWriter(m_database).save(track, root, stamp, tagsVersion);
}

std::optional<TrackId> TrackStore::retag(const Track& track, const std::filesystem::path& root, const FileStamp& stamp,
                                         int tagsVersion) {
    return TrackWriter(m_database).retag(track, root, stamp, tagsVersion);
}

void TrackStore::noteChangeTimes(std::span<const std::pair<TrackId, std::int64_t>> changedNs) {
    guarded("storing times of files", [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE track SET changed_ns = ? WHERE id = ?");
        for (const auto& [id, time] : changedNs) {
            update.bind(1, time);
            update.bind(2, id);
            update.exec();
            update.reset();
        }
    });
}

void TrackStore::move(TrackId id, LibraryId library, const std::filesystem::path& relativePath) {
    guarded("moving a song", [&] {
        SQLite::Statement before(m_database.connection(), "SELECT path FROM track WHERE id = ?");
        before.bind(1, id);
        const bool isRenamed = before.executeStep() && pathOf(before.getColumn(0)).filename() != relativePath.filename();
        SQLite::Statement update(m_database.connection(), R"sql(
            UPDATE track SET library_id = ?1, path = ?2, missing_since = NULL,
                             is_changed = is_changed OR (?4 AND identity IS NOT NULL),
                             modified_ns = CASE WHEN ?4 THEN ?5 ELSE modified_ns END,
                             changed_ns = 0 -- a new name changes it, too
            WHERE id = ?3)sql");
        update.bind(1, library);
        bindPath(update, 2, relativePath);
        update.bind(3, id);
        update.bind(4, isRenamed ? 1 : 0);
        update.bind(5, kNeverRead);
        update.exec();
        forEachId(m_database.connection(), "DELETE FROM failure WHERE track_id = ?", {&id, 1});
    });
}

void TrackStore::markMissing(std::span<const TrackId> ids, std::chrono::sys_seconds since) {
    guarded("marking songs as missing", [&] {
        const auto sql = "UPDATE track SET missing_since = " + std::to_string(since.time_since_epoch().count()) +
                         " WHERE id = ? AND missing_since IS NULL";
        forEachId(m_database.connection(), sql.c_str(), ids);
    });
}

void TrackStore::markFound(std::span<const TrackId> ids) {
    guarded("marking songs as found", [&] {
        forEachId(m_database.connection(), "UPDATE track SET missing_since = NULL WHERE id = ?", ids);
        forEachId(m_database.connection(), "DELETE FROM failure WHERE track_id = ?", ids);
    });
}

void TrackStore::remove(std::span<const TrackId> ids) {
    guarded("forgetting songs", [&] { forEachId(m_database.connection(), "DELETE FROM track WHERE id = ?", ids); });
}

} // namespace segue::store
