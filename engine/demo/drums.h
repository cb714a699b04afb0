// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/demo/sound.h"

namespace segue::demo {

// One stroke each, at `start` seconds, peak about `gain`.

struct KickTone {
    double hz = 48.0;       ///< where the drum settles
    double punchHz = 160.0; ///< how far above it begins
    double ringSeconds = 0.35;
};
void playKick(Sound& to, double start, float gain, const KickTone& tone = {});

struct SnareTone {
    double hz = 185.0;
    double snares = 0.8; ///< noise against skin, [0, 1]
    double ringSeconds = 0.2;
};
void playSnare(Sound& to, double start, float gain, const SnareTone& tone, Random& random);

/// `ringSeconds` 0.05 is closed, 0.3 open, 1.5 a crash cymbal.
void playHat(Sound& to, double start, float gain, double ringSeconds, float pan, Random& random);

void playClap(Sound& to, double start, float gain, Random& random);

} // namespace segue::demo
