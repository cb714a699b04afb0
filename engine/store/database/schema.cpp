// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/schema.h"

#include <array>

namespace segue::store {

namespace {

// Paths are BLOBs: a file name is bytes, not text. Times are nanoseconds of the file system's clock, used only to see
// that something changed. An analysis belongs to the sound (identity) and the bundle (model), not to the path.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE library (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,
    root      BLOB NOT NULL UNIQUE,
    offline   INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE track (
    id            INTEGER PRIMARY KEY,
    library_id    INTEGER NOT NULL REFERENCES library(id) ON DELETE CASCADE,
    path          BLOB NOT NULL,               -- relative to the library's root
    size          INTEGER NOT NULL,            -- bytes
    modified_ns   INTEGER NOT NULL,
    identity      TEXT,                        -- NULL until analysed
    title         TEXT NOT NULL,
    artist        TEXT NOT NULL,
    album_artist  TEXT NOT NULL,
    album         TEXT NOT NULL,
    genre         TEXT NOT NULL,
    track_number  INTEGER NOT NULL,
    disc_number   INTEGER NOT NULL,
    year          INTEGER NOT NULL,
    duration_ms   INTEGER NOT NULL,
    UNIQUE (library_id, path)
);
CREATE INDEX track_identity ON track(identity);
CREATE TABLE analysis (
    identity         TEXT NOT NULL,
    model            TEXT NOT NULL,            -- bundle name/version
    embedding        BLOB NOT NULL,            -- float32, little endian, unit length
    probabilities    BLOB NOT NULL,            -- float32 per label
    heard_genre      TEXT NOT NULL,
    heard_probability REAL NOT NULL,
    preview_start_ms INTEGER NOT NULL,
    PRIMARY KEY (identity, model)
);
CREATE TABLE failure (
    track_id         INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE,
    kind             TEXT NOT NULL,
    reason           TEXT NOT NULL,
    analyzer_version INTEGER NOT NULL
);
)sql";

// What is measured of a recording's sound whatever the bundle. The waveform has a table of its own, so that listing songs
// with their loudness does not read all of them, and a short key, so that two of them fit into a page.
constexpr const char* kVersion2 = R"sql(
CREATE TABLE sound (
    identity          TEXT PRIMARY KEY,
    feature_version   INTEGER NOT NULL,
    tempo_bpm         REAL NOT NULL,             -- 0: no pulse
    musical_key       INTEGER NOT NULL,          -- -1: none
    key_strength      REAL NOT NULL,
    centroid_hz       REAL NOT NULL,
    onsets_per_second REAL NOT NULL,
    loudness_lufs     REAL NOT NULL              -- of the excerpts
) WITHOUT ROWID;
CREATE TABLE waveform (
    id                INTEGER PRIMARY KEY,
    columns           BLOB NOT NULL              -- a byte a column: the peaks, then as many roots of the mean square
);
CREATE TABLE outline (
    identity          TEXT PRIMARY KEY,
    outline_version   INTEGER NOT NULL,
    duration_ms       INTEGER NOT NULL,
    loudness_lufs     REAL NOT NULL,             -- of the whole song
    loudness_range_lu REAL NOT NULL,
    true_peak_db      REAL NOT NULL,
    waveform_id       INTEGER NOT NULL REFERENCES waveform(id)
) WITHOUT ROWID;
CREATE TABLE outline_failure (                   -- such a song is not read again for its outline
    identity          TEXT PRIMARY KEY,
    outline_version   INTEGER NOT NULL,
    reason            TEXT NOT NULL
) WITHOUT ROWID;
)sql";

