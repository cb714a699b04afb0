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

std::vector<std::uint32_t> hashesOf(const SQLite::Column& column) {
    const auto* first = static_cast<const std::uint32_t*>(column.getBlob());
    const auto count = static_cast<std::size_t>(column.getBytes()) / sizeof(std::uint32_t);
    return count == 0 ? std::vector<std::uint32_t>{} : std::vector<std::uint32_t>(first, first + count);
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
    return guarded("looking for a recording", [&] {
        // From the song to the few recordings like it: left to itself, SQLite may begin with all that was ever analysed.
        SQLite::Statement bySize(m_database.connection(), R"sql(
            SELECT 1 FROM track CROSS JOIN recording ON recording.bytes = track.size AND recording.bytes > 0
            CROSS JOIN analysis ON analysis.identity = recording.identity AND analysis.model = ?2
            WHERE track.id = ?1 LIMIT 1)sql");
        bySize.bind(1, track);
        bySize.bind(2, model);
        if (bySize.executeStep())
            return true;
        SQLite::Statement byLength(m_database.connection(), R"sql(
            SELECT 1 FROM track AS fresh
            CROSS JOIN recording ON recording.duration_ms BETWEEN fresh.duration_ms - ?3 AND fresh.duration_ms + ?3
            CROSS JOIN analysis ON analysis.identity = recording.identity AND analysis.model = ?2
            WHERE fresh.id = ?1 AND fresh.duration_ms > 0
              AND (NOT EXISTS (SELECT 1 FROM track JOIN library ON library.id = track.library_id AND library.offline = 0
                               WHERE track.identity = recording.identity AND track.missing_since IS NULL)
                   OR EXISTS (SELECT 1 FROM track WHERE track.identity = recording.identity AND track.title = fresh.title))
            LIMIT 1)sql");
        byLength.bind(1, track);
        byLength.bind(2, model);
        byLength.bind(3, static_cast<std::int64_t>(kAboutAsLong.count()));
        return byLength.executeStep();
    });
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
