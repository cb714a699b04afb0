// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/analysis_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/recording_store.h"
#include "engine/store/too_little_sound.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>

#include <cstring>

namespace segue::store {

namespace {

void saveFeatures(SQLite::Database& connection, const std::string& identity, const SoundFeatures& features, int version) {
    SQLite::Statement insert(connection, R"sql(
        INSERT OR REPLACE INTO sound (identity, feature_version, tempo_bpm, musical_key, key_strength, centroid_hz, onsets_per_second,
                                      loudness_lufs)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql");
    insert.bind(1, identity);
    insert.bind(2, version);
    insert.bind(3, static_cast<double>(features.tempoBpm));
    insert.bind(4, static_cast<int>(features.key));
    insert.bind(5, static_cast<double>(features.keyStrength));
    insert.bind(6, static_cast<double>(features.centroidHz));
    insert.bind(7, static_cast<double>(features.onsetsPerSecond));
    insert.bind(8, static_cast<double>(features.loudnessLufs));
    insert.exec();
}

// In the order of songs: any other order would sort all embeddings through a file.
const std::string kEmbedded = R"sql(
SELECT track.id, library_id, analysis.identity, heard_genre, embedding, library.root, path, title, artist, album_artist, album, track.genre,
       artists, year, track.duration_ms, listening.last_played, listening.plays, listening.rating,
       tempo_bpm, musical_key, key_strength, centroid_hz, onsets_per_second, coalesce(outline.loudness_lufs, sound.loudness_lufs),
       genre_answer.genre
FROM track NOT INDEXED CROSS JOIN analysis ON analysis.identity = track.identity AND analysis.model = ?1
JOIN library ON library.id = track.library_id
LEFT JOIN sound ON sound.identity = track.identity
LEFT JOIN outline ON outline.identity = track.identity
LEFT JOIN listening ON listening.recording = track.identity
LEFT JOIN genre_answer ON genre_answer.identity = track.identity AND genre_answer.tag = track.genre AND is_accepted
WHERE library.offline = 0 AND track.missing_since IS NULL AND
      NOT (track.is_changed AND EXISTS (SELECT 1 FROM failure WHERE failure.track_id = track.id AND failure.model = ?1)) )sql";

void readSong(const SQLite::Statement& from, Track& song) {
    const auto text = [&](int column) { return std::string(bytesOf(from.getColumn(column))); };
    song.path = pathOf(from.getColumn(5)) / pathOf(from.getColumn(6));
    song.title = text(7);
    song.artist = text(8);
    song.albumArtist = text(9);
    song.album = text(10);
    song.genre = text(11);
    song.artists = text(12);
    song.year = from.getColumn(13).getInt();
    song.duration = std::chrono::milliseconds{from.getColumn(14).getInt64()};
    song.lastPlayed = timeOf(from.getColumn(15));
    song.plays = from.getColumn(16).getInt();
    song.rating = from.getColumn(17).getInt();
    song.features = from.isColumnNull(18) ? std::nullopt : std::optional(featuresOf(from, 18));
    song.acceptedGenre = from.isColumnNull(24) ? std::string() : text(24);
}

/// All but the bundle.
void readEmbedded(const SQLite::Statement& from, EmbeddedTrack& row) {
    row.track = from.getColumn(0).getInt64();
    row.library = from.getColumn(1).getInt64();
    row.identity = from.getColumn(2).getText();
    row.heardGenre = from.getColumn(3).getText();
    row.embedding.resize(static_cast<std::size_t>(from.getColumn(4).getBytes()) / sizeof(float));
    std::memcpy(row.embedding.data(), from.getColumn(4).getBlob(), row.embedding.size() * sizeof(float));
    readSong(from, row.song);
}

} // namespace

std::vector<WaitingSong> AnalysisStore::waitingSongs(const AnalysisVersions& versions) const {
    return guarded("looking for songs to analyse", [&] {
        // Few songs wait, most of the time: those of which nothing is known are found in indices, in the order of which all
        // three are read. Changed ones have none: they cost one look through the songs.
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT track.id, track.duration_ms FROM track
            JOIN library ON library.id = track.library_id AND library.offline = 0
            WHERE track.id IN (
                SELECT id FROM track WHERE identity IS NULL
                UNION ALL SELECT id FROM track NOT INDEXED WHERE is_changed
                UNION ALL SELECT id FROM track INDEXED BY track_identity WHERE identity >= '' AND NOT (
                    EXISTS (SELECT 1 FROM analysis WHERE analysis.identity = track.identity AND model = ?1) AND
                    EXISTS (SELECT 1 FROM sound WHERE sound.identity = track.identity AND feature_version = ?2))
                UNION ALL SELECT track.id FROM hear_again JOIN track ON track.identity = hear_again.identity WHERE hear_again.model = ?1)
            AND NOT EXISTS (SELECT 1 FROM failure WHERE track_id = track.id AND model = ?1 AND analyzer_version = ?3)
            AND track.missing_since IS NULL
            ORDER BY track.library_id, track.id)sql");
        select.bind(1, m_model);
        select.bind(2, versions.features);
        select.bind(3, versions.analyzer);
        std::vector<WaitingSong> songs;
        while (select.executeStep())
            songs.push_back({select.getColumn(0).getInt64(), std::chrono::milliseconds{select.getColumn(1).getInt64()}});
        return songs;
    });
}