// Several bundles side by side: which one the listener chose, whose embeddings are compared, and what is known of each, so
// that embeddings can be used when their bundle is no longer there. A failure may be one bundle's and not another's.
constexpr const char* kVersion3 = R"sql(
CREATE TABLE model (
    id                TEXT PRIMARY KEY,          -- bundle name/version
    description       TEXT NOT NULL,             -- its model.json; empty: it listened before this was kept
    card              TEXT NOT NULL              -- its model card
) WITHOUT ROWID;
INSERT INTO model SELECT DISTINCT model, '', '' FROM analysis;
CREATE TABLE model_choice (                      -- one row
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    chosen            TEXT NOT NULL,             -- by the listener; empty: whichever Segue prefers
    in_use            TEXT NOT NULL              -- whose embeddings are compared; empty: none yet
);
INSERT INTO model_choice
SELECT 1, '', coalesce((SELECT model FROM analysis GROUP BY model ORDER BY count(*) DESC, max(rowid) DESC LIMIT 1), '');
CREATE TABLE failure_of_model (
    track_id          INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    model             TEXT NOT NULL,
    kind              TEXT NOT NULL,
    reason            TEXT NOT NULL,
    analyzer_version  INTEGER NOT NULL,
    PRIMARY KEY (track_id, model)
) WITHOUT ROWID;
INSERT INTO failure_of_model SELECT track_id, model.id, kind, reason, analyzer_version FROM failure, model;
DROP TABLE failure;
ALTER TABLE failure_of_model RENAME TO failure;
)sql";

// What a listener would miss most. A file that is not found stays for a while; a changed one keeps what is known of it until
// it has been analysed again; plays and ratings belong to the recording.
constexpr const char* kVersion4 = R"sql(
ALTER TABLE track ADD COLUMN missing_since INTEGER;  -- seconds since 1970 by the library's clock; NULL: its file is there
ALTER TABLE track ADD COLUMN is_changed INTEGER NOT NULL DEFAULT 0; -- the file is another than the one whose identity this is
CREATE INDEX analysis_heard ON analysis(model, identity, heard_genre, heard_probability, preview_start_ms); -- without its embedding
CREATE INDEX track_missing ON track(missing_since) WHERE missing_since IS NOT NULL;
ALTER TABLE library ADD COLUMN clock INTEGER NOT NULL DEFAULT 0;      -- seconds since 1970 as counted by its scans; missing_since is by it
ALTER TABLE library ADD COLUMN clock_read INTEGER NOT NULL DEFAULT 0; -- what the computer's clock said at the last of them
ALTER TABLE failure ADD COLUMN since INTEGER NOT NULL DEFAULT 0; -- seconds since 1970; 0: not known
ALTER TABLE outline_failure ADD COLUMN since INTEGER NOT NULL DEFAULT 0; -- likewise
CREATE TABLE listening (
    recording         TEXT PRIMARY KEY,          -- identity; of a song that has none yet 'track-' and its id
    added             INTEGER NOT NULL,          -- seconds since 1970 when a library first held it; 0: not known
    plays             INTEGER NOT NULL DEFAULT 0,
    last_played       INTEGER NOT NULL DEFAULT 0, -- seconds since 1970; 0: never
    rating            INTEGER NOT NULL DEFAULT 0  -- stars, 1 to 5; 0: none
) WITHOUT ROWID;
CREATE TRIGGER listening_of_no_song AFTER DELETE ON track BEGIN -- another song may get its id
    DELETE FROM listening WHERE recording = 'track-' || old.id;
END;
CREATE TABLE recording (                         -- what recordings that were met are recognised by
    identity          TEXT PRIMARY KEY,          -- as read; '#2' and so on for others with the same excerpts
    rest              BLOB,                      -- uint32 per place outside the excerpts; NULL: not known
    duration_ms       INTEGER NOT NULL,
    bytes             INTEGER NOT NULL           -- of a file that held it; 0: not known
);
CREATE INDEX recording_bytes ON recording(bytes);
CREATE INDEX recording_duration ON recording(duration_ms);
INSERT INTO recording
SELECT identity, NULL, CAST(substr(identity, instr(identity, '-') + 1) AS INTEGER),
       coalesce((SELECT max(size) FROM track WHERE track.identity = analysis.identity), 0)
FROM analysis GROUP BY identity;
)sql";

