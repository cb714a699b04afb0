// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/song_list_reader.h"

#include "engine/store/columns.h"

#include <SQLiteCpp/Database.h>

#include <limits>

namespace segue::store {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

std::string_view bytesOf(const SQLite::Column& column) {
    const auto* first = static_cast<const char*>(column.getBlob());
    return first != nullptr ? std::string_view(first, static_cast<std::size_t>(column.getBytes())) : std::string_view();
}

} // namespace

SongListReader::SongListReader(Database& database, const std::string& model, LibraryId library)
    : m_database(database), m_model(model), m_library(library) {}

SongList SongListReader::read() {
    readTracks();
    readAnalyses();
    readSounds();
    readOutlines();
    readListening();
    readFailures();
    m_songs.sortLikeLibrary();
    m_songs.shrinkToFit();
    return std::move(m_songs);
}

void SongListReader::readTracks() {
    SQLite::Statement library(m_database.connection(),
                              "SELECT root, (SELECT count(*) FROM track WHERE library_id = library.id) FROM library WHERE id = ?");
    library.bind(1, m_library);
    if (!library.executeStep())
        return;
    m_root = bytesOf(library.getColumn(0));
    if (!m_root.ends_with('/'))
        m_root += '/';
    const auto count = static_cast<std::size_t>(library.getColumn(1).getInt64());
    constexpr std::size_t kIdentityBytes = 48;
    m_songs.reserve(count);
    m_recordings.reserve(count, count * kIdentityBytes);
    m_sibling.reserve(count);
    // By row id: in the order of the index, every row would be looked up.
    SQLite::Statement select(m_database.connection(), R"sql(
        SELECT id, path, identity, title, artist, album_artist, album, genre, track_number, disc_number, year, duration_ms,
               missing_since IS NOT NULL
        FROM track NOT INDEXED WHERE library_id = ?)sql");
    select.bind(1, m_library);
    while (select.executeStep())
        readRow(select);
}

void SongListReader::readRow(const SQLite::Statement& row) {
    const auto text = [&](int column) { return m_songs.putText(bytesOf(row.getColumn(column))); };
    const TrackId id = row.getColumn(0).getInt64();
    const auto path = bytesOf(row.getColumn(1));
    const std::size_t name = path.rfind('/') + 1; // 0 where there is no slash
    if (m_lastFolderId == 0 || path.substr(0, name) != m_lastFolder) {
        m_lastFolder = path.substr(0, name);
        m_lastFolderId = m_songs.putPlace(m_root + m_lastFolder);
    }
    const auto song = static_cast<std::uint32_t>(m_songs.size());
    m_songs.addRow({.id = id,
                    .library = m_library,
                    .title = text(3),
                    .artist = text(4),
                    .albumArtist = text(5),
                    .album = text(6),
                    .genre = text(7),
                    .folder = m_lastFolderId,
                    .file = m_songs.putPlace(path.substr(name)),
                    .duration = std::chrono::milliseconds{row.getColumn(11).getInt64()},
                    .trackNumber = row.getColumn(8).getInt(),
                    .discNumber = row.getColumn(9).getInt(),
                    .year = row.getColumn(10).getInt(),
                    .isMissing = row.getColumn(12).getInt() != 0});
    const auto recording = m_recordings.put(row.isColumnNull(2) ? "track-" + std::to_string(id) : bytesOf(row.getColumn(2)));
    m_first.resize(m_recordings.size(), kNone);
    m_sibling.push_back(m_first[recording] == kNone ? song : m_first[recording]);
    m_first[recording] = song;
}

template <typename Change>
void SongListReader::forEachOf(std::string_view recording, Change change) {
    const auto known = m_recordings.find(recording);
    if (!known || *known >= m_first.size() || m_first[*known] == kNone)
        return;
    for (std::uint32_t song = m_first[*known];; song = m_sibling[song]) {
        change(m_songs.changeRow(song));
        if (m_sibling[song] == song)
            return;
    }
}

void SongListReader::readAnalyses() {
    SQLite::Statement select(m_database.connection(),
                             "SELECT identity, heard_genre, heard_probability, preview_start_ms FROM analysis WHERE model = ?");
    select.bind(1, m_model);
    while (select.executeStep()) {
        const auto genre = m_songs.putText(bytesOf(select.getColumn(1)));
        forEachOf(bytesOf(select.getColumn(0)), [&](SongRow& song) {
            song.state = AnalysisState::done;
            song.heardGenre = genre;
            song.heardProbability = static_cast<float>(select.getColumn(2).getDouble());
            song.previewStart = std::chrono::milliseconds{select.getColumn(3).getInt64()};
        });
    }
}

void SongListReader::readSounds() {
    SQLite::Statement select(m_database.connection(), R"sql(
        SELECT identity, tempo_bpm, musical_key, key_strength, centroid_hz, onsets_per_second, loudness_lufs FROM sound)sql");
    while (select.executeStep())
        forEachOf(bytesOf(select.getColumn(0)), [&](SongRow& song) {
            if (song.state == AnalysisState::done)
                song.features = featuresOf(select, 1);
        });
}

void SongListReader::readOutlines() {
    SQLite::Statement select(m_database.connection(), "SELECT identity, loudness_lufs FROM outline");
    while (select.executeStep())
        forEachOf(bytesOf(select.getColumn(0)), [&](SongRow& song) {
            if (song.features)
                song.features->loudnessLufs = static_cast<float>(select.getColumn(1).getDouble());
        });
}

void SongListReader::readListening() {
    SQLite::Statement select(m_database.connection(), "SELECT recording, added, last_played, plays, rating FROM listening");
    while (select.executeStep())
        forEachOf(bytesOf(select.getColumn(0)), [&](SongRow& song) {
            song.added = timeOf(select.getColumn(1));
            song.lastPlayed = timeOf(select.getColumn(2));
            song.plays = select.getColumn(3).getInt();
            song.rating = static_cast<std::uint8_t>(select.getColumn(4).getInt());
        });
}

void SongListReader::readFailures() {
    SQLite::Statement select(m_database.connection(), R"sql(
        SELECT track.id, track.identity, reason, is_changed FROM failure JOIN track ON track.id = failure.track_id
        WHERE model = ? AND library_id = ? AND analyzer_version > 0)sql");
    select.bind(1, m_model);
    select.bind(2, m_library);
    while (select.executeStep()) {
        const TrackId id = select.getColumn(0).getInt64();
        const auto recording = select.isColumnNull(1) ? "track-" + std::to_string(id) : std::string(bytesOf(select.getColumn(1)));
        const auto reason = m_songs.putPlace(bytesOf(select.getColumn(2)));
        forEachOf(recording, [&](SongRow& song) {
            const bool isUnreadableNow = select.getColumn(3).getInt() != 0;
            if (song.id != id || (song.state == AnalysisState::done && !isUnreadableNow))
                return;
            song.state = AnalysisState::failed;
            song.problem = reason;
            song.heardGenre = 0;
            song.heardProbability = 0.F;
            song.previewStart = {};
            song.features.reset();
        });
    }
}

} // namespace segue::store
