// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/sound.h"

#include <cmath>

namespace segue::demo {

std::size_t framesIn(double seconds) { return seconds > 0.0 ? static_cast<std::size_t>(seconds * kRateHz) : 0; }

void mixInto(Sound& to, const Sound& from, float gain) {
    for (std::size_t i = 0; i < from.frames(); ++i) {
        to.left[i] += gain * from.left[i];
        to.right[i] += gain * from.right[i];
    }
}

double pitchHz(double pitch) { return 440.0 * std::exp2((pitch - 69.0) / 12.0); }

} // namespace segue::demo