// Ids that are never used again; failures as messages (words/message.h) instead of sentences (unknown ones stay as they are);
// what is to be heard again; more from the tags.
constexpr const char* kVersion5 = R"sql(
-- The number of a library or a song that is gone is never given to another one: the tables are made anew with AUTOINCREMENT.
CREATE TABLE library_of_5 (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL,
    root       BLOB NOT NULL UNIQUE,
    offline    INTEGER NOT NULL DEFAULT 0,
    clock      INTEGER NOT NULL DEFAULT 0,
    clock_read INTEGER NOT NULL DEFAULT 0
);
INSERT INTO library_of_5 SELECT id, name, root, offline, clock, clock_read FROM library ORDER BY id;
CREATE TABLE track_of_5 (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    library_id    INTEGER NOT NULL REFERENCES library_of_5(id) ON DELETE CASCADE,
    path          BLOB NOT NULL,
    size          INTEGER NOT NULL,
    modified_ns   INTEGER NOT NULL,
    identity      TEXT,
    title         TEXT NOT NULL,
    artist        TEXT NOT NULL,
    album_artist  TEXT NOT NULL,
    album         TEXT NOT NULL,
    genre         TEXT NOT NULL,
    track_number  INTEGER NOT NULL,
    disc_number   INTEGER NOT NULL,
    year          INTEGER NOT NULL,
    duration_ms   INTEGER NOT NULL,
    missing_since INTEGER,
    is_changed    INTEGER NOT NULL DEFAULT 0,
    UNIQUE (library_id, path)
);
INSERT INTO track_of_5
SELECT id, library_id, path, size, modified_ns, identity, title, artist, album_artist, album, genre, track_number, disc_number, year,
       duration_ms, missing_since, is_changed FROM track ORDER BY id;
CREATE TABLE failure_of_5 (
    track_id         INTEGER NOT NULL REFERENCES track_of_5(id) ON DELETE CASCADE,
    model            TEXT NOT NULL,
    kind             TEXT NOT NULL,
    reason           TEXT NOT NULL,
    analyzer_version INTEGER NOT NULL,
    since            INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (track_id, model)
) WITHOUT ROWID;
INSERT INTO failure_of_5 SELECT track_id, model, kind, reason, analyzer_version, since FROM failure;
DROP TABLE failure;
DROP TABLE track;
DROP TABLE library;
ALTER TABLE library_of_5 RENAME TO library;
ALTER TABLE track_of_5 RENAME TO track;
ALTER TABLE failure_of_5 RENAME TO failure;
CREATE INDEX track_identity ON track(identity);
CREATE INDEX track_missing ON track(missing_since) WHERE missing_since IS NOT NULL;
CREATE TRIGGER listening_of_no_song AFTER DELETE ON track BEGIN
    DELETE FROM listening WHERE recording = 'track-' || old.id;
END;

-- Failures as messages.
CREATE TABLE said (id INTEGER NOT NULL, head TEXT NOT NULL, middle TEXT NOT NULL, tail TEXT NOT NULL);
INSERT INTO said VALUES
    (200, '“', '', '” is empty.'),
    (208, '“', '', '” holds no sound that can be decoded.'),
    (203, '“', '', '” holds no sound.'),
    (201, '“', '', '” is not music that Segue can read.'),
    (206, '“', '', '” is not music that Segue can read (its sound has no format).'),
    (204, '“', '', '” holds sound in a format that Segue cannot decode.'),
    (209, '“', '', '” needs more memory than there is.'),
    (101, '“', '', '” is not a file.'),
    (214, 'The analysis of this file did not end within ', '', ' seconds.'),
    (216, 'This file made the decoder crash (', '', ').'),
    (202, '“', '” is not music that Segue can read (', ').'),
    (207, '“', '” cannot be decoded (', ').'),
    (102, '“', '” cannot be opened: ', '.'),
    (205, '“', '” claims an impossible rate of ', ' Hz.');
CREATE TABLE meant (reason TEXT PRIMARY KEY, code TEXT NOT NULL);
INSERT OR IGNORE INTO meant
SELECT reason, char(28) || id || char(31) ||
    CASE WHEN middle = '' THEN substr(reason, length(head) + 1, length(reason) - length(head) - length(tail))
    ELSE substr(reason, length(head) + 1, instr(reason, middle) - length(head) - 1) || char(31) ||
         substr(reason, instr(reason, middle) + length(middle), length(reason) - length(tail) - instr(reason, middle) - length(middle) + 1) END
