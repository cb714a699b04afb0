// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/transfer/library_import.h"

#include "engine/store/correction_store.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/listening_store.h"
#include "engine/store/transfer/import_libraries.h"
#include "engine/store/transfer/import_models.h"
#include "engine/store/transfer/import_playlists.h"
#include "engine/store/transfer/import_recordings.h"
#include "engine/store/transfer/import_rows.h"
#include "engine/store/transfer/import_unfinished.h"
#include "engine/words/song_details.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>

namespace segue::store {

namespace {

constexpr std::string_view kUnheard = "track-"; ///< how `listening` names a song without an identity

/// One import, in a transaction of the writer's.
class Import {
public:
    Import(Database& database, ImportFile& from, ImportedLibraries& libraries, const ImportOptions& options,
           const WorkDone& progress)
        : m_database(database)
        , m_to(database.connection())
        , m_from(from)
        , m_libraries(libraries)
        , m_options(options)
        , m_models(database, options)
        , m_recordings(database)
        , m_progress(progress)
        , m_total(from.rows())
        , m_isFirst(m_to.execAndGet("SELECT count(*) FROM track").getInt64() == 0) {}

    ImportResult run() {
        takeModels();
        takeLibraries();
        takeRecordings();
        takeTracks();
        takeHearAgain();
        takeAnalyses();
        takeSounds();
        takeOutlines();
        takeFailures();
        takeListening();
        takeGenreAnswers();
        takeCorrections();
        takeChoice();
        const ImportedKeys keys{.track = [this](TrackId theirs) { return trackHere(theirs); },
                                .library = [this](LibraryId theirs) { return m_libraries.idHere(theirs); }};
        takePlaylists(m_database, m_from, keys,
                      {.identity = [this](const Value& theirs) { return identityHere(theirs); },
                       .text = [this](const Value& any) { return text(any); }});
        m_result.hasQueue = takeUnfinished(m_database, m_from, keys, m_isFirst);
        return std::move(m_result);
    }

private:
    std::string text(const Value& value) const { return m_options.text(std::get<std::string>(value)); }

    template <typename Visit>
    void forEach(const std::string& select, const std::string& kinds, Visit&& visit) {
        m_from.forEach(select, kinds, [&](Values& row) {
            visit(row);
            m_progress(++m_done, m_total);
        });
    }

    void takeModels() {
        forEach("SELECT id, description, card FROM model", "ttt", [&](Values& row) {
            m_models.take({text(row[0]), text(row[1]), text(row[2])});
        });
    }

    const std::string& modelOf(const Value& value) { return m_models.idHere(text(value)); }

    void takeLibraries() {
        m_libraries.addTo(m_to, m_result);
        m_progress(m_done += m_libraries.count(), m_total);
    }

