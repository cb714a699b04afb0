// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace segue {

/// By which rule a song is left out of a list.
enum class Rule : std::uint8_t {
    version,    ///< it is another version of the seed or of a listed song
    seedArtist, ///< enough by the seed's artist
    artist,     ///< enough by its artist
    seedAlbum,  ///< enough of the seed's album
    album,      ///< enough of its album
    genre,
    decade,
    tempo,
    key,
    loudness,
    tooShort,
    tooLong,
    folder,
    rating,
    playedLately,
    played,      ///< it was ever played
    seasonal,    ///< Christmas outside December
    spoken,      ///< spoken word, books
    blockedSong, ///< the listener's word, as the next three
    blockedAlbum,
    blockedArtist,
    lessOfArtist, ///< for some days
    otherLibrary, ///< it is not of the seed's
};
inline constexpr std::size_t kRules = 23;

/// The rule's name as a part of a message.
[[nodiscard]] inline Message ruleName(Rule rule) {
    return static_cast<MessageId>(static_cast<std::uint16_t>(MessageId::ruleVersion) + static_cast<std::uint16_t>(rule));
}

/// How many songs that would have been listed were left out, by rule; a song counts once, by the first rule that it breaks.
struct LeftOut {
    std::array<std::uint32_t, kRules> byRule{};
    [[nodiscard]] std::uint32_t& operator[](Rule rule) { return byRule[static_cast<std::size_t>(rule)]; }
    [[nodiscard]] std::uint32_t operator[](Rule rule) const { return byRule[static_cast<std::size_t>(rule)]; }
    [[nodiscard]] std::size_t total() const {
        std::size_t sum = 0;
        for (const auto count : byRule)
            sum += count;
        return sum;
    }
    bool operator==(const LeftOut&) const = default;
};

/// Which of the songs that sound alike are listed: what every list of Segue goes by. The defaults are what the listener gets
/// without choosing anything. Limits are for every ten places of a list; 0 is no limit.
///
/// What a song lacks (a year, a tempo) never lets it pass a filter that asks for it.
struct ListRules {
    bool isPlain = false; ///< the nearest songs as they are; nothing below counts

    // Variety.
    int mostOfSeedArtist = 1;
    int mostOfArtist = 2;
    int mostOfSeedAlbum = 1;
    int mostOfAlbum = 2;
    bool hidesVersions = true;   ///< live, remastered, ... versions of a song stand behind one entry
    bool keepsLiveApart = false; ///< but live ones do not
    /// [0, 1]: how much later comes what resembles everything (recommend/policy/hubs.h). The usual one costs 0.003 of precision at
    /// 10 on validation clips at most (`segue-cli evaluate --lists`).
    float hubStrength = 0.5F;
    bool usesFeedback = true; ///< what the listener said of other lists, block lists aside, which always count
    bool usesRatings = true;  ///< well rated songs come a little sooner

    // Filters.
    bool sameLibrary = false;        ///< only the seed's; where that is in none, nothing is left out
    std::vector<std::string> genres; ///< as the listener said, else of the tag or as heard; any of them; empty: all
    std::vector<int> decades;        ///< 1990, ...; empty: all
    float tempoWithin = 0.F;         ///< share of the seed's tempo, half and double counting as the same; 0: any
    bool keysThatMix = false;        ///< only keys that go well with the seed's
    float loudnessWithinDb = 0.F;    ///< of the seed's loudness; 0: any
    std::chrono::seconds shortest{0};
    std::chrono::seconds longest{0};               ///< 0: any
    std::vector<std::filesystem::path> folders;    ///< only songs below one of them; empty: all
    std::vector<std::filesystem::path> notFolders; ///< none below these
    int leastRating = 0;                           ///< stars; 0: any
    std::chrono::days notPlayedFor{0};             ///< 0: whenever played
    bool neverPlayed = false;
    bool leavesOutSeasonal = true; ///< Christmas, except in December, or where the seed is that too
    bool leavesOutSpoken = true;   ///< likewise, except where the seed is that too

    bool operator==(const ListRules&) const = default;
};

} // namespace segue