FROM (SELECT reason FROM failure UNION SELECT reason FROM outline_failure), said
WHERE substr(reason, 1, length(head)) = head AND substr(reason, -length(tail)) = tail AND instr(reason, middle) > 0
      AND length(reason) >= length(head) + length(middle) + length(tail)
ORDER BY reason, length(middle) + length(tail) DESC;
INSERT OR IGNORE INTO meant VALUES ('This file needs more memory than the analysis may use.', char(28) || '210');
UPDATE failure SET reason = (SELECT code FROM meant WHERE meant.reason = failure.reason)
WHERE reason IN (SELECT reason FROM meant);
UPDATE outline_failure SET reason = (SELECT code FROM meant WHERE meant.reason = outline_failure.reason)
WHERE reason IN (SELECT reason FROM meant);
DROP TABLE said;
DROP TABLE meant;

-- Since silences are left out and channels that cancel are turned round, some songs sound otherwise to a network than before.
-- Those that cannot are known by their outlines: no two columns without sound (no single one where a column is longer than
-- a third of a second) where excerpts lie, and about as loud as the mean of their channels was. All others are heard again.
CREATE TABLE hear_again (                        -- what was heard by an older rule; it serves until it was heard again
    identity          TEXT NOT NULL,
    model             TEXT NOT NULL,
    PRIMARY KEY (identity, model)
) WITHOUT ROWID;
CREATE TRIGGER hear_no_more AFTER DELETE ON analysis BEGIN
    DELETE FROM hear_again WHERE identity = old.identity AND model = old.model;
END;
INSERT INTO hear_again
SELECT analysis.identity, analysis.model FROM analysis WHERE NOT EXISTS (
    SELECT 1 FROM outline JOIN waveform ON waveform.id = outline.waveform_id JOIN sound ON sound.identity = outline.identity
    WHERE outline.identity = analysis.identity AND outline.loudness_lufs - sound.loudness_lufs < 2.0
      AND instr(iif(outline.duration_ms < 150000, substr(columns, 1, 1000), substr(columns, 101, 800)),
                iif(outline.duration_ms <= 330000, x'0000', x'00')) = 0);

-- What tags tell more than was kept, when a file was last touched in any way, and where each song stands in its library.
ALTER TABLE track ADD COLUMN changed_ns INTEGER NOT NULL DEFAULT 0;   -- of the file's data or attributes (ctime); 0: not known
ALTER TABLE track ADD COLUMN tags_version INTEGER NOT NULL DEFAULT 0; -- of the code that read the tags, and how; 0: before this was kept
ALTER TABLE track ADD COLUMN artists TEXT NOT NULL DEFAULT '';        -- a line each, if there are several
ALTER TABLE track ADD COLUMN order_artist TEXT NOT NULL DEFAULT '';   -- to order by, if not by album_artist (else artist)
ALTER TABLE track ADD COLUMN order_album TEXT NOT NULL DEFAULT '';    -- likewise instead of album
ALTER TABLE track ADD COLUMN order_title TEXT NOT NULL DEFAULT '';    -- likewise instead of title
ALTER TABLE track ADD COLUMN has_cover INTEGER NOT NULL DEFAULT 0;    -- a picture in the file
ALTER TABLE track ADD COLUMN album_order BLOB NOT NULL DEFAULT x'';   -- a key by the collation: artist and album
ALTER TABLE track ADD COLUMN title_order BLOB NOT NULL DEFAULT x'';   -- likewise; empty where the track number orders
CREATE TABLE collation (                         -- one row: the order of names by which the keys were made
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    name              TEXT NOT NULL              -- empty: there are no keys yet
);
INSERT INTO collation VALUES (1, '');
)sql";

