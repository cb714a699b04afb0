// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/track_writer.h"

#include "engine/store/correction_store.h"
#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/listening_store.h"
#include "engine/store/track_store.h"
#include "engine/words/section.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <utility>

namespace segue::store {

namespace {

constexpr const char* kTrackKnown = "SELECT 1 FROM track WHERE library_id = ? AND path = ?";
constexpr const char* kUpsert = R"sql(
    INSERT INTO track (library_id, path, size, modified_ns, changed_ns, tags_version, title, artist, album_artist, album, genre,
                       track_number, disc_number, year, duration_ms, artists, order_artist, order_album, order_title, has_cover,
                       original_year, bit_rate, release_id, format, isrc, album_order, title_order)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25,
            album_order(?17, ?9, ?8, ?18, ?10), title_order(?12, ?19, ?7))
    ON CONFLICT (library_id, path) DO UPDATE SET
        is_changed = identity IS NOT NULL AND
                     (is_changed OR size <> excluded.size OR modified_ns <> excluded.modified_ns),
        size = excluded.size, modified_ns = excluded.modified_ns, changed_ns = excluded.changed_ns,
        tags_version = excluded.tags_version, title = excluded.title,
        artist = excluded.artist, album_artist = excluded.album_artist, album = excluded.album,
        genre = excluded.genre, track_number = excluded.track_number, disc_number = excluded.disc_number,
        year = excluded.year, duration_ms = excluded.duration_ms, artists = excluded.artists,
        order_artist = excluded.order_artist, order_album = excluded.order_album, order_title = excluded.order_title,
        has_cover = excluded.has_cover, original_year = excluded.original_year, bit_rate = excluded.bit_rate,
        release_id = excluded.release_id, format = excluded.format, isrc = excluded.isrc, album_order = excluded.album_order, title_order = excluded.title_order
    RETURNING id)sql";
constexpr const char* kBegin = "INSERT OR IGNORE INTO listening (recording, added) VALUES (?, ?)";
constexpr const char* kForget = "DELETE FROM failure WHERE track_id = ?";
constexpr const char* kForgetReading = "DELETE FROM reading_failure WHERE track_id = ?";
constexpr const char* kSame = R"sql(
    SELECT id, (title, artist, album_artist, album, genre, track_number, disc_number, year, artists, order_artist, order_album,
                order_title, has_cover, original_year, bit_rate, release_id, format, isrc) =
               (?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)
    FROM track WHERE library_id = ?1 AND path = ?2 AND size = ?3 AND modified_ns = ?4 AND ?5 IS NOT NULL AND ?6 >= 0 AND ?15 >= 0)sql";
constexpr const char* kRetag = R"sql(
    UPDATE track SET changed_ns = ?5, tags_version = ?6, title = ?7, artist = ?8, album_artist = ?9, album = ?10, genre = ?11,
        track_number = ?12, disc_number = ?13, year = ?14,
        duration_ms = CASE WHEN identity IS NULL AND ?15 > 0 THEN ?15 ELSE duration_ms END,
        artists = ?16, order_artist = ?17, order_album = ?18, order_title = ?19, has_cover = ?20,
        original_year = ?21, bit_rate = ?22, release_id = ?23, format = ?24, isrc = ?25,
        album_order = album_order(?17, ?9, ?8, ?18, ?10), title_order = title_order(?12, ?19, ?7)
    WHERE library_id = ?1 AND path = ?2 AND size = ?3 AND modified_ns = ?4)sql";
constexpr const char* kKeep = R"sql(
    UPDATE track SET changed_ns = ?5, tags_version = ?6
    WHERE library_id = ?1 AND path = ?2 AND size = ?3 AND modified_ns = ?4 RETURNING id)sql";
