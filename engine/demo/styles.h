// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/demo/harmony.h"
#include "engine/demo/sound.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace segue::demo {

/// What makes two songs of one style different.
struct Score {
    Key key;
    double tempoBpm = 120.0;
    double seconds = 50.0;
    std::uint64_t seed = 1; ///< of the tune, the rhythm, the instruments' small differences
};

/// One layer of a song, or something done to all layers before it. Each takes a fraction of a second, so that the
/// work can be stopped between two of them.
using Part = std::function<void(Sound& mix)>;

struct Arrangement {
    std::vector<Part> parts; ///< in this order
    double fadeInSeconds = 0.01;
    double fadeOutSeconds = 2.0;
};

using Style = Arrangement (*)(const Score& score);

[[nodiscard]] Arrangement arrangeDrone(const Score& score);  ///< detuned saws on root and fifth, overtones, a great hall
[[nodiscard]] Arrangement arrangeHouse(const Score& score);  ///< four on the floor, off-beat bass, chord stabs
[[nodiscard]] Arrangement arrangeWaltz(const Score& score);  ///< plucked strings in three
[[nodiscard]] Arrangement arrangeBreaks(const Score& score); ///< a swung drum break, sub bass, electric piano, crackle
[[nodiscard]] Arrangement arrangeChoir(const Score& score);  ///< four voices without words
[[nodiscard]] Arrangement arrangeRiff(const Score& score);   ///< distorted guitars, bass, drums
[[nodiscard]] Arrangement arrangeBells(const Score& score);  ///< a solo on an electric piano
[[nodiscard]] Arrangement arrangeRain(const Score& score);   ///< rain, thunder far away, a few singing bowls

} // namespace segue::demo