    void takeTracks() {
        ListeningStore listening(m_database);
        CorrectionStore corrections(m_database);
        RowStatement known(m_to, "SELECT id FROM track WHERE library_id = ? AND path = ?");
        // The same bytes, as far as can be told without opening them: then the sound is known now.
        RowStatement recognise(m_to, "UPDATE track SET identity = ?2, duration_ms = ?5 WHERE id = ?1 AND identity IS NULL "
                                     "AND size = ?3 AND modified_ns = ?4 RETURNING id");
        RowStatement insert(m_to,
                            "INSERT INTO track (library_id, path, size, modified_ns, identity, title, artist, album_artist, album, "
                            "genre, track_number, disc_number, year, duration_ms, is_changed, changed_ns, tags_version, artists, "
                            "order_artist, order_album, order_title, has_cover, original_year, bit_rate, release_id, format, "
                            "isrc, album_order, title_order) "
                            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 0, ?16, ?17, ?18, ?19, ?20, "
                            "?21, ?22, ?23, ?24, ?25, ?26, "
                            "album_order(?18, ?8, ?7, ?19, ?9), title_order(?11, ?20, ?6)) RETURNING id");
        // Keys are made here, since the file's may be of another language. Times of change are not taken either, since they
        // are another disk's.
        forEach(
            "SELECT id, library_id, path, size, modified_ns, identity, title, artist, album_artist, album, genre, track_number, "
            "disc_number, year, duration_ms, is_changed, tags_version, artists, order_artist, order_album, order_title, has_cover, "
            "original_year, bit_rate, release_id, format, isrc FROM track",
            "iibiiTtttttiiiiiittttiiittt", [&](Values& row) {
                const auto theirs = std::get<std::int64_t>(row[0]);
                const auto library = m_libraries.idHere(std::get<std::int64_t>(row[1]));
                if (!library)
                    m_from.refuse("a song is of no library");
                row[1] = *library;
                if (!isBelowRoot(std::get<Bytes>(row[2]).bytes))
                    m_from.refuse("a song lies outside its library");
                for (const std::size_t column : {6U, 7U, 8U, 9U, 10U, 17U, 18U, 19U, 20U, 24U, 25U, 26U})
                    row[column] = text(row[column]);
                ++m_result.songs;
                const bool isHeard = std::holds_alternative<std::string>(row[5]);
                if (isHeard)
                    row[5] = identityHere(row[5]);
                if (const auto here = known.find({row[1], row[2]})) {
                    m_tracks[theirs] = *here;
                    if (isHeard && recognise.find({*here, row[5], row[3], row[4], row[14]})) {
                        listening.merge(ListeningStore::keyOf(*here), std::get<std::string>(row[5]));
                        corrections.merge(ListeningStore::keyOf(*here), std::get<std::string>(row[5]));
                        corrections.follow(*here);
                        m_result.changed.push_back(*here);
                    }
                    return;
                }
                const auto id = insert.find(std::span(row).subspan(1)).value();
                m_tracks[theirs] = id;
                m_newTracks.insert(id);
                ++m_result.newSongs;
                if (!m_libraries.isNew(*library))
                    m_result.changed.push_back(id);
            });
    }

    void takeRecordings() {
        forEach("SELECT identity, rest, duration_ms, bytes FROM recording", "tBii", [&](Values& row) {
            row[0] = text(row[0]);
            m_recordings.take(row);
        });
    }

    std::string identityHere(const Value& value) const { return m_recordings.idHere(text(value)); }

    /// Only for analyses that are not here; those that are here stay as they are.
    void takeHearAgain() {
        RowStatement insert(m_to, "INSERT OR IGNORE INTO hear_again (identity, model) SELECT ?1, ?2 "
                                  "WHERE NOT EXISTS (SELECT 1 FROM analysis WHERE identity = ?1 AND model = ?2)");
        forEach("SELECT identity, model FROM hear_again", "tt", [&](Values& row) {
            row[0] = identityHere(row[0]);
            row[1] = modelOf(row[1]);
            insert.run(row);
        });
    }

    void takeAnalyses() {
        RowStatement insert(m_to, "INSERT OR IGNORE INTO analysis (identity, model, embedding, probabilities, heard_genre, "
                                  "heard_probability, preview_start_ms) VALUES (?, ?, ?, ?, ?, ?, ?)");
        forEach("SELECT identity, model, embedding, probabilities, heard_genre, heard_probability, preview_start_ms FROM analysis",
                "ttbbtri", [&](Values& row) {
                    row[0] = identityHere(row[0]);
                    row[1] = modelOf(row[1]);
                    row[4] = text(row[4]);
                    for (const std::size_t column : {2U, 3U})
                        if (std::get<Bytes>(row[column]).bytes.size() % sizeof(float) != 0)
                            m_from.refuse("an embedding is cut off");
                    insert.run(row);
                });
    }

    void takeSounds() {
        RowStatement insert(
            m_to, "INSERT INTO sound (identity, feature_version, tempo_bpm, musical_key, key_strength, centroid_hz, "
                  "onsets_per_second, loudness_lufs) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                  "ON CONFLICT (identity) DO UPDATE SET feature_version = excluded.feature_version, "
                  "tempo_bpm = excluded.tempo_bpm, musical_key = excluded.musical_key, key_strength = excluded.key_strength, "
                  "centroid_hz = excluded.centroid_hz, onsets_per_second = excluded.onsets_per_second, "
                  "loudness_lufs = excluded.loudness_lufs WHERE excluded.feature_version > sound.feature_version");
        forEach(
            "SELECT identity, feature_version, tempo_bpm, musical_key, key_strength, centroid_hz, onsets_per_second, loudness_lufs "
            "FROM sound",
            "tirirrrr", [&](Values& row) {
                row[0] = identityHere(row[0]);
                insert.run(row);
            });
    }

