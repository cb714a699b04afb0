// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/embedding_matrix.h"
#include "engine/recommend/policy/list_maker.h"
#include "engine/recommend/policy/song_table.h"
#include "engine/words/radio_words.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace segue::recommend {

/// The rules of an endless list; a song that lacks a value breaks no rule about it.
struct RadioRules {
    std::size_t spacing = 10;     ///< entries before the same artist or album comes again
    std::size_t shortSpacing = 3; ///< the same, once that was relaxed
    float tempoStep = 0.3F;       ///< share by which the tempo may change from one song to the next; half and double are the same
    float loudnessStepDb = 8.F;   ///< likewise
    float hubStrength = 0.5F;     ///< [0, 1], as in ListRules
    std::chrono::seconds shortest{60}; ///< this and the next only where the first seed keeps to it
    std::chrono::seconds longest{12 * 60};
};

struct RadioQuestion {
    std::vector<Seed> seeds; ///< it goes by their mean; with embeddings and facts; they may come, unless they are among the next
    std::vector<TrackId> session; ///< songs that do not come again, in whatever version, in no order
    std::vector<TrackId> before;  ///< what plays before the first planned song, the latest last: the listener's own entries, too
    std::size_t count = 5;
    RadioReach reach = RadioReach::balanced;
    std::uint64_t dice = 0; ///< makes one session unlike another
    Taste taste;            ///< what is blocked, and what was skipped in this session
    RadioRules rules;
    std::chrono::sys_seconds now{};
};

struct RadioPick {
    TrackId track = 0;
    float similarity = 0.F;  ///< to the nearest seed besides itself, [0, 1]
    std::size_t nearest = 0; ///< that seed
    RadioRelaxed relaxed = RadioRelaxed::none;
    bool isSteered = false; ///< a song that is more alike comes later, since it is like what was skipped
};

struct RadioPlan {
    std::vector<RadioPick> songs; ///< in the order in which they play
    bool isExhausted = false;     ///< there is no other song that was not heard in this session
};

/// Plans what plays next. Each song is drawn from the nearest eligible ones (never drawn and then refused), the nearer the more
/// probably; how many those are is the reach. Where no song keeps to all rules they give way one step at a time
/// (RadioRelaxed), never all at once, and never that no song comes twice.
///
/// Pure: the same question of the same songs gives the same plan. Exact over all songs: 200,000 within 50 ms.
[[nodiscard]] RadioPlan planRadio(const EmbeddingMatrix& matrix, const SongTable& songs, const RadioQuestion& question);

/// Among how many it draws.
[[nodiscard]] std::size_t drawnFrom(RadioReach reach);

} // namespace segue::recommend
