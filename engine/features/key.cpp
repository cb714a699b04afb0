// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/key.h"

#include "engine/features/first_best.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace segue::features {

namespace {

constexpr std::size_t kKeyClasses = 12;
constexpr double kTie = 1e-4; ///< correlations nearer to each other than this are equal
using Profile = std::array<double, kKeyClasses>;

// How well each pitch class fits a key, as listeners said it (Krumhansl and Kessler 1982), from the tonic up.
constexpr Profile kMajor{6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
constexpr Profile kMinor{6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

Profile meanOf(const Matrix& chroma) {
    Profile mean{};
    for (std::size_t row = 0; row < kKeyClasses; ++row) {
        for (const float value : chroma.row(row))
            mean[row] += std::isfinite(value) ? static_cast<double>(value) / static_cast<double>(chroma.columns) : 0.0;
    }
    return mean;
}

/// The profile less its mean, at length 1; zeros if all its values are (nearly) the same.
Profile standardised(Profile profile) {
    const double mean = std::accumulate(profile.begin(), profile.end(), 0.0) / kKeyClasses;
    double energy = 0.0;
    for (double& value : profile) {
        value -= mean;
        energy += value * value;
    }
    constexpr double kFlat = 1e-6; // what rounding leaves of equal values
    const double length = std::sqrt(energy);
    const double scale = length > kFlat * std::abs(mean) ? 1.0 / length : 0.0;
    for (double& value : profile)
        value *= scale;
    return profile;
}

double correlation(const Profile& sound, const Profile& key, std::size_t tonic) {
    double sum = 0.0;
    for (std::size_t step = 0; step < kKeyClasses; ++step)
        sum += sound[(tonic + step) % kKeyClasses] * key[step];
    return sum;
}

} // namespace

KeyEstimate estimateKey(const Matrix& chroma) {
    if (chroma.rows != kKeyClasses)
        throw Error(ErrorKind::usage, "A key needs 12 pitch classes.");
    if (chroma.columns == 0)
        return {};
    const Profile sound = standardised(meanOf(chroma));
    const std::array profiles{standardised(kMajor), standardised(kMinor)};
    std::array<double, profiles.size() * kKeyClasses> strengths{};
    for (std::size_t key = 0; key < strengths.size(); ++key)
        strengths[key] = correlation(sound, profiles[key / kKeyClasses], key % kKeyClasses);
    const std::size_t best = firstOfTheBest(std::span<const double>(strengths), kTie);
    const auto strength = static_cast<float>(std::min(strengths[best], 1.0));
    return strength > 0.0F ? KeyEstimate{static_cast<int>(best), strength} : KeyEstimate{};
}

} // namespace segue::features
