// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/outline_store.h"

#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>
#include <SQLiteCpp/Statement.h>

namespace segue::store {

namespace {

Waveform waveformOf(const SQLite::Column& column) {
    const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
    if (column.getBytes() != 2 * static_cast<int>(Waveform::kColumns))
        return {};
    return {.peak = {bytes, bytes + Waveform::kColumns}, .rms = {bytes + Waveform::kColumns, bytes + 2 * Waveform::kColumns}};
}

/// Stores it in place of the one that the recording has already. @return its id
std::int64_t saveWaveform(SQLite::Database& connection, const std::string& identity, const Waveform& waveform) {
    std::vector<std::uint8_t> columns(waveform.peak);
    columns.insert(columns.end(), waveform.rms.begin(), waveform.rms.end());
    SQLite::Statement known(connection, "SELECT waveform_id FROM outline WHERE identity = ?");
    known.bind(1, identity);
    SQLite::Statement insert(connection, "INSERT OR REPLACE INTO waveform (id, columns) VALUES (?, ?)");
    if (known.executeStep())
        insert.bind(1, known.getColumn(0).getInt64());
    insert.bind(2, columns.data(), static_cast<int>(columns.size()));
    insert.exec();
    return connection.getLastInsertRowid();
}

void saveFingerprint(SQLite::Database& connection, const std::string& identity, const std::vector<std::uint8_t>& items) {
    SQLite::Statement insert(connection, "INSERT OR REPLACE INTO fingerprint (identity, items) VALUES (?, ?)");
    insert.bind(1, identity);
    insert.bind(2, items.empty() ? "" : static_cast<const void*>(items.data()), static_cast<int>(items.size())); // not NULL
    insert.exec();
}

void forgetFailure(SQLite::Database& connection, const std::string& identity) {
    SQLite::Statement forget(connection, "DELETE FROM outline_failure WHERE identity = ?");
    forget.bind(1, identity);
    forget.exec();
}

} // namespace

std::vector<OutlineWaiting> OutlineStore::waiting() const {
    return guarded("looking for songs to read", [&] {
        // Of a recording found twice the first file is read.
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT min(track.id), track.identity, track.duration_ms FROM track
            JOIN library ON library.id = track.library_id AND library.offline = 0
            LEFT JOIN outline ON outline.identity = track.identity AND outline.outline_version = ?1
            LEFT JOIN outline_failure ON outline_failure.identity = track.identity AND outline_failure.outline_version = ?1
            WHERE track.identity IS NOT NULL AND NOT track.is_changed AND track.missing_since IS NULL
                  AND outline_failure.identity IS NULL AND (outline.identity IS NULL
                       OR NOT EXISTS (SELECT 1 FROM fingerprint WHERE fingerprint.identity = track.identity))
            GROUP BY track.identity
            ORDER BY outline.identity IS NOT NULL, min(track.library_id), min(track.id))sql");
        select.bind(1, m_version);
        std::vector<OutlineWaiting> songs;
        while (select.executeStep())
            songs.push_back({select.getColumn(0).getInt64(), select.getColumn(1).getString(),
                             std::chrono::milliseconds{select.getColumn(2).getInt64()}});
        return songs;
    });
}

bool OutlineStore::isComplete(const std::string& identity) const {
    return guarded("looking for an outline", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT EXISTS (SELECT 1 FROM outline JOIN fingerprint USING (identity) "
                                                          "WHERE identity = ? AND outline_version = ?)");
        select.bind(1, identity);
        select.bind(2, m_version);
        return select.executeStep() && select.getColumn(0).getInt() != 0;
    });
}