// Files that whoever read their tags, cover or format died of, or never came to an end with: they are not read again as long as
// they are the same, and read by the same code.
constexpr const char* kVersion6 = R"sql(
CREATE TABLE reading_failure (
    track_id       INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE,
    size           INTEGER NOT NULL,             -- of the file that could not be read, as the next two
    modified_ns    INTEGER NOT NULL,
    changed_ns     INTEGER NOT NULL,
    reader_version INTEGER NOT NULL,             -- of the code that read it; 0: it is to be tried again
    kind           TEXT NOT NULL,
    reason         TEXT NOT NULL,                -- a message's code (words/message.h)
    since          INTEGER NOT NULL              -- seconds since 1970
);
)sql";

// The play queue (queue_store.h). Songs that are gone stay in it, so nothing refers to the songs' table.
constexpr const char* kVersion7 = R"sql(
CREATE TABLE play_queue (                        -- one row, once something was played
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    context_kind      INTEGER NOT NULL,          -- where playing began: QueueContext::Kind, name and id
    context_name      TEXT NOT NULL,
    context_id        INTEGER NOT NULL,
    place             INTEGER NOT NULL,          -- of the last song of the context that played; -1: none yet
    is_shuffled       INTEGER NOT NULL,
    repeat_mode       INTEGER NOT NULL,          -- RepeatMode
    current           BLOB NOT NULL,             -- an entry, or empty
    position_ms       INTEGER NOT NULL,          -- in the current entry
    history_before    INTEGER NOT NULL,          -- so much of the history is from before the context was started
    last_entry        INTEGER NOT NULL           -- the newest number of an entry; none comes again
);
CREATE TABLE play_queue_part (
    part              INTEGER PRIMARY KEY,       -- 0 the context, 1 put in, 2 put in by Segue, 3 history, 4 names of files, each with a 0 behind it
    entries           BLOB NOT NULL              -- 24 bytes each, little endian: number, song, artist, rank (queue_state.h)
);
)sql";

// The songs of one album are looked for with each song that is played.
constexpr const char* kVersion8 = R"sql(
CREATE INDEX track_album ON track(library_id, album_order) WHERE album <> '';
)sql";

// Folders with CUE sheets as they were when their sheets were last read: while nothing is another, the sheets are not opened. Songs
// that are stretches of a file need nothing else: their paths tell (words/section.h). Listens that a server is yet to be told of
// (listen_store.h). Songs that are heard in parts, and where each goes on (book_store.h).
constexpr const char* kVersion9 = R"sql(
CREATE TABLE sheet_folder (
    library_id        INTEGER NOT NULL REFERENCES library(id) ON DELETE CASCADE,
    folder            BLOB NOT NULL,             -- relative to the library's root
    content           TEXT NOT NULL,             -- names, sizes and times of its music and sheets, as a hash
    PRIMARY KEY (library_id, folder)
) WITHOUT ROWID;
CREATE TABLE listen (
    id                INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which they were heard
    submission        TEXT NOT NULL UNIQUE,      -- tells one from every other, wherever it is sent
    listened_at       INTEGER NOT NULL,          -- seconds since 1970 when it began
    artist            TEXT NOT NULL,
    title             TEXT NOT NULL,
    album             TEXT NOT NULL,
    album_artist      TEXT NOT NULL,
    track_number      INTEGER NOT NULL,          -- 0: not known
    duration_ms       INTEGER NOT NULL           -- likewise
);
CREATE TABLE book (
    track_id          INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE,
    place_ms          INTEGER NOT NULL,
    has_chapters      INTEGER NOT NULL
);
)sql";

// What the listener said of songs (feedback_store.h).
constexpr const char* kVersion10 = R"sql(
CREATE TABLE feedback (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    kind              INTEGER NOT NULL,          -- FeedbackKind
    recording         TEXT NOT NULL,             -- identity; of a song that had none then 'track-' and its id
    title             TEXT NOT NULL,             -- as the tags were then, like the next three
    artist            TEXT NOT NULL,
    album             TEXT NOT NULL,
    album_artist      TEXT NOT NULL,
    at                INTEGER NOT NULL           -- seconds since 1970
);
CREATE INDEX feedback_recording ON feedback(recording);
)sql";

