// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace segue {

using LibraryId = std::int64_t; ///< > 0; 0 is no library
using TrackId = std::int64_t;   ///< > 0; 0 is a file outside every library

inline constexpr LibraryId kAllMusic = -1; ///< stands for all libraries together, where that is said

/// Why a library is offline.
enum class Absence : std::uint8_t {
    none,      ///< it is not offline
    gone,      ///< its folder is not there or cannot be read
    emptied,   ///< its folder is suddenly empty; the listener is asked (LibraryCommands::answerEmptied)
    unmounted, ///< its folder is empty, and the listener said that it is not mounted
};

/// How changes in a library's folder are noticed while Segue runs.
enum class Watching : std::uint8_t {
    none,            ///< only by a scan that was asked for
    atOnce,          ///< the system reports them
    periodicNetwork, ///< by a scan every few minutes: the system does not report changes on a network
    periodicFolders, ///< by a scan every few minutes: there are more folders than the system watches
};

/// One sidebar entry: a folder of music.
struct Library {
    LibraryId id = 0;
    std::string name;
    std::filesystem::path root;
    bool offline = false;            ///< the folder is not there now; its tracks are kept
    std::size_t trackCount = 0;      ///< without the missing ones
    Absence absence = Absence::none; ///< why it is offline
    std::size_t missingCount = 0;    ///< songs whose files were gone from the folder when it was last looked through
    Watching watching = Watching::none;
};

enum class AnalysisState : std::uint8_t {
    waiting, ///< not analysed yet by the bundle in use
    done,    ///< has an embedding
    failed,  ///< cannot be read or decoded; Track::problem says why
    unheard, ///< silent, or with too little sound to be compared: no failure; Track::problem says which
};

/// What is measured of a song's sound besides its embedding. Tempo, key, centroid and onsets come from the middle excerpt.
/// Loudness comes from the excerpts until the whole song has been read, then from the whole song.
struct SoundFeatures {
    float tempoBpm = 0.F;        ///< beats a minute; 0: no pulse
    std::int8_t key = -1;        ///< 0 .. 11: C .. B major, 12 .. 23: C .. B minor, -1: none (keyName() has its words)
    float keyStrength = 0.F;     ///< correlation with the key's profile, [0, 1]
    float centroidHz = 0.F;      ///< mean spectral centroid: how bright it is
    float onsetsPerSecond = 0.F; ///< notes and strokes that begin
    float loudnessLufs = -70.F;  ///< integrated (EBU R 128); -70: silence
    bool operator==(const SoundFeatures&) const = default;
};

/// What a listener can correct of a song: bits of a set.
enum class TagField : std::uint16_t {
    title = 1,
    artist = 2, ///< all of them
    albumArtist = 4,
    album = 8,
    genre = 16,
    trackNumber = 32,
    discNumber = 64,
    year = 128,
    cover = 256,
};
using TagFields = std::uint16_t; ///< several TagFields

/// One song in a library: its tags as found in the file (UTF-8) and what the analysis heard.
struct Track {
    TrackId id = 0;
    LibraryId library = 0;
    std::filesystem::path path;
    std::string title;  ///< the file name where the tag is missing; never empty
    std::string artist; ///< several are joined with ", "
    std::string albumArtist;
    std::string album;
    std::string genre;   ///< as the tag says
    int trackNumber = 0; ///< 0: unknown, as for the next two
    int discNumber = 0;
    int year = 0;
    int originalYear = 0;  ///< of the album's first release
    std::string releaseId; ///< MusicBrainz's of the album's release, in lower case; empty: the tags have none
    std::string isrc;      ///< to be stored (words/isrc.h): songs that are read do not have it (store/own_song_store.h does)
    std::chrono::milliseconds duration{0};
    bool hasCover = false;   ///< the file holds one
    std::string format;      ///< what it is stored as: "MP3", "FLAC", "AAC", ...; empty: not known
    int bitRateKbps = 0;     ///< the file's mean; 0: not known
    TagFields corrected = 0; ///< what the listener said instead of the tags

    // From the tags, to be stored in the database; only `artists` is read back from it.
    std::string artists;                             ///< one a line, if there are several
    std::string orderArtist, orderAlbum, orderTitle; ///< sort names; empty: sort by albumArtist (else artist), album, title
    // Its place in its library, as keys from the database that are compared byte by byte. Empty: the texts are compared.
    std::string albumOrder; ///< artist and album
    std::string titleOrder; ///< within its album, if it has no track number

    AnalysisState state = AnalysisState::waiting;
    Message problem;               ///< why, when failed or unheard
    std::string heardGenre;        ///< the most probable label, when done
    float heardProbability = 0.F;  ///< of heardGenre, [0, 1]
    std::string heardAs;           ///< its genre in the words of the listener's tags; empty: not sure, heardGenre stands
    float heardAsConfidence = 0.F; ///< of heardAs, [0, 1]
    std::string acceptedGenre;     ///< what the listener said its genre is, where the tag says another; else empty
    std::chrono::milliseconds previewStart{0}; ///< where its most typical excerpt begins
    std::optional<SoundFeatures> features;     ///< when done

    bool isMissing = false;                ///< its file was not found by the last scan; kept for a while
    std::chrono::sys_seconds added{};      ///< when a library first held this recording; 0: not known
    std::chrono::sys_seconds lastPlayed{}; ///< 0: never
    int plays = 0;                         ///< of this recording, from whichever file
    int rating = 0;                        ///< the listener's stars, 1 .. 5; 0: none
};

} // namespace segue
