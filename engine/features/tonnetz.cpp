// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/tonnetz.h"

#include "engine/words/error.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace segue::features {

namespace {

constexpr std::size_t kTonnetzClasses = 12;
constexpr std::size_t kDimensions = 6;

/// Where each pitch class lies: two coordinates on each of three circles. One semitone is 7 steps on the circle of
/// fifths, which has 12, 9 of 12 (that is 3 of 4) on that of minor thirds and 4 of 12 on that of major thirds.
std::array<std::array<double, kTonnetzClasses>, kDimensions> places() {
    constexpr std::array turnsPerSemitone{7.0 / 12.0, 9.0 / 12.0, 4.0 / 12.0};
    constexpr std::array radius{1.0, 1.0, 0.5};
    std::array<std::array<double, kTonnetzClasses>, kDimensions> result{};
    for (std::size_t circle = 0; circle < radius.size(); ++circle) {
        for (std::size_t pitchClass = 0; pitchClass < kTonnetzClasses; ++pitchClass) {
            const double angle = 2.0 * std::numbers::pi * turnsPerSemitone[circle] * static_cast<double>(pitchClass);
            result[2 * circle][pitchClass] = radius[circle] * std::sin(angle);
            result[2 * circle + 1][pitchClass] = radius[circle] * std::cos(angle);
        }
    }
    return result;
}

} // namespace

Matrix tonnetz(const Matrix& chroma) {
    if (chroma.rows != kTonnetzClasses)
        throw Error(ErrorKind::usage, "The tonal centroid needs 12 pitch classes.");
    static const auto kPlaces = places();
    Matrix result(kDimensions, chroma.columns);
    for (std::size_t frame = 0; frame < chroma.columns; ++frame) {
        std::array<double, kTonnetzClasses> values{};
        double sum = 0.0;
        for (std::size_t pitchClass = 0; pitchClass < kTonnetzClasses; ++pitchClass) {
            values[pitchClass] = chroma.at(pitchClass, frame);
            sum += std::abs(values[pitchClass]);
        }
        if (!(sum >= std::numeric_limits<float>::min()) || !std::isfinite(sum))
            continue;
        for (std::size_t dimension = 0; dimension < kDimensions; ++dimension) {
            double place = 0.0;
            for (std::size_t pitchClass = 0; pitchClass < kTonnetzClasses; ++pitchClass)
                place += kPlaces[dimension][pitchClass] * values[pitchClass];
            result.at(dimension, frame) = static_cast<float>(place / sum);
        }
    }
    return result;
}

} // namespace segue::features
