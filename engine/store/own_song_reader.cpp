// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/own_song_reader.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

namespace segue::store {

namespace {

constexpr const char* kOwnSongReaderSelect = R"sql(
    SELECT id, title, artist, artists, album_artist, album, isrc, duration_ms, bit_rate, coalesce(identity, 'track-' || id)
    FROM track WHERE missing_since IS NULL )sql";

OwnSong ownSongOf(const SQLite::Statement& row) {
    const auto text = [&](int column) { return std::string(bytesOf(row.getColumn(column))); };
    return {.id = row.getColumn(0).getInt64(),
            .title = text(1),
            .artist = text(2),
            .artists = text(3),
            .albumArtist = text(4),
            .album = text(5),
            .isrc = text(6),
            .duration = std::chrono::milliseconds{row.getColumn(7).getInt64()},
            .bitRateKbps = row.getColumn(8).getInt(),
            .recording = text(9)};
}

} // namespace

std::vector<OwnSong> readOwnSongs(Database& database) {
    return guarded("reading songs", [&] {
        SQLite::Statement select(database.connection(), std::string(kOwnSongReaderSelect) + "ORDER BY id");
        std::vector<OwnSong> songs;
        while (select.executeStep())
            songs.push_back(ownSongOf(select));
        return songs;
    });
}

OwnSong readOwnSong(Database& database, TrackId track) {
    return guarded("reading songs", [&]() -> OwnSong {
        SQLite::Statement select(database.connection(), std::string(kOwnSongReaderSelect) + "AND id = ?");
        select.bind(1, track);
        return select.executeStep() ? ownSongOf(select) : OwnSong{};
    });
}

} // namespace segue::store