// The map of songs (map_store.h), one for each bundle that has one.
constexpr const char* kVersion11 = R"sql(
CREATE TABLE song_map (
    model             TEXT PRIMARY KEY,
    songs             INTEGER NOT NULL           -- that it was made of; others were placed later
) WITHOUT ROWID;
CREATE TABLE map_place (
    model             TEXT NOT NULL REFERENCES song_map(model) ON DELETE CASCADE ON UPDATE CASCADE,
    identity          TEXT NOT NULL,             -- of the recording
    x                 REAL NOT NULL,
    y                 REAL NOT NULL,
    PRIMARY KEY (model, identity)
) WITHOUT ROWID;
)sql";

// What songs are heard as in the words of the listener's own tags, and what the listener said where tag and sound disagree
// (genre_store.h).
constexpr const char* kVersion12 = R"sql(
CREATE TABLE heard_as (                          -- made from an analysis and the tags around it; can be made again
    identity          TEXT NOT NULL,             -- the recording
    model             TEXT NOT NULL,             -- the bundle whose embeddings were compared
    genre             TEXT NOT NULL,             -- empty: not sure
    confidence        REAL NOT NULL,             -- 0 .. 1
    own_share         REAL NOT NULL,             -- likewise, of the genres of the song's own tag
    basis             INTEGER NOT NULL,          -- a hash of artist and tag at that time, and of the rules
    PRIMARY KEY (identity, model)
) WITHOUT ROWID;
CREATE TRIGGER heard_as_gone AFTER DELETE ON analysis BEGIN
    DELETE FROM heard_as WHERE identity = old.identity AND model = old.model;
END;
CREATE TRIGGER heard_as_anew AFTER INSERT ON analysis BEGIN
    DELETE FROM heard_as WHERE identity = new.identity AND model = new.model;
END;
CREATE TRIGGER heard_as_renamed AFTER UPDATE OF model ON analysis BEGIN
    DELETE FROM heard_as WHERE identity = old.identity AND model = old.model;
END;
CREATE TABLE genre_answer (                      -- what the listener said of a recording's genre
    identity          TEXT PRIMARY KEY,
    tag               TEXT NOT NULL,             -- that the song had then; with another one the answer is void
    genre             TEXT NOT NULL,             -- that it was heard as
    is_accepted       INTEGER NOT NULL           -- the song has that genre; else its tag is right
) WITHOUT ROWID;
CREATE TABLE genre_pair (                        -- a tag that means something else here: not reported where that is heard
    tag               TEXT NOT NULL,             -- as the next, folded: recommend::genreKey()
    heard             TEXT NOT NULL,
    PRIMARY KEY (tag, heard)
) WITHOUT ROWID;
)sql";

// Songs that a server is yet to be told are loved, or no longer (love_store.h).
constexpr const char* kVersion13 = R"sql(
CREATE TABLE love (
    id                INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which it was said; newer words have a new one
    track_id          INTEGER NOT NULL UNIQUE,   -- the song of which it was said, which may be gone
    title             TEXT NOT NULL,             -- as its tags were then
    is_loved          INTEGER NOT NULL,          -- 0: no longer
    recording         TEXT                       -- MusicBrainz's id; NULL: the file was not asked for it yet
);
)sql";

// How songs begin, as a fingerprint that other codecs and rates leave nearly the same (outline_store.h). Made with the outline; an
// outline that is older than this is made again for it, and serves until then. And whose votes made what a song is heard as, so
// that it is found out when one of them goes or is retagged.
constexpr const char* kVersion14 = R"sql(
CREATE TABLE fingerprint (
    identity          TEXT PRIMARY KEY,          -- of the recording
    items             BLOB NOT NULL              -- packed (audio/fingerprint.h); empty: it is too short for one
);
ALTER TABLE heard_as ADD COLUMN voters BLOB NOT NULL DEFAULT x''; -- uint32 each: a hash of recording, artist and tag
)sql";

