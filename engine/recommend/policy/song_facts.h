// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/text_pool.h"
#include "engine/words/track.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace segue::recommend {

/// A name in a TextPool of folded names (folded()); 0: none. Equal ids, equal names.
using NameId = TextPool::Id;

/// What sets a version of a song apart, by the tail of its title.
enum class VersionClass : std::uint8_t { studio, edit, extended, acoustic, demo, instrumental, remix, live };

/// What rules know of a song: 120 bytes, held beside its embedding. All values as in Track, 0 (or as said) where not known.
struct SongFacts {
    TrackId track = 0; ///< 0: no song
    LibraryId library = 0;
    std::uint64_t recording = 0;     ///< recordingOf() its audio identity; 0: not known
    std::int64_t lastPlayed = 0;     ///< seconds since 1970; 0: never
    std::array<NameId, 4> artists{}; ///< its artist first, then others, guests ("feat.") and the album's artist; 0: no more
    std::array<NameId, 4> genres{};  ///< what the listener says, else its tag
    NameId heardGenre = 0;
    NameId album = 0;  ///< of album and its artist
    NameId title = 0;  ///< core title (versions.h)
    NameId folder = 0; ///< bytes of the absolute path, with a slash at the end; not folded
    std::uint32_t lengthMs = 0;
    std::uint32_t plays = 0;
    std::uint32_t take = 0; ///< equal: their fingerprints match, they are one recording in other shapes; 0: not known
    float tempoBpm = 0.F;
    float loudnessLufs = -70.F;
    float centroidHz = 0.F;
    float onsetsPerSecond = 0.F;
    std::int16_t year = 0;
    std::int8_t key = -1;
    std::uint8_t rating = 0;
    VersionClass version = VersionClass::studio;
    bool isGenericTitle = false; ///< "Intro": many songs of one artist have it
    bool isShortTitle = false;   ///< one letter
    bool isSeasonal = false;     ///< Christmas, by title, album or genre
    bool isSpoken = false;       ///< by genre or file name
    bool isGenreSaid = false;    ///< by the listener, against its tag and against how it is heard
};

/// @param names takes the folded names; folders are kept there too
[[nodiscard]] SongFacts factsOf(const Track& song, std::uint64_t recording, TextPool& names);

[[nodiscard]] bool sharesArtist(const SongFacts& a, const SongFacts& b);
[[nodiscard]] bool isBy(const SongFacts& song, NameId artist);

/// A name as it is compared: small letters without accents (Latin, Greek, Cyrillic), without punctuation, one space between
/// words. A name of punctuation only stays as it is.
[[nodiscard]] std::string folded(std::string_view utf8);

} // namespace segue::recommend
