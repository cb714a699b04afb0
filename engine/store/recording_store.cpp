// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/recording_store.h"

#include "engine/store/correction_store.h"
#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/listening_store.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>

namespace segue::store {

namespace {

constexpr char kNumberSign = '#'; ///< no text that is read has one

/// Lengths by tags may include the codec's delay or not.
constexpr std::chrono::milliseconds kAboutAsLong{150};

/// So many recordings of one size are looked at, and of about one length on either side. There may be thousands.
constexpr std::size_t kMostAlike = 64;

std::vector<std::uint32_t> hashesOf(const SQLite::Column& column) {
    const auto* first = static_cast<const std::uint32_t*>(column.getBlob());
    const auto count = static_cast<std::size_t>(column.getBytes()) / sizeof(std::uint32_t);
    return count == 0 ? std::vector<std::uint32_t>{} : std::vector<std::uint32_t>(first, first + count);
}

/// A copy, or a file that was moved or renamed.
bool isHeardBySize(Database& database, TrackId track, const std::string& model) {
    // The few recordings like it come first, and no more than some of them: left to itself, SQLite may begin with all that was ever
    // analysed, and recordings of one size that nothing was heard in would all be looked at for each song.
    SQLite::Statement select(database.connection(), R"sql(
        SELECT 1 FROM (SELECT recording.identity FROM track
                       CROSS JOIN recording ON recording.bytes = track.size AND recording.bytes > 0
                       WHERE track.id = ?1 LIMIT ?3) AS alike
        CROSS JOIN analysis ON analysis.identity = alike.identity AND analysis.model = ?2
        LIMIT 1)sql");
    select.bind(1, track);
    select.bind(2, model);
    select.bind(3, static_cast<int>(kMostAlike));
    return select.executeStep();
}

/// A file that was moved and retagged: about as long as a recording that no song holds now, or that one of this title holds. Those
/// whose lengths are nearest are looked at, on either side.
bool isHeardByLength(Database& database, TrackId track, const std::string& model) {
    SQLite::Statement length(database.connection(), "SELECT duration_ms, title FROM track WHERE id = ? AND duration_ms > 0");
    length.bind(1, track);
    if (!length.executeStep())
        return false;
    const auto milliseconds = length.getColumn(0).getInt64();
    const std::string title = length.getColumn(1).getString();
    SQLite::Statement select(database.connection(), R"sql(
        SELECT 1 FROM (SELECT * FROM (SELECT identity FROM recording WHERE duration_ms BETWEEN ?1 AND ?1 + ?4
                                      ORDER BY duration_ms LIMIT ?5)
                       UNION ALL
                       SELECT * FROM (SELECT identity FROM recording WHERE duration_ms BETWEEN ?1 - ?4 AND ?1 - 1
                                      ORDER BY duration_ms DESC LIMIT ?5)) AS alike
        CROSS JOIN analysis ON analysis.identity = alike.identity AND analysis.model = ?2
        WHERE NOT EXISTS (SELECT 1 FROM track JOIN library ON library.id = track.library_id AND library.offline = 0
                          WHERE track.identity = alike.identity AND track.missing_since IS NULL)
           OR EXISTS (SELECT 1 FROM track WHERE track.identity = alike.identity AND track.title = ?3)
        LIMIT 1)sql");
    select.bind(1, milliseconds);
    select.bind(2, model);
    select.bind(3, title);
    select.bind(4, static_cast<std::int64_t>(kAboutAsLong.count()));
    select.bind(5, static_cast<int>(kMostAlike));
    return select.executeStep();
}

} // namespace

std::string textOf(const std::string& identity) { return identity.substr(0, identity.find(kNumberSign)); }

bool mayBeTheSame(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right) {
    std::size_t known = 0, different = 0;
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i)
        if (left[i] != 0 && right[i] != 0) {
            ++known;
            different += left[i] != right[i] ? 1 : 0;
        }
    // One place may be damaged, or cut differently by the container.
    return different < 2 || 3 * different <= known;
}

