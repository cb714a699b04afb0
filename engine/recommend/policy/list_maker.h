// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/embedding_matrix.h"
#include "engine/recommend/index/live_graph.h"
#include "engine/recommend/policy/choose.h"
#include "engine/recommend/policy/song_table.h"
#include "engine/recommend/policy/taste.h"
#include "engine/words/list_rules.h"
#include "engine/words/reason.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace segue::recommend {

/// The song asked about.
struct Seed {
    TrackId track = 0;           ///< 0: outside every library
    std::uint64_t recording = 0; ///< the same recording elsewhere is not recommended
    std::string heardGenre;
    std::vector<float> embedding; ///< [columns]
    SongFacts facts = {};         ///< of the recommender's names; Recommender::describe() fills them in for others
};

/// What a list is asked for with.
struct Question {
    std::vector<Seed> seeds;   ///< one or more; the list is near their mean, the rules are relative to the first
    std::vector<Seed> against; ///< it is far from these
    std::size_t count = 10;
    std::optional<int> genre; ///< only songs heard as it (index of the bundle's labels)
    LibraryId library = 0;    ///< 0: all
    ListRules rules;
    Taste taste;
    std::vector<TrackId> except; ///< not listed: the session's songs, those of a queue
    std::vector<TrackId> before; ///< songs before the list, the latest last: they count for the caps
    std::chrono::sys_seconds now{};
    bool wantsReasons = true;
};

/// A song of a list.
struct Listed {
    TrackId track = 0;
    float similarity = 0.F;        ///< cosine with what was asked for, [0, 1], 1 = the same sound
    float match = 0.F;             ///< share of the library's pairs that are less alike, [0, 1]
    float shift = 0.F;             ///< by which its similarity was raised or lowered for the listener's taste
    std::size_t nearest = 0;       ///< the seed that it resembles most
    std::vector<TrackId> versions; ///< other versions of the same song
    std::vector<Reason> reasons;   ///< what it has in common with the nearest seed, rarest first
};

struct SongsFound {
    std::vector<Listed> songs; ///< best first
    LeftOut leftOut;           ///< of those that would have been listed
    Relaxed relaxed = Relaxed::none;
    /// Set if fewer than were asked for passed the filters: the filter that alone leaves out the most, and how many.
    std::optional<Rule> narrowest;
    std::size_t byNarrowest = 0; ///< 0: no single filter is to blame; only dropping several would help
};

/// All that the rules ask of a library.
struct Shelf {
    const EmbeddingMatrix& matrix;
    const SongTable& songs;
    const LiveGraph* graph = nullptr; ///< used where it can answer
};

/// Makes a list. The nearest songs are taken exactly, in bands of 500, 2,000, 8,000 ..., each ordered by proximity (hubs.h) and
/// the listener's taste, put through the filters and chosen from (choose.h) until the list is full. Bands for the sake of caps
/// alone end after kEnoughForCaps songs that pass the filters: then caps give way rather than list what is not alike.
/// A longer list begins like a shorter one.
///
/// Pure: depends on its arguments only; equal scores are ordered by track id.
[[nodiscard]] SongsFound makeList(const Shelf& shelf, const Question& question);

inline constexpr std::size_t kEnoughForCaps = 4000;

/// The unit vector that is near all seeds and far from others: mean of the seeds less half the mean of the others. Empty without
/// seeds.
[[nodiscard]] std::vector<float> directionOf(std::span<const Seed> seeds, std::span<const Seed> against);

} // namespace segue::recommend