constexpr const char* kSongsOfFile = "SELECT id FROM track WHERE library_id = ?1 AND (path = ?2 OR path > ?3 AND path < ?4)";
constexpr const char* kFail = R"sql(
    INSERT INTO reading_failure (track_id, size, modified_ns, changed_ns, reader_version, kind, reason, since)
    SELECT id, size, modified_ns, changed_ns, ?2, ?3, ?4, ?5 FROM track WHERE id = ?1
    ON CONFLICT (track_id) DO UPDATE SET size = excluded.size, modified_ns = excluded.modified_ns, changed_ns = excluded.changed_ns,
        since = iif(kind = excluded.kind, since, excluded.since), reader_version = excluded.reader_version, kind = excluded.kind, reason = excluded.reason)sql";

/// Relative to the root, byte by byte where that is plain.
std::filesystem::path relativeTo(const std::filesystem::path& root, const std::filesystem::path& path) {
    const auto& name = path.native();
    const auto& folder = root.native();
    const bool isBelow =
        name.size() > folder.size() + 1 && name.starts_with(folder) && name[folder.size()] == '/' && name[folder.size() + 1] != '/';
    return isBelow ? std::filesystem::path(name.substr(folder.size() + 1)) : path.lexically_relative(root);
}

/// Parameters 1 to 6: library, path, the stamp's three, the tags' version.
void bindFile(SQLite::Statement& statement, LibraryId library, const std::filesystem::path& path, const FileStamp& stamp,
              int tagsVersion) {
    statement.bind(1, library);
    bindPath(statement, 2, path);
    statement.bind(3, static_cast<std::int64_t>(stamp.size));
    statement.bind(4, stamp.modifiedNs);
    statement.bind(5, stamp.changedNs);
    statement.bind(6, tagsVersion);
}

/// And 7 to 25: what the tags tell.
void bindTags(SQLite::Statement& statement, const Track& track) {
    int index = 7;
    for (const auto* text : {&track.title, &track.artist, &track.albumArtist, &track.album, &track.genre})
        statement.bind(index++, *text);
    for (const int number : {track.trackNumber, track.discNumber, track.year})
        statement.bind(index++, number);
    statement.bind(index++, static_cast<std::int64_t>(track.duration.count()));
    for (const auto* text : {&track.artists, &track.orderArtist, &track.orderAlbum, &track.orderTitle})
        statement.bind(index++, *text);
    for (const int number : {track.hasCover ? 1 : 0, track.originalYear, track.bitRateKbps})
        statement.bind(index++, number);
    for (const auto* text : {&track.releaseId, &track.format, &track.isrc})
        statement.bind(index++, *text);
}

std::int64_t today() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// A statement that is prepared when it is needed first, and used again and again.
class Prepared final {
public:
    Prepared(SQLite::Database& connection, const char* sql)
        : m_connection(connection)
        , m_sql(sql) {}

    /// As new, whatever became of it before.
    [[nodiscard]] SQLite::Statement& use() {
        if (m_statement)
            m_statement->tryReset();
        else
            m_statement.emplace(m_connection, m_sql);
        return *m_statement;
    }
    void runFor(TrackId track) {
        auto& statement = use();
        statement.bind(1, track);
        statement.exec();
        statement.reset();
    }

private:
    SQLite::Database& m_connection;
    const char* m_sql;
    std::optional<SQLite::Statement> m_statement;
};

} // namespace

struct TrackWriter::Statements {
    explicit Statements(SQLite::Database& connection)
        : known(connection, kTrackKnown)
        , upsert(connection, kUpsert)
        , begin(connection, kBegin)
        , forget(connection, kForget)
        , forgetReading(connection, kForgetReading)
        , same(connection, kSame)
        , retag(connection, kRetag)
        , keep(connection, kKeep) {}

    Prepared known, upsert, begin, forget, forgetReading, same, retag, keep;
};

TrackWriter::TrackWriter(Database& database)
    : m_database(database)
    , m_hasCorrections(!CorrectionStore(database).isEmpty())
    , m_statements(std::make_unique<Statements>(database.connection())) {}

TrackWriter::~TrackWriter() = default;

void TrackWriter::correct(TrackId track) {
    if (m_hasCorrections)
        CorrectionStore(m_database).refresh(track, true);
}