std::optional<FileState> RecordingStore::stateOf(TrackId track) const {
    return guarded("reading a song", [&]() -> std::optional<FileState> {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT size, modified_ns, coalesce(identity, ''), is_changed, library.id, library.root, library.offline, track.path,
                   missing_since IS NOT NULL, duration_ms
            FROM track JOIN library ON library.id = track.library_id WHERE track.id = ?)sql");
        select.bind(1, track);
        if (!select.executeStep())
            return std::nullopt;
        const auto root = pathOf(select.getColumn(5));
        return FileState{.library = select.getColumn(4).getInt64(),
                         .root = root,
                         .isOffline = select.getColumn(6).getInt() != 0,
                         .path = root / pathOf(select.getColumn(7)),
                         .isMissing = select.getColumn(8).getInt() != 0,
                         .duration = std::chrono::milliseconds{select.getColumn(9).getInt64()},
                         .stamp = {static_cast<std::uint64_t>(select.getColumn(0).getInt64()), select.getColumn(1).getInt64()},
                         .identity = select.getColumn(2).getString(),
                         .isChanged = select.getColumn(3).getInt() != 0};
    });
}

bool RecordingStore::isProbablyKnown(TrackId track, const std::string& model) const {
    return guarded("looking for a recording",
                   [&] { return isHeardBySize(m_database, track, model) || isHeardByLength(m_database, track, model); });
}

std::string RecordingStore::storedIdentity(const FoundRecording& found) const {
    return guarded("looking for a recording", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT rest FROM recording WHERE identity = ?");
        for (int number = 1;; ++number) {
            std::string candidate = number == 1 ? found.identity : found.identity + kNumberSign + std::to_string(number);
            select.bind(1, candidate);
            if (!select.executeStep() || mayBeTheSame(hashesOf(select.getColumn(0)), found.rest))
                return candidate;
            select.reset();
        }
    });
}

void RecordingStore::saveRecording(const std::string& identity, TrackId track, const FoundRecording& found) {
    SQLite::Statement insert(m_database.connection(), R"sql(
        INSERT INTO recording (identity, rest, duration_ms, bytes)
        VALUES (?1, ?2, ?3, coalesce((SELECT size FROM track WHERE id = ?4), 0))
        ON CONFLICT (identity) DO UPDATE SET rest = coalesce(recording.rest, excluded.rest), duration_ms = excluded.duration_ms,
                                             bytes = excluded.bytes)sql");
    insert.bind(1, identity);
    if (!found.rest.empty())
        insert.bind(2, found.rest.data(), static_cast<int>(found.rest.size() * sizeof(std::uint32_t)));
    insert.bind(3, static_cast<std::int64_t>(found.duration.count()));
    insert.bind(4, track);
    insert.exec();
}

/// Whether an identity was found from the packets, was never heard, and belongs to no other song.
bool RecordingStore::isProvisional(const std::string& identity, TrackId track) const {
    SQLite::Statement select(m_database.connection(), R"sql(
        SELECT NOT EXISTS (SELECT 1 FROM analysis WHERE identity = ?1)
           AND NOT EXISTS (SELECT 1 FROM track WHERE identity = ?1 AND id <> ?2))sql");
    select.bind(1, identity);
    select.bind(2, track);
    select.executeStep();
    return select.getColumn(0).getInt() != 0;
}

std::string RecordingStore::assign(TrackId track, const FoundRecording& found) {
    return guarded("storing a recording", [&] {
        SQLite::Savepoint savepoint(m_database.connection(), "assign_recording");
        std::string identity = storedIdentity(found);
        saveRecording(identity, track, found);
        if (const auto before = stateOf(track)) {
            ListeningStore listening(m_database);
            CorrectionStore corrections(m_database);
            const bool isSameSong = before->identity.empty() ||
                                    (before->identity != identity && !before->isChanged && isProvisional(before->identity, track));
            if (isSameSong) {
                const auto name = before->identity.empty() ? ListeningStore::keyOf(track) : before->identity;
                listening.merge(name, identity);
                corrections.merge(name, identity);
            } else if (before->identity != identity)
                listening.begin(identity);
            SQLite::Statement update(m_database.connection(),
                                     "UPDATE track SET identity = ?, is_changed = 0, duration_ms = ? WHERE id = ?");
            update.bind(1, identity);
            update.bind(2, static_cast<std::int64_t>(found.duration.count()));
            update.bind(3, track);
            update.exec();
            if (before->identity != identity)
                corrections.follow(track);
        }
        savepoint.release();
        return identity;
    });
}

} // namespace segue::store
