// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/decibel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace segue::features {

void powerToDb(std::span<float> power, float reference, float amin, float topDb) {
    const float referenceDb = 10.0F * std::log10(std::max(amin, reference));
    float highest = std::numeric_limits<float>::lowest();
    for (float& value : power) {
        // The order of the arguments makes amin out of a NaN.
        value = 10.0F * std::log10(std::max(amin, value)) - referenceDb;
        highest = std::max(highest, value);
    }
    if (topDb < 0.0F)
        return;
    for (float& value : power)
        value = std::max(value, highest - topDb);
}

void powerToDbOfMaximum(std::span<float> power, float amin, float topDb) {
    float loudest = 0.0F;
    for (const float value : power)
        loudest = std::max(loudest, value);
    powerToDb(power, loudest, amin, topDb);
}

Matrix powerToDb(Matrix power, float reference, float amin, float topDb) {
    powerToDb(std::span<float>(power.values), reference, amin, topDb);
    return power;
}

Matrix powerToDbOfMaximum(Matrix power, float amin, float topDb) {
    powerToDbOfMaximum(std::span<float>(power.values), amin, topDb);
    return power;
}

} // namespace segue::features
