// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/song_list_reader.h"

#include "engine/store/database/columns.h"
#include "engine/store/too_little_sound.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <charconv>
#include <future>

namespace segue::store {

namespace {

constexpr std::string_view kWithoutIdentity = "track-"; ///< before the id of a song that no recording is known of

void takeListening(SongRow& song, const Listening& listening) {
    song.added = listening.added;
    song.lastPlayed = listening.lastPlayed;
    song.plays = listening.plays;
    song.rating = static_cast<std::uint8_t>(listening.rating);
}

} // namespace

SongListReader::SongListReader(Database& database, const std::string& model, LibraryId library)
    : m_database(database)
    , m_model(model)
    , m_library(library) {}

SongList SongListReader::read() {
    // The tables of recordings take as long as the songs: both at once, over two connections.
    auto recordings = std::async(std::launch::async,
                                 [this, reader = m_database.sibling()]() mutable { return readAllRecordings(reader, m_model); });
    readTracks();
    takeRecordings(recordings.get());
    readUnheardListening();
    readFailures();
    readCorrections();
    m_songs.sortLikeLibrary();
    m_songs.shrinkToFit();
    return std::move(m_songs);
}

std::size_t SongListReader::readRoots() {
    SQLite::Statement select(m_database.connection(), "SELECT id, root, (SELECT count(*) FROM track WHERE library_id = library.id) "
                                                      "FROM library WHERE ?1 IN (id, ?2)");
    select.bind(1, m_library);
    select.bind(2, kAllMusic);
    std::size_t songs = 0;
    while (select.executeStep()) {
        auto& root = m_roots[select.getColumn(0).getInt64()];
        root = bytesOf(select.getColumn(1));
        if (!root.ends_with('/'))
            root += '/';
        songs += static_cast<std::size_t>(select.getColumn(2).getInt64());
    }
    return songs;
}

void SongListReader::readTracks() {
    const std::size_t count = readRoots();
    m_songs.reserve(count);
    m_ids.reserve(count);
    // In the order of the library's index, every row would be looked up by itself.
    SQLite::Statement select(m_database.connection(), R"sql(
        SELECT id, path, title, artist, album_artist, album, genre, track_number, disc_number, year, duration_ms,
               missing_since IS NOT NULL, has_cover, artists, album_order, title_order, original_year, release_id, format, bit_rate,
               library_id
        FROM track NOT INDEXED WHERE ?1 IN (library_id, ?2) ORDER BY id)sql");
    select.bind(1, m_library);
    select.bind(2, kAllMusic);
    while (select.executeStep())
        readTrack(select);
}

void SongListReader::readTrack(const SQLite::Statement& row) {
    const auto tag = [&](int column) {
        return textOf(bytesOf(row.getColumn(column)), m_tags[static_cast<std::size_t>(column - 3)]);
    };
    const auto path = bytesOf(row.getColumn(1));
    const std::size_t name = path.rfind('/') + 1; // 0 where there is no slash
    const LibraryId library = row.getColumn(20).getInt64();
    if (m_folder.id == 0 || library != m_folderLibrary || path.substr(0, name) != m_folder.text) {
        m_folderLibrary = library;
        m_folder.text = path.substr(0, name);
        m_folder.id = m_songs.putPlace(m_roots[library] + m_folder.text);
    }
    if (const auto key = bytesOf(row.getColumn(14)); key != m_albumOrder.text) {
        m_albumOrder.text = key;
        m_albumOrder.id = m_songs.putOrder(key);
    }
    m_ids.push_back(row.getColumn(0).getInt64());
    m_songs.addRow({.id = m_ids.back(),
                    .library = library,
                    .title = m_songs.putText(bytesOf(row.getColumn(2))),
                    .artist = tag(3),
                    .albumArtist = tag(4),
                    .album = tag(5),
                    .genre = tag(6),
                    .folder = m_folder.id,
                    .file = m_songs.appendPlace(path.substr(name)),
                    .artists = m_songs.putText(bytesOf(row.getColumn(13))),
                    .releaseId = textOf(bytesOf(row.getColumn(17)), m_release),
                    .format = textOf(bytesOf(row.getColumn(18)), m_format),
                    .albumOrder = m_albumOrder.id,
                    .titleOrder = m_songs.appendOrder(bytesOf(row.getColumn(15))),
                    .duration = std::chrono::milliseconds{row.getColumn(10).getInt64()},
                    .trackNumber = row.getColumn(7).getInt(),
                    .discNumber = row.getColumn(8).getInt(),
                    .year = row.getColumn(9).getInt(),
                    .originalYear = static_cast<std::int16_t>(std::clamp(row.getColumn(16).getInt(), 0, 9999)),
                    .bitRateKbps = static_cast<std::uint16_t>(std::clamp(row.getColumn(19).getInt(), 0, 65535)),
                    .isMissing = row.getColumn(11).getInt() != 0,
                    .hasCover = row.getColumn(12).getInt() != 0});
}

TextPool::Id SongListReader::textOf(std::string_view text, Repeated& last) {
    if (text != last.text) {
        last.text = text;
        last.id = m_songs.putText(text);
    }
    return last.id;
}

SongRow* SongListReader::find(TrackId track) {
    if (m_ids.empty())
        return nullptr;
    // Of a library that was added at once the numbers follow each other.
    const auto guess = static_cast<std::size_t>(track - m_ids.front());
    if (guess < m_ids.size() && m_ids[guess] == track)
        return &m_songs.changeRow(guess);
    const auto found = std::ranges::lower_bound(m_ids, track);
    return found != m_ids.end() && *found == track ? &m_songs.changeRow(static_cast<std::size_t>(found - m_ids.begin())) : nullptr;
}

void SongListReader::takeRecordings(const AllRecordings& recordings) {
    std::vector<TextPool::Id> genres;
    for (const auto& genre : recordings.genres)
        genres.push_back(m_songs.putText(genre));
    std::vector<TextPool::Id> acceptedTags, acceptedGenres;
    for (const auto& [tag, genre] : recordings.accepted) {
        acceptedTags.push_back(m_songs.putText(tag));
        acceptedGenres.push_back(m_songs.putText(genre));
    }
    for (const auto& facts : recordings.facts) {
        SongRow* const song = find(facts.track);
        if (song == nullptr)
            continue;
        takeListening(*song, facts.listening);
        if (facts.accepted != 0 && acceptedTags[facts.accepted] == song->genre) // else the song was retagged since
            song->acceptedGenre = acceptedGenres[facts.accepted];
        if (!facts.isHeard)
            continue;
        song->state = AnalysisState::done;
        song->heardGenre = genres[facts.heardGenre];
        song->heardProbability = facts.heardProbability;
        song->heardAs = genres[facts.heardAs];
        song->heardAsConfidence = facts.heardAsConfidence;
        song->previewStart = facts.previewStart;
        song->features = facts.features;
    }
}

void SongListReader::readUnheardListening() {
    SQLite::Statement select(m_database.connection(), R"sql(
        SELECT recording, added, last_played, plays, rating FROM listening JOIN track ON track.id = CAST(substr(recording, 7) AS INTEGER)
        WHERE recording >= 'track-' AND recording < 'track.' AND identity IS NULL)sql");
    while (select.executeStep()) {
        const auto id = bytesOf(select.getColumn(0)).substr(kWithoutIdentity.size());
        TrackId track = 0;
        std::from_chars(id.data(), id.data() + id.size(), track);
        if (SongRow* const song = find(track))
            takeListening(*song, listeningOf(select, 1));
    }
}

/// What songs say instead of their tags is in their rows already; this is of which fields.
void SongListReader::readCorrections() {
    SQLite::Statement select(m_database.connection(), R"sql(
        SELECT track.id, field FROM correction JOIN track ON track.identity = correction.recording
        UNION ALL SELECT track.id, field FROM correction JOIN track ON track.id = CAST(substr(recording, 7) AS INTEGER)
        WHERE recording >= 'track-' AND recording < 'track.' AND identity IS NULL)sql");
    while (select.executeStep())
        if (SongRow* const song = find(select.getColumn(0).getInt64()))
            song->corrected = static_cast<TagFields>(song->corrected | select.getColumn(1).getInt());
}

void SongListReader::readFailures() {
    SQLite::Statement select(m_database.connection(), R"sql(
        SELECT track_id, reason, is_changed, kind FROM failure JOIN track ON track.id = failure.track_id
        WHERE model = ? AND analyzer_version > 0)sql");
    select.bind(1, m_model);
    while (select.executeStep()) {
        SongRow* const song = find(select.getColumn(0).getInt64());
        const bool isUnreadableNow = select.getColumn(2).getInt() != 0;
        if (song == nullptr || (song->state == AnalysisState::done && !isUnreadableNow))
            continue;
        song->state = isTooLittleSound(bytesOf(select.getColumn(3))) ? AnalysisState::unheard : AnalysisState::failed;
        song->problem = m_songs.putPlace(bytesOf(select.getColumn(1)));
        song->heardGenre = 0;
        song->heardProbability = 0.F;
        song->heardAs = 0;
        song->heardAsConfidence = 0.F;
        song->previewStart = {};
        song->features.reset();
    }
}

} // namespace segue::store
