// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace segue::test {

/// Synthesised mono sounds, the same on every machine. [seconds * rateHz]
[[nodiscard]] std::vector<float> tone(double hz, double seconds, int rateHz, float amplitude = 0.5F);
[[nodiscard]] std::vector<float> noise(double seconds, int rateHz, std::uint32_t seed = 1, float amplitude = 0.5F);
[[nodiscard]] std::vector<float> silence(double seconds, int rateHz);

/// A tone that glides from one frequency to another: no two places sound the same.
[[nodiscard]] std::vector<float> glide(double fromHz, double toHz, double seconds, int rateHz, float amplitude = 0.5F);

/// Ten minutes of noise in which the three usual excerpts are the same for every seed, and all else is not: two recordings
/// whose identities collide. At 8000 Hz.
[[nodiscard]] std::vector<float> collidingMix(std::uint32_t seed);

/// The same samples in every channel. [frames, channels]
[[nodiscard]] std::vector<float> spread(std::span<const float> mono, int channels);

/// Largest difference of two sounds over the shorter one's length.
[[nodiscard]] float largestDifference(std::span<const float> a, std::span<const float> b);

/// Equal in length and in every sample; for CHECK, which would print all of them if it compared vectors.
[[nodiscard]] bool identical(std::span<const float> a, std::span<const float> b);

} // namespace segue::test
