// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/decibel.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace segue::features {

namespace {

/// 10 log10(x) of a normal positive number, exact to a few ten-millionths of its value, in steps that vectorise: the
/// exponent by its bits, the rest (from root 1/2 to root 2) by the series of ln((1 + s) / (1 - s)).
inline float decibels(float x) {
    constexpr std::int32_t kRootOfHalf = 0x3f3504f3; // its bits
    const auto bits = std::bit_cast<std::int32_t>(x);
    const std::int32_t exponent = (bits - kRootOfHalf) >> 23;
    const float rest = std::bit_cast<float>(bits - exponent * (1 << 23));
    const float s = (rest - 1.0F) / (rest + 1.0F); // |s| < 0.172
    const float square = s * s;
    const float series = 2.0F + square * (2.0F / 3.0F + square * (2.0F / 5.0F + square * (2.0F / 7.0F)));
    constexpr float kPerNeper = 4.342944819F;
    constexpr float kPerOctave = 3.010299957F;
    return kPerNeper * s * series + kPerOctave * static_cast<float>(exponent);
}

/// The largest of all and of @p least; NaN is left out.
float largestOf(std::span<const float> values, float least) {
    std::array<float, 16> lanes; // so that the compiler may compare many at once
    lanes.fill(least);
    std::size_t i = 0;
    for (; i + lanes.size() <= values.size(); i += lanes.size()) {
        for (std::size_t lane = 0; lane < lanes.size(); ++lane)
            lanes[lane] = lanes[lane] < values[i + lane] ? values[i + lane] : lanes[lane];
    }
    for (; i < values.size(); ++i)
        lanes[0] = std::max(lanes[0], values[i]);
    return *std::ranges::max_element(lanes);
}

} // namespace

void powerToDb(std::span<float> power, float reference, float amin, float topDb) {
    const float referenceDb = 10.0F * std::log10(std::max(amin, reference));
    // The order of the comparison makes amin out of a NaN.
    const float least = std::max(amin, std::numeric_limits<float>::min());
    for (float& value : power)
        value = decibels(least < value ? value : least) - referenceDb;
    if (topDb < 0.0F)
        return;
    const float floor = largestOf(power, std::numeric_limits<float>::lowest()) - topDb;
    for (float& value : power)
        value = value < floor ? floor : value;
}

void powerToDbOfMaximum(std::span<float> power, float amin, float topDb) { powerToDb(power, largestOf(power, 0.0F), amin, topDb); }

Matrix powerToDb(Matrix power, float reference, float amin, float topDb) {
    powerToDb(std::span<float>(power.values), reference, amin, topDb);
    return power;
}

Matrix powerToDbOfMaximum(Matrix power, float amin, float topDb) {
    powerToDbOfMaximum(std::span<float>(power.values), amin, topDb);
    return power;
}

} // namespace segue::features
