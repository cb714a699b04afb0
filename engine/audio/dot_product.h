// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace segue::audio {

/// The sum of the products of two stretches, sample by sample. It is added up in 16 floats side by side: whoever sums up a whole
/// song does it in stretches of some thousand samples.
/// @param b as long as @p a
[[nodiscard]] float dotProduct(std::span<const float> a, std::span<const float> b);

/// The sum of squares; likewise.
[[nodiscard]] inline float energyOf(std::span<const float> samples) { return dotProduct(samples, samples); }

} // namespace segue::audio
