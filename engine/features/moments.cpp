// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/moments.h"

#include "engine/features/median.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace segue::features {

namespace {

constexpr std::size_t kSums = 4; // independent ones, so that additions need not wait for each other
using Sums = std::array<double, kSums>;

double total(const Sums& sums) { return std::accumulate(sums.begin(), sums.end(), 0.0); }

double preciseMeanOf(std::span<const float> values) {
    Sums sums{};
    for (std::size_t i = 0; i < values.size(); ++i)
        sums[i % kSums] += static_cast<double>(values[i]);
    return total(sums) / static_cast<double>(values.size());
}

/// Means of the second, third and fourth power of the distance to the mean.
std::array<double, 3> centralMoments(std::span<const float> values, double mean) {
    Sums second{};
    Sums third{};
    Sums fourth{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double distance = static_cast<double>(values[i]) - mean;
        const double square = distance * distance;
        second[i % kSums] += square;
        third[i % kSums] += square * distance;
        fourth[i % kSums] += square * square;
    }
    const auto n = static_cast<double>(values.size());
    return {total(second) / n, total(third) / n, total(fourth) / n};
}

} // namespace

Moments momentsOf(std::span<const float> values) {
    if (values.empty())
        return {};
    constexpr double kRounding = 1e-6;
    const double mean = preciseMeanOf(values);
    const auto [second, third, fourth] = centralMoments(values, mean);
    Moments moments;
    moments.mean = static_cast<float>(mean);
    moments.deviation = static_cast<float>(std::sqrt(second));
    const double bound = kRounding * mean;
    const double cube = second * std::sqrt(second);
    if (second > bound * bound && cube > 0.0 && second * second > 0.0) {
        moments.skew = static_cast<float>(third / cube);
        moments.kurtosis = static_cast<float>(fourth / (second * second) - 3.0);
    }
    moments.median = medianOf(values);
    const auto [least, most] = std::ranges::minmax(values);
    moments.minimum = least;
    moments.maximum = most;
    return moments;
}

} // namespace segue::features