std::vector<TrackId> AnalysisStore::waiting(const AnalysisVersions& versions) const {
    std::vector<TrackId> ids;
    for (const auto& song : waitingSongs(versions))
        ids.push_back(song.track);
    return ids;
}

bool AnalysisStore::isComplete(TrackId track, int featureVersion) const {
    return guarded("looking for an analysis", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT 1 FROM track
            JOIN analysis ON analysis.identity = track.identity AND analysis.model = ?1
            JOIN sound ON sound.identity = track.identity AND sound.feature_version = ?2
            WHERE track.id = ?3 AND NOT track.is_changed
              AND NOT EXISTS (SELECT 1 FROM hear_again WHERE hear_again.identity = track.identity AND hear_again.model = ?1))sql");
        select.bind(1, m_model);
        select.bind(2, featureVersion);
        select.bind(3, track);
        return select.executeStep();
    });
}

bool AnalysisStore::hasFeatures(TrackId track, int featureVersion) const {
    return guarded("looking for sound features", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT 1 FROM track JOIN sound ON sound.identity = track.identity AND sound.feature_version = ?1
            WHERE track.id = ?2
              AND NOT EXISTS (SELECT 1 FROM hear_again WHERE hear_again.identity = track.identity AND hear_again.model = ?3))sql");
        select.bind(1, featureVersion);
        select.bind(2, track);
        select.bind(3, m_model);
        return select.executeStep();
    });
}

AnalysisStore::Counts AnalysisStore::counts() const {
    return guarded("counting songs", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT count(*), count(analysis.identity), count(failure.track_id) FROM track
            LEFT JOIN analysis ON analysis.identity = track.identity AND analysis.model = ?1
            LEFT JOIN failure ON failure.track_id = track.id AND failure.model = ?1 AND failure.analyzer_version > 0
                AND failure.kind NOT IN )sql" + kTooLittleSound);
        select.bind(1, m_model);
        select.executeStep();
        const auto column = [&](int index) { return static_cast<std::size_t>(select.getColumn(index).getInt64()); };
        return Counts{.tracks = column(0), .done = column(1), .failed = column(2)};
    });
}

std::optional<StoredAnalysis> AnalysisStore::find(TrackId track) const {
    return guarded("reading an analysis", [&]() -> std::optional<StoredAnalysis> {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT analysis.identity, embedding, probabilities, heard_genre, heard_probability, preview_start_ms, duration_ms,
                   tempo_bpm, musical_key, key_strength, centroid_hz, onsets_per_second, loudness_lufs
            FROM track JOIN analysis ON analysis.identity = track.identity AND analysis.model = ?
            LEFT JOIN sound ON sound.identity = track.identity WHERE track.id = ?)sql");
        select.bind(1, m_model);
        select.bind(2, track);
        if (!select.executeStep())
            return std::nullopt;
        return StoredAnalysis{.identity = select.getColumn(0).getString(),
                              .embedding = floatsOf(select.getColumn(1)),
                              .probabilities = floatsOf(select.getColumn(2)),
                              .heardGenre = select.getColumn(3).getString(),
                              .heardProbability = static_cast<float>(select.getColumn(4).getDouble()),
                              .previewStart = std::chrono::milliseconds{select.getColumn(5).getInt64()},
                              .duration = std::chrono::milliseconds{select.getColumn(6).getInt64()},
                              .features = select.isColumnNull(7) ? std::nullopt : std::optional(featuresOf(select, 7))};
    });
}

void AnalysisStore::forEach(const std::function<void(const EmbeddedTrack&)>& visit, const std::stop_token& stop) const {
    guarded("reading embeddings", [&] {
        SQLite::Statement select(m_database.connection(), kEmbedded + "ORDER BY track.id");
        select.bind(1, m_model);
        EmbeddedTrack row{.model = m_model}; // one for all: there may be hundreds of thousands
        while (!stop.stop_requested() && select.executeStep()) {
            readEmbedded(select, row);
            visit(row);
        }
    });
}