// A session of radio, so that it goes on after a restart with its reasons (radio_store.h).
constexpr const char* kVersion15 = R"sql(
CREATE TABLE radio (                             -- one row
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    seeds_of          INTEGER NOT NULL,          -- SeedsOf
    name              TEXT NOT NULL,             -- of what it began with; empty: the first seed's title
    dice              INTEGER NOT NULL,
    is_asked          INTEGER NOT NULL,          -- the listener started it
    is_stopped        INTEGER NOT NULL
);
CREATE TABLE radio_song (                        -- songs of the session; they may be gone
    part              INTEGER NOT NULL,          -- 0 seeds, 1 heard to their half, 2 skipped, 3 those that do not come again
    place             INTEGER NOT NULL,
    track_id          INTEGER NOT NULL,
    PRIMARY KEY (part, place)
) WITHOUT ROWID;
CREATE TABLE radio_note (                        -- why an entry is in the queue
    entry             INTEGER PRIMARY KEY,       -- its number there
    like_title        TEXT NOT NULL,             -- of the song that it resembles
    similarity        REAL NOT NULL,             -- to that, 0 .. 1
    relaxed           INTEGER NOT NULL,          -- RadioRelaxed
    is_steered        INTEGER NOT NULL
);
CREATE TABLE radio_reason (                      -- what an entry has in common with that song
    entry             INTEGER NOT NULL,
    place             INTEGER NOT NULL,
    reason            INTEGER NOT NULL,          -- ReasonId; the next four as in Reason
    of_like           REAL NOT NULL,
    of_song           REAL NOT NULL,
    share             REAL NOT NULL,
    words             TEXT NOT NULL,
    PRIMARY KEY (entry, place)
) WITHOUT ROWID;
)sql";

// Playlists (playlist_store.h): what an entry stands for is kept once for all entries of all playlists, and stays when its file
// goes. What was brought along from another player last, so that it can be undone (bring_store.h). What the listener says of songs
// instead of their tags (correction_store.h), with what the files themselves say there. Which release of an album a song is from,
// when the album first came out, and what the file is stored as.
constexpr const char* kVersion16 = R"sql(
CREATE TABLE playlist_song (                     -- a song as playlists know it
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    identity          TEXT NOT NULL,             -- of the recording; empty: not known
    track_id          INTEGER NOT NULL,          -- may be gone; 0: it never was in a library
    library_id        INTEGER NOT NULL,          -- that the path is below; 0: the path is absolute, or an address
    path              BLOB NOT NULL,
    title             TEXT NOT NULL,
    artist            TEXT NOT NULL,
    duration_ms       INTEGER NOT NULL           -- 0: not known
);
CREATE INDEX playlist_song_track ON playlist_song(track_id);
CREATE INDEX playlist_song_path ON playlist_song(path) WHERE track_id = 0;
CREATE TABLE playlist (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    folder            INTEGER NOT NULL,          -- a playlist that is a folder; 0: none
    place             INTEGER NOT NULL,          -- among those of its folder, ascending
    kind              INTEGER NOT NULL,          -- PlaylistKind
    name              TEXT NOT NULL,
    notes             TEXT NOT NULL,
    songs             INTEGER NOT NULL,          -- its entries
    search            TEXT NOT NULL,             -- of rules, as the next five
    song_order        INTEGER NOT NULL,          -- PlaylistOrder
    is_descending     INTEGER NOT NULL,
    most              INTEGER NOT NULL,
    sounds_like       INTEGER NOT NULL,          -- a playlist_song; 0: none
    least_match       REAL NOT NULL,
    library_id        INTEGER REFERENCES library(id) ON DELETE CASCADE, -- of a file: that it lies in
    path              BLOB                       -- of a file: relative to the library's root
);
CREATE UNIQUE INDEX playlist_file ON playlist(library_id, path) WHERE library_id IS NOT NULL;
CREATE TABLE playlist_entry (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    playlist_id       INTEGER NOT NULL REFERENCES playlist(id) ON DELETE CASCADE,
    place             INTEGER NOT NULL,          -- ascending, with room between them
    song_id           INTEGER NOT NULL           -- playlist_song
);
CREATE INDEX playlist_entry_place ON playlist_entry(playlist_id, place, song_id);
CREATE TRIGGER playlist_song_heard AFTER UPDATE OF identity, is_changed ON track WHEN new.identity IS NOT NULL AND new.is_changed = 0 BEGIN
    UPDATE playlist_song SET identity = new.identity WHERE track_id = new.id AND identity = '';
