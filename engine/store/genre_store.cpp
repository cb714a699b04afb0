// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/genre_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

#include <cstring>
#include <utility>

namespace segue::store {

namespace {

/// Bound as ?1: the bundle. Answers count only while the song has the tag that they were given about.
const std::string kAbout = R"sql(
SELECT track.id, track.identity, track.genre, coalesce(heard_as.genre, ''), coalesce(heard_as.confidence, 0.0),
       coalesce(heard_as.own_share, 0.0), genre_answer.genre, genre_answer.is_accepted
FROM track
LEFT JOIN heard_as ON heard_as.identity = track.identity AND heard_as.model = ?1
LEFT JOIN genre_answer ON genre_answer.identity = track.identity AND genre_answer.tag = track.genre
WHERE track.identity IS NOT NULL )sql";

SurelyHeard aboutRow(const SQLite::Statement& row) {
    SurelyHeard song{.track = row.getColumn(0).getInt64(),
                     .identity = row.getColumn(1).getString(),
                     .tag = row.getColumn(2).getString(),
                     .genre = row.getColumn(3).getString(),
                     .confidence = static_cast<float>(row.getColumn(4).getDouble()),
                     .ownShare = static_cast<float>(row.getColumn(5).getDouble())};
    if (!row.isColumnNull(6))
        song.answer = GenreAnswerRow{song.identity, song.tag, row.getColumn(6).getString(), row.getColumn(7).getInt() != 0};
    return song;
}

std::vector<std::uint32_t> numbersOf(const SQLite::Column& column) {
    std::vector<std::uint32_t> numbers(static_cast<std::size_t>(column.getBytes()) / sizeof(std::uint32_t));
    if (!numbers.empty())
        std::memcpy(numbers.data(), column.getBlob(), numbers.size() * sizeof(std::uint32_t));
    return numbers;
}

std::string_view artistOf(std::string_view artists, std::string_view artist, std::string_view albumArtist, std::string_view album) {
    if (!artists.empty())
        return artists.substr(0, artists.find('\n'));
    return !artist.empty() ? artist : !albumArtist.empty() ? albumArtist : album;
}

} // namespace

void GenreStore::forEachVoter(bool withEmbeddings, const std::function<void(const GenreVoter&)>& visit,
                              const std::stop_token& stop) const {
    guarded("reading genres", [&] {
        // Of a recording's files those come first whose tags name a genre.
        const std::string sql = std::string(R"sql(
            SELECT track.identity, track.id, artists, artist, album_artist, album, track.genre, genre_answer.genre, heard_as.basis, heard_as.voters, )sql") +
                                (withEmbeddings ? "analysis.embedding" : "NULL") + R"sql(
            FROM track JOIN analysis ON analysis.identity = track.identity AND analysis.model = ?1
            LEFT JOIN heard_as ON heard_as.identity = track.identity AND heard_as.model = ?1
            LEFT JOIN genre_answer ON genre_answer.identity = track.identity AND genre_answer.tag = track.genre AND is_accepted
            ORDER BY track.identity, track.genre = '', track.id)sql";
        SQLite::Statement select(m_database.connection(), sql);
        select.bind(1, m_model);
        std::string last;
        bool isFirst = true;
        std::vector<float> embedding;
        std::vector<std::uint32_t> voters;
        while (select.executeStep()) {
            const auto identity = bytesOf(select.getColumn(0));
            if (!std::exchange(isFirst, false) && identity == last)
                continue;
            last = identity;
            if (stop.stop_requested())
                return;
            embedding = floatsOf(select.getColumn(10));
            voters = numbersOf(select.getColumn(9));
            const auto tag = bytesOf(select.getColumn(6));
            visit({.identity = identity,
                   .track = select.getColumn(1).getInt64(),
                   .artist = artistOf(bytesOf(select.getColumn(2)), bytesOf(select.getColumn(3)), bytesOf(select.getColumn(4)),
                                      bytesOf(select.getColumn(5))),
                   .tag = tag,
                   .genre = select.isColumnNull(7) ? tag : bytesOf(select.getColumn(7)),
                   .embedding = embedding,
                   .basis = select.isColumnNull(8) ? std::nullopt : std::optional(select.getColumn(8).getInt64()),
                   .voters = voters});
        }
    });
}

/// Only for recordings that the bundle still has heard.
void GenreStore::save(std::span<const StoredHeardAs> heard) {
    guarded("storing genres", [&] {
        SQLite::Statement insert(m_database.connection(), R"sql(
            INSERT OR REPLACE INTO heard_as (identity, model, genre, confidence, own_share, basis, voters)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM analysis WHERE identity = ?1 AND model = ?2))sql");
        for (const auto& one : heard) {
            insert.bind(1, one.identity);
            insert.bind(2, m_model);
            insert.bind(3, one.genre);
            insert.bind(4, static_cast<double>(one.confidence));
            insert.bind(5, static_cast<double>(one.ownShare));
            insert.bind(6, one.basis);
            insert.bind(7, one.voters.empty() ? "" : static_cast<const void*>(one.voters.data()), // not NULL
                        static_cast<int>(one.voters.size() * sizeof(std::uint32_t)));
            insert.exec();
            insert.reset();
        }
    });
}

