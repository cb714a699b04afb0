// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sounds.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace segue::test {

namespace {

std::size_t sampleCount(double seconds, int rateHz) { return static_cast<std::size_t>(std::lround(seconds * rateHz)); }

} // namespace

std::vector<float> glide(double fromHz, double toHz, double seconds, int rateHz, float amplitude) {
    std::vector<float> samples(sampleCount(seconds, rateHz));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / rateHz;
        const double turns = fromHz * t + (toHz - fromHz) * t * t / (2.0 * seconds);
        samples[i] = amplitude * static_cast<float>(std::sin(2.0 * std::numbers::pi * turns));
    }
    return samples;
}

std::vector<float> tone(double hz, double seconds, int rateHz, float amplitude) {
    return glide(hz, hz, seconds, rateHz, amplitude);
}

std::vector<float> noise(double seconds, int rateHz, std::uint32_t seed, float amplitude) {
    std::vector<float> samples(sampleCount(seconds, rateHz));
    std::uint64_t state = seed;
    for (float& sample : samples) {
        state = 6364136223846793005U * state + 1442695040888963407U;
        sample = amplitude * (static_cast<float>(state >> 40U) / 8388608.0F - 1.0F);
    }
    return samples;
}

std::vector<float> silence(double seconds, int rateHz) { return std::vector<float>(sampleCount(seconds, rateHz)); }

std::vector<float> collidingMix(std::uint32_t seed) {
    constexpr int kRateHz = 8000;
    auto samples = noise(600.0, kRateHz, seed);
    const auto same = noise(600.0, kRateHz, 99);
    for (const int centre : {120, 300, 480}) // 20, 50 and 80 %, with a little around the 30 s that are heard
        std::copy_n(same.begin() + (centre - 17) * kRateHz, 34 * kRateHz, samples.begin() + (centre - 17) * kRateHz);
    return samples;
}

std::vector<float> spread(std::span<const float> mono, int channels) {
    std::vector<float> interleaved;
    interleaved.reserve(mono.size() * static_cast<std::size_t>(channels));
    for (const float sample : mono)
        interleaved.insert(interleaved.end(), static_cast<std::size_t>(channels), sample);
    return interleaved;
}

bool identical(std::span<const float> a, std::span<const float> b) { return std::ranges::equal(a, b); }

float largestDifference(std::span<const float> a, std::span<const float> b) {
    float largest = 0.0F;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

} // namespace segue::test
