// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <numbers>

/// How a sine looks through a periodic Hann window.
namespace segue::spectrogram {

/// The power of the bin on which a full-scale sine lies.
[[nodiscard]] inline float fullScalePower(int windowLength) {
    const auto magnitude = static_cast<float>(windowLength) / 4.0F; // half the window's sum
    return magnitude * magnitude;
}

/// The power of a bin that is @p bins away from a sine, relative to one on which it lies.
[[nodiscard]] inline double hannLobe(double bins) {
    const double x = std::abs(bins);
    if (x < 1e-6)
        return 1.0;
    if (std::abs(x - 1.0) < 1e-6)
        return 0.25;
    const double value = std::sin(std::numbers::pi * x) / (std::numbers::pi * x * (1.0 - x * x));
    return value * value;
}

} // namespace segue::spectrogram