std::optional<Outline> OutlineStore::find(const std::string& identity) const {
    return guarded("reading an outline", [&]() -> std::optional<Outline> {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT duration_ms, loudness_lufs, loudness_range_lu, true_peak_db, columns
            FROM outline JOIN waveform ON waveform.id = outline.waveform_id
            WHERE outline.identity = ? AND outline_version = ?)sql");
        select.bind(1, identity);
        select.bind(2, m_version);
        if (!select.executeStep())
            return std::nullopt;
        const auto number = [&](int column) { return static_cast<float>(select.getColumn(column).getDouble()); };
        return Outline{.waveform = waveformOf(select.getColumn(4)),
                       .duration = std::chrono::milliseconds{select.getColumn(0).getInt64()},
                       .loudnessLufs = number(1),
                       .loudnessRangeLu = number(2),
                       .truePeakDb = number(3)};
    });
}

std::vector<std::uint8_t> OutlineStore::fingerprint(TrackId track) const {
    return guarded("reading a fingerprint", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT items FROM track JOIN fingerprint USING (identity) "
                                                          "WHERE track.id = ? AND NOT track.is_changed");
        select.bind(1, track);
        if (!select.executeStep())
            return std::vector<std::uint8_t>{};
        const auto* bytes = static_cast<const std::uint8_t*>(select.getColumn(0).getBlob());
        return std::vector<std::uint8_t>{bytes, bytes + select.getColumn(0).getBytes()};
    });
}

std::vector<std::uint8_t> OutlineStore::fingerprint(const std::string& identity) const {
    return guarded("reading a fingerprint", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT items FROM fingerprint WHERE identity = ?");
        select.bind(1, identity);
        if (!select.executeStep())
            return std::vector<std::uint8_t>{};
        const auto* bytes = static_cast<const std::uint8_t*>(select.getColumn(0).getBlob());
        return std::vector<std::uint8_t>{bytes, bytes + select.getColumn(0).getBytes()};
    });
}

std::string OutlineStore::identityOf(TrackId track) const {
    return guarded("reading a song", [&] {
        SQLite::Statement select(m_database.connection(),
                                 "SELECT identity FROM track WHERE id = ? AND identity IS NOT NULL AND NOT is_changed");
        select.bind(1, track);
        return select.executeStep() ? select.getColumn(0).getString() : std::string();
    });
}

void OutlineStore::save(const std::string& identity, const Outline& outline) {
    guarded("storing an outline", [&] {
        auto& connection = m_database.connection();
        SQLite::Savepoint savepoint(connection, "save_outline");
        SQLite::Statement insert(connection, R"sql(
            INSERT OR REPLACE INTO outline (identity, outline_version, duration_ms, loudness_lufs, loudness_range_lu, true_peak_db,
                                            waveform_id)
            VALUES (?, ?, ?, ?, ?, ?, ?))sql");
        insert.bind(1, identity);
        insert.bind(2, m_version);
        insert.bind(3, static_cast<std::int64_t>(outline.duration.count()));
        insert.bind(4, static_cast<double>(outline.loudnessLufs));
        insert.bind(5, static_cast<double>(outline.loudnessRangeLu));
        insert.bind(6, static_cast<double>(outline.truePeakDb));
        insert.bind(7, saveWaveform(connection, identity, outline.waveform));
        insert.exec();
        saveFingerprint(connection, identity, outline.fingerprint);
        forgetFailure(connection, identity);
        savepoint.release();
    });
}

void OutlineStore::saveFailure(const std::string& identity, const Message& reason, std::chrono::sys_seconds since) {
    guarded("storing a failure", [&] {
        SQLite::Statement insert(
            m_database.connection(),
            "INSERT INTO outline_failure (identity, outline_version, reason, since) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "since = iif(reason = excluded.reason AND since > 0, since, excluded.since), reason = excluded.reason, "
            "outline_version = excluded.outline_version");
        insert.bind(1, identity);
        insert.bind(2, m_version);
        insert.bind(3, reason.code());
        insert.bind(4, static_cast<std::int64_t>(since.time_since_epoch().count()));
        insert.exec();
    });
}

} // namespace segue::store