TrackId TrackWriter::save(const Track& track, const std::filesystem::path& root, const FileStamp& stamp, int tagsVersion) {
    return guarded("storing a song", [&] {
        const auto path = relativeTo(root, track.path);
        auto& known = m_statements->known.use();
        known.bind(1, track.library);
        bindPath(known, 2, path);
        const bool isNew = !known.executeStep();
        known.reset();
        auto& upsert = m_statements->upsert.use();
        bindFile(upsert, track.library, path, stamp, tagsVersion);
        bindTags(upsert, track);
        upsert.executeStep();
        const TrackId id = upsert.getColumn(0).getInt64();
        upsert.reset();
        if (isNew) {
            auto& begin = m_statements->begin.use();
            begin.bind(1, ListeningStore::keyOf(id));
            begin.bind(2, today());
            begin.exec();
            begin.reset();
        } else {
            m_statements->forget.runFor(id);
            m_statements->forgetReading.runFor(id);
        }
        correct(id);
        return id;
    });
}

TrackWriter::Replaced TrackWriter::replaceSongs(std::span<const Track> songs, const std::filesystem::path& root,
                                                const std::filesystem::path& relativePath, const FileStamp& stamp,
                                                int tagsVersion) {
    if (songs.empty())
        return {};
    return guarded("storing the songs of a file", [&] {
        Replaced replaced;
        for (const auto& song : songs)
            replaced.saved.push_back(save(song, root, stamp, tagsVersion));
        // What is below "/.section-" lies before "/.section.", the byte after the dash.
        const std::string below = relativePath.native() + kSectionMark;
        std::string behind = below;
        ++behind.back();
        SQLite::Statement held(m_database.connection(), kSongsOfFile);
        held.bind(1, songs.front().library);
        bindPath(held, 2, relativePath);
        bindPath(held, 3, below);
        bindPath(held, 4, behind);
        while (held.executeStep())
            if (const TrackId id = held.getColumn(0).getInt64(); std::ranges::find(replaced.saved, id) == replaced.saved.end())
                replaced.removed.push_back(id);
        TrackStore tracks(m_database, {});
        tracks.markFound(replaced.saved);
        tracks.remove(replaced.removed);
        return replaced;
    });
}

std::optional<TrackId> TrackWriter::retag(const Track& track, const std::filesystem::path& root, const FileStamp& stamp,
                                          int tagsVersion) {
    return guarded("storing a song's tags", [&]() -> std::optional<TrackId> {
        const auto path = relativeTo(root, track.path);
        auto& same = m_statements->same.use();
        bindFile(same, track.library, path, stamp, tagsVersion);
        bindTags(same, track);
        if (!same.executeStep()) {
            same.reset();
            return std::nullopt;
        }
        const TrackId id = same.getColumn(0).getInt64();
        const bool isSame = same.getColumn(1).getInt() != 0;
        same.reset();
        auto& update = m_statements->retag.use();
        bindFile(update, track.library, path, stamp, tagsVersion);
        bindTags(update, track);
        update.exec();
        update.reset();
        m_statements->forgetReading.runFor(id);
        correct(id);
        return isSame ? std::nullopt : std::optional(id);
    });
}

std::optional<TrackId> TrackWriter::keepTags(LibraryId library, const std::filesystem::path& relativePath, const FileStamp& stamp,
                                             int tagsVersion) {
    return guarded("storing a song's tags", [&] {
        auto& keep = m_statements->keep.use();
        bindFile(keep, library, relativePath, stamp, tagsVersion);
        const auto id = keep.executeStep() ? std::optional<TrackId>(keep.getColumn(0).getInt64()) : std::nullopt;
        keep.reset();
        return id;
    });
}

void TrackWriter::saveFailure(TrackId track, const ReadingFailure& failure) {
    guarded("storing a file that could not be read", [&] {
        SQLite::Statement insert(m_database.connection(), kFail);
        insert.bind(1, track);
        insert.bind(2, failure.readerVersion);
        insert.bind(3, failure.kind);
        insert.bind(4, failure.reason.code());
        insert.bind(5, static_cast<std::int64_t>(failure.since.time_since_epoch().count()));
        insert.exec();
    });
}

} // namespace segue::store
