// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/genres/genre_words.h"
#include "engine/recommend/index/many_nearest.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::recommend {

/// How songs are heard in the listener's own words: the nearest songs by other artists vote with the genres of their tags, the
/// nearer the louder. `sureFrom` was chosen on the training artists of the Free Music Archive's small set, where from 0.5 on
/// three songs of four are heard as their tag says (`segue-cli evaluate --heard-as` prints that, and what it gives on artists
/// never heard in training). The others are plain values that were not tuned.
struct HearingRules {
    std::size_t voters = 20;
    std::size_t perArtist = 3; ///< so that no single artist's tags decide
    std::size_t fewest = 3;    ///< artists that must have voted
    float sharpness = 2.F;     ///< exponent of a vote's nearness
    float doubt = 0.15F;       ///< added to the sum of votes: few or far voters cannot make sure
    float sureFrom = 0.5F;     ///< confidence from which a song is heard so; below it is not sure
};

/// What the voters said of a song.
struct HeardAs {
    GenreId genre = kNoGenre;  ///< with most votes; kNoGenre: nobody voted
    float confidence = 0.F;    ///< [0, 1]: its share of all votes and the doubt
    float ownShare = 0.F;      ///< the same for the genres of the song's own tag together
    std::uint32_t artists = 0; ///< that voted
    bool operator==(const HeardAs&) const = default;
};

[[nodiscard]] bool isSure(const HeardAs& heard, const HearingRules& rules = {});

/// Songs with their embeddings, artists and genres.
struct TaggedSongs {
    SongVectors vectors;
    std::vector<std::span<const GenreId>> genres; ///< [songs]; empty: the tag names none. Owned elsewhere (GenreWords)
};

/// How alike songs are that have nothing to do with each other: the mean over some pairs of different artists, always the same
/// ones. A voter that is not nearer has no voice. [0, 1]; 0 for fewer than two artists.
[[nodiscard]] float unrelatedSimilarity(const TaggedSongs& songs);

/// @param nearest best first, as findNearest() gives them
[[nodiscard]] HeardAs countVotes(const TaggedSongs& songs, std::uint32_t song, std::span<const NearSong> nearest, float unrelated,
                                 const HearingRules& rules = {});

/// The songs that vote: those whose tags name a genre; of more than `most` every n-th, which bounds the time.
inline constexpr std::size_t kMostVoters = 200'000;
[[nodiscard]] std::vector<std::uint32_t> votersOf(const TaggedSongs& songs, std::size_t most = kMostVoters);

/// Hears `which` as the rules say. Time as findNearest() over which x voters. @return false: stopped, some have no answer
bool hearAs(const TaggedSongs& songs, std::span<const std::uint32_t> which, const std::stop_token& stop,
            const std::function<void(std::uint32_t song, const HeardAs& heard, std::span<const NearSong> voters)>& answer,
            const std::function<void(std::size_t done)>& progress = {}, const HearingRules& rules = {});

} // namespace segue::recommend