    void takeOutlines() {
        RowStatement isAsGood(m_to, "SELECT 1 FROM outline WHERE identity = ? AND outline_version >= ?");
        RowStatement known(m_to, "SELECT waveform_id FROM outline WHERE identity = ?");
        RowStatement forget(m_to, "DELETE FROM waveform WHERE id = ?");
        RowStatement draw(m_to, "INSERT INTO waveform (columns) VALUES (?) RETURNING id");
        RowStatement insert(m_to, "INSERT OR REPLACE INTO outline (identity, outline_version, duration_ms, loudness_lufs, "
                                  "loudness_range_lu, true_peak_db, waveform_id) VALUES (?, ?, ?, ?, ?, ?, ?)");
        forEach("SELECT identity, outline_version, duration_ms, loudness_lufs, loudness_range_lu, true_peak_db, columns "
                "FROM outline JOIN waveform ON waveform.id = outline.waveform_id",
                "tiirrrb", [&](Values& row) {
                    row[0] = identityHere(row[0]);
                    if (isAsGood.find({row[0], row[1]}))
                        return;
                    const auto before = known.find({row[0]});
                    row[6] = draw.find({row[6]}).value();
                    insert.run(row);
                    if (before)
                        forget.run({*before});
                });
        RowStatement know(m_to, "INSERT INTO fingerprint (identity, items) VALUES (?, ?) ON CONFLICT DO UPDATE SET "
                                "items = excluded.items WHERE items = x''");
        forEach("SELECT identity, items FROM fingerprint", "tb", [&](Values& row) {
            row[0] = identityHere(row[0]);
            if (std::get<Bytes>(row[1]).bytes.size() <= Outline::kMostFingerprint)
                know.run(row);
        });
        RowStatement fail(m_to,
                          "INSERT OR IGNORE INTO outline_failure (identity, outline_version, reason, since) VALUES (?, ?, ?, ?)");
        forEach("SELECT identity, outline_version, reason, since FROM outline_failure", "titi", [&](Values& row) {
            row[0] = identityHere(row[0]);
            row[2] = text(row[2]);
            fail.run(row);
        });
    }

    /// A file that is here as well was tried here.
    void takeFailures() {
        RowStatement insert(m_to, "INSERT OR IGNORE INTO failure (track_id, model, kind, reason, analyzer_version, since) "
                                  "VALUES (?, ?, ?, ?, ?, ?)");
        forEach("SELECT track_id, model, kind, reason, analyzer_version, since FROM failure", "itttii", [&](Values& row) {
            const auto track = m_tracks.find(std::get<std::int64_t>(row[0]));
            if (track == m_tracks.end() || !m_newTracks.contains(track->second))
                return;
            row[0] = track->second;
            row[1] = modelOf(row[1]);
            row[2] = text(row[2]);
            row[3] = text(row[3]);
            insert.run(row);
        });
    }

    void takeListening() {
        RowStatement insert(m_to, "INSERT INTO listening (recording, added, plays, last_played, rating) VALUES (?, ?, ?, ?, ?) "
                                  "ON CONFLICT (recording) DO UPDATE SET "
                                  "added = CASE WHEN added = 0 OR excluded.added = 0 THEN max(added, excluded.added) "
                                  "ELSE min(added, excluded.added) END, "
                                  "plays = max(plays, excluded.plays), last_played = max(last_played, excluded.last_played), "
                                  "rating = CASE rating WHEN 0 THEN excluded.rating ELSE rating END");
        forEach("SELECT recording, added, plays, last_played, rating FROM listening", "tiiii", [&](Values& row) {
            const auto recording = recordingHere(row[0]);
            if (!recording)
                return;
            const auto rating = std::get<std::int64_t>(row[4]);
            if (rating < 0 || rating > 5 || std::get<std::int64_t>(row[2]) < 0)
                m_from.refuse("a rating is none");
            row[0] = *recording;
            insert.run(row);
        });
    }

    /// What was said here stays.
    void takeGenreAnswers() {
        RowStatement answer(m_to, "INSERT OR IGNORE INTO genre_answer (identity, tag, genre, is_accepted) VALUES (?, ?, ?, ?)");
        forEach("SELECT identity, tag, genre, is_accepted FROM genre_answer", "ttti", [&](Values& row) {
            row[0] = identityHere(row[0]);
            row[1] = text(row[1]);
            row[2] = text(row[2]);
            answer.run(row);
        });
        RowStatement pair(m_to, "INSERT OR IGNORE INTO genre_pair (tag, heard) VALUES (?, ?)");
        forEach("SELECT tag, heard FROM genre_pair", "tt", [&](Values& row) { pair.run({text(row[0]), text(row[1])}); });
    }

