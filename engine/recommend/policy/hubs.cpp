// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/hubs.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace segue::recommend {

HubStatistics statisticsOf(std::span<const float> similarities) {
    if (similarities.size() < 2)
        return {};
    double sum = 0, squares = 0;
    for (const double one : similarities) {
        sum += one;
        squares += one * one;
    }
    const auto count = static_cast<double>(similarities.size());
    const double mean = sum / count;
    const double variance = std::max(0.0, squares / count - mean * mean);
    return {.mean = static_cast<float>(mean), .deviation = static_cast<float>(std::sqrt(variance))};
}

double evenScore(float similarity, const HubStatistics& seed, const HubStatistics& song, float strength) {
    constexpr double kCrowded = 1.5, kWeight = 0.02;
    const HubStatistics& known = song.deviation > 0 ? song : seed;
    const double above = std::max(0.0, static_cast<double>(known.crowding) - kCrowded);
    return static_cast<double>(similarity) - static_cast<double>(strength) * (static_cast<double>(known.mean) + kWeight * above);
}

double logNormal(double z) {
    if (z > -8.0)
        return z > 0 ? std::log1p(-0.5 * std::erfc(z / std::numbers::sqrt2)) : std::log(0.5 * std::erfc(-z / std::numbers::sqrt2));
    // The first terms of the tail: below this, erfc leaves the range of doubles.
    return -0.5 * z * z - std::log(-z) - 0.5 * std::log(2.0 * std::numbers::pi) + std::log1p(-1.0 / (z * z));
}

double proximity(float similarity, const HubStatistics& seed, const HubStatistics& song, float strength) {
    const auto below = [similarity](const HubStatistics& of) {
        return logNormal((static_cast<double>(similarity) - static_cast<double>(of.mean)) / static_cast<double>(of.deviation));
    };
    if (seed.deviation <= 0 || strength <= 0)
        return static_cast<double>(similarity) - 1.0;
    return below(seed) + static_cast<double>(strength) * below(song.deviation > 0 ? song : seed);
}

void MatchScale::add(float similarity) {
    const auto step = static_cast<std::size_t>(std::clamp(similarity, 0.F, 1.F) * static_cast<float>(kSteps));
    ++m_counts[step];
    ++m_pairs;
}

double MatchScale::shareBelow(float similarity) const {
    if (m_pairs == 0)
        return 0.0;
    const double at = static_cast<double>(std::clamp(similarity, 0.F, 1.F)) * static_cast<double>(kSteps);
    const auto step = static_cast<std::size_t>(at);
    double below = 0;
    for (std::size_t i = 0; i < step; ++i)
        below += m_counts[i];
    below += (at - static_cast<double>(step)) * m_counts[step];
    return below / static_cast<double>(m_pairs);
}

} // namespace segue::recommend
