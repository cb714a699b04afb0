// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/demo/sound.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace segue::demo {

/// Where a note lies in a sound, cut at the sound's end.
struct Span {
    std::size_t first = 0;
    std::size_t frames = 0;
};

[[nodiscard]] inline Span spanOf(const Sound& to, double start, double seconds) {
    const std::size_t first = std::min(framesIn(start), to.frames());
    return {first, std::min(framesIn(seconds), to.frames() - first)};
}

/// Adds `seconds` of what `next()` yields to a sound, panned. The last 3 ms fade, so that nothing ends in a click.
template <typename Next>
void stamp(Sound& to, double start, double seconds, float gain, float pan, Next next) {
    const Span span = spanOf(to, start, seconds);
    const float angle = (std::clamp(pan, -1.F, 1.F) + 1.F) * std::numbers::pi_v<float> / 4.F;
    const float left = gain * std::cos(angle);
    const float right = gain * std::sin(angle);
    constexpr std::size_t kFade = 3 * kRateHz / 1000;
    for (std::size_t i = 0; i < span.frames; ++i) {
        const std::size_t remaining = span.frames - i;
        const float fade = remaining < kFade ? static_cast<float>(remaining) / kFade : 1.F;
        const float sample = fade * next();
        to.left[span.first + i] += left * sample;
        to.right[span.first + i] += right * sample;
    }
}

} // namespace segue::demo