    /// What was said here stays. The rows of new songs came with what was said there.
    void takeCorrections() {
        RowStatement cover(m_to, "INSERT OR IGNORE INTO chosen_cover (name, image, width, height, pixels) VALUES (?, ?, ?, ?, ?)");
        forEach("SELECT name, image, width, height, pixels FROM chosen_cover", "tbiib", [&](Values& row) {
            row[0] = text(row[0]);
            cover.run(row);
        });
        RowStatement own(m_to, "INSERT OR REPLACE INTO file_tag (track_id, name, value) VALUES (?, ?, ?)");
        forEach("SELECT track_id, name, value FROM file_tag", "itt", [&](Values& row) {
            if (const auto track = trackHere(std::get<std::int64_t>(row[0])); track && m_newTracks.contains(*track))
                own.run({*track, text(row[1]), text(row[2])});
        });
        RowStatement insert(m_to, "INSERT OR IGNORE INTO correction (recording, field, value, was) VALUES (?, ?, ?, ?)");
        std::set<std::string> recordings;
        forEach("SELECT recording, field, value, was FROM correction", "titt", [&](Values& row) {
            const auto recording = recordingHere(row[0]);
            if (!recording ||
                std::ranges::find(kTagFields, static_cast<TagField>(std::get<std::int64_t>(row[1]))) == std::end(kTagFields))
                return;
            insert.run({*recording, row[1], text(row[2]), text(row[3])});
            recordings.insert(*recording);
        });
        CorrectionStore corrections(m_database);
        for (const auto& [theirs, here] : m_tracks)
            if (m_newTracks.contains(here) && !recordings.empty())
                corrections.refresh(here, false);
        corrections.refreshAll(std::vector(recordings.begin(), recordings.end()));
    }

    /// A song without an identity is named by its id, which differs here; it may have an identity here.
    std::optional<std::string> recordingHere(const Value& value) {
        const auto recording = text(value);
        if (!recording.starts_with(kUnheard))
            return identityHere(value);
        std::int64_t number = 0;
        std::from_chars(recording.data() + kUnheard.size(), recording.data() + recording.size(), number);
        const auto track = m_tracks.find(number);
        if (track == m_tracks.end())
            return std::nullopt;
        RowStatement identity(m_to, "SELECT coalesce(identity, 'track-' || id) FROM track WHERE id = ?");
        return identity.findText({track->second});
    }

    std::optional<TrackId> trackHere(TrackId theirs) const {
        const auto found = m_tracks.find(theirs);
        return found == m_tracks.end() ? std::nullopt : std::optional(found->second);
    }

    void takeChoice() {
        forEach("SELECT chosen, in_use FROM model_choice", "tt",
                [&](Values& row) { m_models.takeChoice(text(row[0]), text(row[1])); });
    }

    Database& m_database;
    SQLite::Database& m_to; ///< its connection
    ImportFile& m_from;
    ImportedLibraries& m_libraries;
    const ImportOptions& m_options;
    ImportedModels m_models;
    ImportedRecordings m_recordings;
    const WorkDone& m_progress;
    std::size_t m_total;
    bool m_isFirst; ///< there were no songs here
    std::size_t m_done = 0;
    std::unordered_map<TrackId, TrackId> m_tracks;
    std::set<TrackId> m_newTracks;
    ImportResult m_result;
};

} // namespace

std::optional<ImportResult> importLibraries(Writer& writer, ImportFile& from, const ImportOptions& options,
                                            const WorkDone& progress) {
    ImportResult result;
    try {
        std::optional<ImportedLibraries> libraries;
        guarded("importing " + from.path().string(), [&] { libraries.emplace(from, options); });
        writer
            .run([&](Database& database) {
                guarded("importing " + from.path().string(),
                        [&] { result = Import(database, from, *libraries, options, progress).run(); });
            })
            .get();
    } catch (const ImportStopped&) {
        return std::nullopt;
    }
    return result;
}

} // namespace segue::store
