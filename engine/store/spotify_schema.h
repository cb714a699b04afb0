// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace segue::store {

inline constexpr int kSpotifySchemaVersion = 2; ///< 1: without the table `player`

/// The tables of a source's file. All of it can be had again from Spotify or from the listener's file but the answers, so another
/// version may drop the rest and keep those.
inline constexpr std::string_view kSpotifySchema = R"sql(
CREATE TABLE source (                          -- one row
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    kind            INTEGER NOT NULL,          -- SpotifyKind
    name            TEXT NOT NULL,
    account         TEXT NOT NULL,
    client_id       TEXT NOT NULL,
    state           INTEGER NOT NULL,          -- SpotifyState
    problem         TEXT NOT NULL,             -- Message::code
    at              INTEGER NOT NULL,          -- seconds since 1970, as all times
    until           INTEGER NOT NULL,
    sign_in_ends    INTEGER NOT NULL,
    secret          INTEGER NOT NULL,          -- SpotifySecret
    file            BLOB NOT NULL,             -- path
    episodes        INTEGER NOT NULL,          -- SpotifySkipped, as the next four
    nameless        INTEGER NOT NULL,
    twice           INTEGER NOT NULL,
    unreadable      INTEGER NOT NULL,
    other           INTEGER NOT NULL,
    songs           INTEGER NOT NULL,          -- counted whenever rows or matches change, as the next
    here            INTEGER NOT NULL,
    account_id      TEXT NOT NULL,             -- SpotifyAccountFacts, as all that follow
    authorized      INTEGER NOT NULL,
    blocked_until   INTEGER NOT NULL,
    port            INTEGER NOT NULL,
    asked           BLOB NOT NULL              -- times, int64 each
);
CREATE TABLE stage (                           -- one row while something is staged
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    note            TEXT NOT NULL
);
CREATE TABLE list (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    is_staged       INTEGER NOT NULL,
    key             TEXT NOT NULL,
    place           INTEGER NOT NULL,
    kind            INTEGER NOT NULL,          -- SpotifyListKind
    state           INTEGER NOT NULL,          -- SpotifyListState
    name            TEXT NOT NULL,
    owner           TEXT NOT NULL,
    uri             TEXT NOT NULL,
    count           INTEGER,                   -- NULL: not known
    snapshot        TEXT NOT NULL,
    looked_through  INTEGER NOT NULL,
    UNIQUE (is_staged, key)
);
CREATE TABLE row (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    list_id         INTEGER NOT NULL REFERENCES list(id) ON DELETE CASCADE,
    place           INTEGER NOT NULL,
    song            TEXT NOT NULL,             -- SpotifyAnswer::song
    uri             TEXT NOT NULL,
    title           TEXT NOT NULL,
    artist          TEXT NOT NULL,
    album           TEXT NOT NULL,
    album_uri       TEXT NOT NULL,
    duration_ms     INTEGER NOT NULL,
    added           INTEGER NOT NULL,
    availability    INTEGER NOT NULL,          -- SpotifyAvailability
    isrc            TEXT NOT NULL
);
CREATE INDEX row_place ON row(list_id, place);
CREATE INDEX row_song ON row(song);
CREATE TABLE match (
    song            TEXT PRIMARY KEY,
    match           INTEGER NOT NULL,          -- SpotifyMatch
    tracks          BLOB NOT NULL,             -- ids of songs in Segue's database, int64 each
    is_confirmed    INTEGER NOT NULL,
    is_unlinked     INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE answer (
    song            TEXT PRIMARY KEY,
    recording       TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO source VALUES (1, 0, '', '', '', 1, '', 0, 0, 0, 0, x'', 0, 0, 0, 0, 0, 0, 0, '', 0, 0, 0, x'');
)sql";

inline constexpr std::string_view kSpotifyPlayerSchema = R"sql(
CREATE TABLE player (                          -- one row: SpotifyPlayerFacts
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    is_wanted       INTEGER NOT NULL,
    granted         TEXT NOT NULL,
    blocked_until   INTEGER NOT NULL,
    asked           BLOB NOT NULL              -- times, int64 each
);
INSERT INTO player VALUES (1, 0, '', 0, x'');
)sql";

} // namespace segue::store
