// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/demo/sound.h"

#include <span>

namespace segue::demo {

// What is done to a whole sound, in place.

/// Schroeder's reverberator as Jezar's Freeverb tunes it: parallel combs that lose their highs, then all-passes.
struct Room {
    double seconds = 1.6;  ///< to -60 dB
    double damping = 0.35; ///< of the highs, [0, 1]
    double wet = 0.2;      ///< [0, 1]
};
void reverberate(Sound& sound, const Room& room);

/// Repeats that change sides.
void echo(Sound& sound, double delaySeconds, float feedback, float wet);

/// Soft clipping with `gain` before it; a loudspeaker's cabinet after it takes off what is below 80 Hz and above 4.5 kHz.
void amplify(Sound& sound, float gain);

/// Makes room for a drum: dips by `depth` at each stroke and comes back within `seconds`.
void duck(Sound& sound, std::span<const double> strokes, double seconds, float depth);

/// The last step of every song: evens out the loudness, takes off what is below hearing, fades in and out, and sets the
/// highest peak to -1 dBFS.
void master(Sound& sound, double fadeInSeconds, double fadeOutSeconds);

} // namespace segue::demo