void AnalysisStore::forEachIn(LibraryId library, const std::function<void(const EmbeddedTrack&)>& visit) const {
    guarded("reading embeddings", [&] {
        SQLite::Statement select(m_database.connection(), kEmbedded + "AND track.library_id = ?2 ORDER BY track.id");
        select.bind(1, m_model);
        select.bind(2, library);
        EmbeddedTrack row{.model = m_model};
        while (select.executeStep()) {
            readEmbedded(select, row);
            visit(row);
        }
    });
}

std::optional<EmbeddedTrack> AnalysisStore::embedded(TrackId track) const {
    return guarded("reading an embedding", [&]() -> std::optional<EmbeddedTrack> {
        SQLite::Statement select(m_database.connection(), kEmbedded + "AND track.id = ?2");
        select.bind(1, m_model);
        select.bind(2, track);
        if (!select.executeStep())
            return std::nullopt;
        EmbeddedTrack row{.model = m_model};
        readEmbedded(select, row);
        return row;
    });
}

bool AnalysisStore::isHeardByAny(TrackId track) const {
    return guarded("looking for an analysis", [&] {
        SQLite::Statement select(
            m_database.connection(),
            "SELECT 1 FROM track JOIN analysis ON analysis.identity = track.identity WHERE track.id = ? LIMIT 1");
        select.bind(1, track);
        return select.executeStep();
    });
}

std::string AnalysisStore::save(TrackId track, const StoredAnalysis& analysis, int featureVersion) {
    return guarded("storing an analysis", [&] {
        auto& connection = m_database.connection();
        SQLite::Savepoint savepoint(connection, "save_analysis");
        auto identity = RecordingStore(m_database)
                            .assign(track, {.identity = analysis.identity, .rest = analysis.rest, .duration = analysis.duration});
        SQLite::Statement insert(connection, R"sql(
            INSERT OR REPLACE INTO analysis (identity, model, embedding, probabilities, heard_genre, heard_probability, preview_start_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?))sql");
        insert.bind(1, identity);
        insert.bind(2, m_model);
        bindFloats(insert, 3, analysis.embedding);
        bindFloats(insert, 4, analysis.probabilities);
        insert.bind(5, analysis.heardGenre);
        insert.bind(6, static_cast<double>(analysis.heardProbability));
        insert.bind(7, static_cast<std::int64_t>(analysis.previewStart.count()));
        insert.exec();
        if (analysis.features)
            saveFeatures(connection, identity, *analysis.features, featureVersion);
        SQLite::Statement isNew(connection, "DELETE FROM hear_again WHERE identity = ? AND model = ?");
        isNew.bind(1, identity);
        isNew.bind(2, m_model);
        isNew.exec();
        SQLite::Statement forget(connection, "DELETE FROM failure WHERE track_id = ? AND model = ?");
        forget.bind(1, track);
        forget.bind(2, m_model);
        forget.exec();
        savepoint.release();
        return identity;
    });
}

void AnalysisStore::saveTooLittleSound(TrackId track, const StoredFailure& why, const FoundRecording& found) {
    guarded("storing what a song is too short for", [&] {
        auto& connection = m_database.connection();
        SQLite::Savepoint savepoint(connection, "save_too_little_sound");
        const auto identity = RecordingStore(m_database).assign(track, found);
        SQLite::Statement forget(connection, "DELETE FROM analysis WHERE identity = ? AND model = ?");
        forget.bind(1, identity);
        forget.bind(2, m_model);
        forget.exec();
        saveFailure(track, why);
        savepoint.release();
    });
}

void AnalysisStore::saveFailure(TrackId track, const StoredFailure& failure) {
    guarded("storing a failure", [&] {
        // The song may have been removed meanwhile: then there is nothing to remember.
        SQLite::Statement insert(m_database.connection(), R"sql(
            INSERT INTO failure (track_id, kind, reason, analyzer_version, model, since)
            SELECT id, ?1, ?2, ?3, ?5, ?6 FROM track WHERE id = ?4
            ON CONFLICT DO UPDATE SET
                since = iif(kind = excluded.kind AND reason = excluded.reason AND since > 0, since, excluded.since),
                kind = excluded.kind, reason = excluded.reason, analyzer_version = excluded.analyzer_version)sql");
        insert.bind(1, failure.kind);
        insert.bind(2, failure.reason.code());
        insert.bind(3, failure.analyzerVersion);
        insert.bind(4, track);
        insert.bind(5, m_model);
        insert.bind(6, static_cast<std::int64_t>(failure.since.time_since_epoch().count()));
        insert.exec();
    });
}

} // namespace segue::store