END;
CREATE TRIGGER playlist_song_moved AFTER UPDATE OF library_id, path ON track BEGIN
    UPDATE playlist_song SET library_id = new.library_id, path = new.path WHERE track_id = new.id;
END;
CREATE TRIGGER playlist_song_retagged AFTER UPDATE OF title, artist ON track WHEN new.is_changed = 0 BEGIN
    UPDATE playlist_song SET title = new.title, artist = new.artist
    WHERE track_id = new.id AND (identity = '' OR identity = new.identity);
END;
CREATE TABLE brought (                           -- one row
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    source            TEXT NOT NULL,             -- sourceWord()
    file              BLOB NOT NULL,             -- path
    at                INTEGER NOT NULL           -- seconds since 1970
);
CREATE TABLE brought_song (                      -- what a recording had before, and has by that; columns as those of listening
    recording         TEXT PRIMARY KEY,
    track_id          INTEGER NOT NULL,          -- of which it was said; it may be gone
    added             INTEGER NOT NULL,
    plays             INTEGER NOT NULL,
    last_played       INTEGER NOT NULL,
    rating            INTEGER NOT NULL,
    new_added         INTEGER NOT NULL,
    new_plays         INTEGER NOT NULL,
    new_last_played   INTEGER NOT NULL,
    new_rating        INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE brought_playlist (                  -- so that none comes twice
    source            TEXT NOT NULL,
    name              TEXT NOT NULL,
    songs             BLOB NOT NULL,             -- the ids of the songs, int64 each
    playlist_id       INTEGER NOT NULL,          -- that it became; it may be gone
    is_last           INTEGER NOT NULL,          -- it came with what was brought last
    PRIMARY KEY (source, name, songs)
) WITHOUT ROWID;
CREATE TABLE correction (
    recording         TEXT NOT NULL,             -- identity; of a song that has none 'track-' and its id
    field             INTEGER NOT NULL,          -- TagField
    value             TEXT NOT NULL,             -- Correction::value
    was               TEXT NOT NULL,             -- what the file said when it was corrected
    PRIMARY KEY (recording, field)
) WITHOUT ROWID;
CREATE TABLE file_tag (                          -- what a file says where its row in track has what the listener said
    track_id          INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    name              TEXT NOT NULL,             -- of the column of track
    value             TEXT NOT NULL,
    PRIMARY KEY (track_id, name)
) WITHOUT ROWID;
CREATE TABLE chosen_cover (                      -- images that the listener gave songs
    name              TEXT PRIMARY KEY,          -- a hash of its bytes; the value of corrections
    image             BLOB NOT NULL,             -- as CoverImage::file
    width             INTEGER NOT NULL,
    height            INTEGER NOT NULL,
    pixels            BLOB NOT NULL              -- as CoverImage::pixels
) WITHOUT ROWID;
ALTER TABLE track ADD COLUMN release_id TEXT NOT NULL DEFAULT '';     -- MusicBrainz's, in lower case
ALTER TABLE track ADD COLUMN original_year INTEGER NOT NULL DEFAULT 0; -- 0: not known, as the next
ALTER TABLE track ADD COLUMN bit_rate INTEGER NOT NULL DEFAULT 0;     -- kbit/s
ALTER TABLE track ADD COLUMN format TEXT NOT NULL DEFAULT '';         -- "MP3", "FLAC"
)sql";

// The number of a song's recording, by which it is known elsewhere too.
constexpr const char* kVersion17 = R"sql(
ALTER TABLE track ADD COLUMN isrc TEXT NOT NULL DEFAULT '';           -- words/isrc.h; several are joined with a space
)sql";

constexpr std::array kMigrations{kVersion1,  kVersion2,  kVersion3,  kVersion4,  kVersion5,  kVersion6,
                                 kVersion7,  kVersion8,  kVersion9,  kVersion10, kVersion11, kVersion12,
                                 kVersion13, kVersion14, kVersion15, kVersion16, kVersion17};

} // namespace

std::span<const char* const> migrations() { return kMigrations; }

} // namespace segue::store
