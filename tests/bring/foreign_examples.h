// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::test {

/// Small databases with the columns that other players' databases have and Segue asks for, and a few besides.

inline constexpr const char* kFooyin = R"sql(
CREATE TABLE Libraries (LibraryID INTEGER PRIMARY KEY, Name TEXT, Path TEXT);
CREATE TABLE Tracks (TrackID INTEGER PRIMARY KEY AUTOINCREMENT, FilePath TEXT NOT NULL, Subsong INTEGER DEFAULT 0, Title TEXT,
    TrackNumber TEXT, Artists TEXT, AlbumArtist TEXT, Album TEXT, Duration INTEGER DEFAULT 0, TrackHash TEXT);
CREATE TABLE TrackStats (TrackHash TEXT PRIMARY KEY, LastSeen INTEGER, AddedDate INTEGER, FirstPlayed INTEGER, LastPlayed INTEGER,
    PlayCount INTEGER DEFAULT 0, Rating INTEGER DEFAULT 0);
CREATE TABLE Playlists (PlaylistID INTEGER PRIMARY KEY, Name TEXT NOT NULL UNIQUE, PlaylistIndex INTEGER, IsAutoPlaylist INTEGER);
CREATE TABLE PlaylistTracks (PlaylistID INTEGER NOT NULL, TrackID INTEGER NOT NULL, TrackIndex INTEGER NOT NULL);
INSERT INTO Tracks (TrackID, FilePath, Title, Artists, Album, Duration, TrackHash) VALUES
    (1, '/music/a/one.mp3', 'One', 'A' || char(31) || 'Guest', 'X', 215000, 'h1'),
    (2, '/music/a/two.mp3', 'Two', 'A', 'X', 100000, 'h2'), (3, '/music/a/three.mp3', 'Three', 'A', 'X', 0, 'h3');
INSERT INTO TrackStats VALUES ('h1', 0, 1400000000000, 0, 1500000000000, 12, 0.8), ('h2', 0, NULL, NULL, NULL, 0, 1.0);
INSERT INTO Playlists VALUES (1, 'Quiet', 0, 0), (2, 'Automatic', 1, 1), (3, 'Empty', 2, 0);
INSERT INTO PlaylistTracks VALUES (1, 1, 1), (1, 2, 0), (2, 1, 0);
)sql";

inline constexpr const char* kStrawberry = R"sql(
CREATE TABLE schema_version (version INTEGER NOT NULL);
INSERT INTO schema_version VALUES (21);
CREATE TABLE songs (title TEXT, album TEXT, artist TEXT, albumartist TEXT, track INTEGER NOT NULL DEFAULT -1,
    beginning INTEGER NOT NULL DEFAULT 0, length INTEGER NOT NULL DEFAULT 0, source INTEGER NOT NULL DEFAULT 0, url TEXT NOT NULL,
    mtime INTEGER NOT NULL DEFAULT -1, ctime INTEGER NOT NULL DEFAULT -1, unavailable INTEGER DEFAULT 0,
    playcount INTEGER NOT NULL DEFAULT 0, skipcount INTEGER NOT NULL DEFAULT 0, lastplayed INTEGER NOT NULL DEFAULT -1,
    rating INTEGER DEFAULT -1);
CREATE TABLE playlists (name TEXT NOT NULL, last_played INTEGER NOT NULL DEFAULT -1, ui_order INTEGER);
CREATE TABLE playlist_items (playlist INTEGER NOT NULL, type INTEGER NOT NULL DEFAULT 0, collection_id INTEGER, playlist_url TEXT,
    url TEXT);
INSERT INTO songs (title, artist, album, length, url, ctime, playcount, lastplayed, rating) VALUES
    ('One', 'A', 'X', 215000000000, 'file:///music/a/one%20%231.mp3', 1400000000, 12, 1500000000, 0.8),
    ('Two', 'A', 'X', 100000000000, 'file:///music/a/two.mp3', -1, 0, -1, -1),
    ('Stream', 'A', 'X', 0, 'http://radio.example/stream', -1, 5, -1, 1);
INSERT INTO playlists (name) VALUES ('Quiet'), ('Empty');
INSERT INTO playlist_items (playlist, type, collection_id, url) VALUES (1, 2, 2, NULL), (1, 2, 1, NULL),
    (1, 1, NULL, 'file:///elsewhere/x.mp3');
)sql";

inline constexpr const char* kClementine = R"sql(
CREATE TABLE schema_version (version INTEGER NOT NULL);
INSERT INTO schema_version VALUES (51);
CREATE TABLE songs (title TEXT, album TEXT, artist TEXT, albumartist TEXT, length INTEGER, length_nanosec INTEGER NOT NULL DEFAULT -1,
    filename TEXT NOT NULL, mtime INTEGER, ctime INTEGER, unavailable INTEGER DEFAULT 0, playcount INTEGER NOT NULL DEFAULT 0,
    lastplayed INTEGER NOT NULL DEFAULT -1, rating INTEGER DEFAULT -1);
CREATE TABLE playlists (name TEXT NOT NULL, last_played INTEGER NOT NULL DEFAULT -1);
CREATE TABLE playlist_items (playlist INTEGER NOT NULL, type TEXT NOT NULL, library_id INTEGER, url TEXT, filename TEXT);
INSERT INTO songs (title, artist, album, length_nanosec, filename, ctime, playcount, lastplayed, rating) VALUES
    ('One', 'A', 'X', 215000000000, 'file:///music/a/one%20%231.mp3', 1400000000, 12, 1500000000, 0.8),
    ('Two', 'A', 'X', 100000000000, 'file:///music/a/two.mp3', -1, 0, -1, -1);
INSERT INTO playlists (name) VALUES ('Quiet');
INSERT INTO playlist_items (playlist, type, library_id, url) VALUES (1, 'Library', 2, NULL), (1, 'Library', 1, NULL),
    (1, 'File', NULL, 'file:///elsewhere/x.mp3');
)sql";

} // namespace segue::test