std::optional<StoredHeardAs> GenreStore::find(const std::string& identity) const {
    return guarded("reading genres", [&]() -> std::optional<StoredHeardAs> {
        SQLite::Statement select(
            m_database.connection(),
            "SELECT genre, confidence, own_share, basis, voters FROM heard_as WHERE identity = ? AND model = ?");
        select.bind(1, identity);
        select.bind(2, m_model);
        if (!select.executeStep())
            return std::nullopt;
        return StoredHeardAs{.identity = identity,
                             .genre = select.getColumn(0).getString(),
                             .confidence = static_cast<float>(select.getColumn(1).getDouble()),
                             .ownShare = static_cast<float>(select.getColumn(2).getDouble()),
                             .basis = select.getColumn(3).getInt64(),
                             .voters = numbersOf(select.getColumn(4))};
    });
}

std::vector<std::pair<std::string, std::size_t>> GenreStore::tags() const {
    return guarded("reading genres", [&] {
        SQLite::Statement select(m_database.connection(),
                                 "SELECT genre, count(*) FROM (SELECT genre FROM track WHERE genre <> '' UNION ALL "
                                 "SELECT genre FROM genre_answer WHERE is_accepted) GROUP BY genre");
        std::vector<std::pair<std::string, std::size_t>> tags;
        while (select.executeStep())
            tags.emplace_back(select.getColumn(0).getString(), static_cast<std::size_t>(select.getColumn(1).getInt64()));
        return tags;
    });
}

void GenreStore::forEachSure(const std::function<void(const SurelyHeard&)>& visit, const std::stop_token& stop) const {
    guarded("reading genres", [&] {
        SQLite::Statement select(m_database.connection(), kAbout + R"sql(
            AND track.missing_since IS NULL AND track.genre <> '' AND (coalesce(heard_as.genre, '') <> '' OR genre_answer.genre IS NOT NULL)
            ORDER BY track.identity, track.id)sql");
        select.bind(1, m_model);
        std::string last;
        while (select.executeStep() && !stop.stop_requested()) {
            const auto song = aboutRow(select);
            if (song.identity != last)
                visit(song);
            last = song.identity;
        }
    });
}

std::optional<SurelyHeard> GenreStore::about(TrackId track) const {
    return guarded("reading a genre", [&]() -> std::optional<SurelyHeard> {
        SQLite::Statement select(m_database.connection(), kAbout + "AND track.id = ?2");
        select.bind(1, m_model);
        select.bind(2, track);
        return select.executeStep() ? std::optional(aboutRow(select)) : std::nullopt;
    });
}

std::optional<GenreAnswerRow> GenreStore::answer(const std::string& identity) const {
    return guarded("reading an answer", [&]() -> std::optional<GenreAnswerRow> {
        SQLite::Statement select(m_database.connection(), "SELECT tag, genre, is_accepted FROM genre_answer WHERE identity = ?");
        select.bind(1, identity);
        if (!select.executeStep())
            return std::nullopt;
        return GenreAnswerRow{identity, select.getColumn(0).getString(), select.getColumn(1).getString(),
                              select.getColumn(2).getInt() != 0};
    });
}

void GenreStore::setAnswer(const GenreAnswerRow& answer) {
    guarded("storing an answer", [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO genre_answer (identity, tag, genre, is_accepted) VALUES (?, ?, ?, ?)");
        insert.bind(1, answer.identity);
        insert.bind(2, answer.tag);
        insert.bind(3, answer.genre);
        insert.bind(4, answer.isAccepted ? 1 : 0);
        insert.exec();
    });
}

void GenreStore::removeAnswer(const std::string& identity) {
    guarded("forgetting an answer", [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM genre_answer WHERE identity = ?");
        remove.bind(1, identity);
        remove.exec();
    });
}

std::vector<GenrePair> GenreStore::pairs() const {
    return guarded("reading answers", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT tag, heard FROM genre_pair ORDER BY tag, heard");
        std::vector<GenrePair> pairs;
        while (select.executeStep())
            pairs.push_back({select.getColumn(0).getString(), select.getColumn(1).getString()});
        return pairs;
    });
}

void GenreStore::addPair(const GenrePair& pair) {
    guarded("storing an answer", [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR IGNORE INTO genre_pair (tag, heard) VALUES (?, ?)");
        insert.bind(1, pair.tag);
        insert.bind(2, pair.heard);
        insert.exec();
    });
}

void GenreStore::removePair(const GenrePair& pair) {
    guarded("forgetting an answer", [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM genre_pair WHERE tag = ? AND heard = ?");
        remove.bind(1, pair.tag);
        remove.bind(2, pair.heard);
        remove.exec();
    });
}

std::vector<TrackId> GenreStore::tracksOf(const std::string& identity) const {
    return guarded("reading songs", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT id FROM track WHERE identity = ? ORDER BY id");
        select.bind(1, identity);
        std::vector<TrackId> tracks;
        while (select.executeStep())
            tracks.push_back(select.getColumn(0).getInt64());
        return tracks;
    });
}

} // namespace segue::store
