// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/fixed_point.h"

#include <algorithm>
#include <cmath>

namespace segue::recommend {

namespace {

constexpr double kLengthTolerance = 1e-3; ///< of the squared length

/// The factor that gives a vector unit length. Unit vectors are not scaled, so that unpacked values are packed into the same
/// numbers.
double scaleOf(std::span<const float> values) {
    double squares = 0.0;
    for (const float value : values)
        squares += static_cast<double>(value) * static_cast<double>(value);
    if (std::abs(squares - 1.0) <= kLengthTolerance)
        return 1.0;
    return std::isnormal(squares) ? 1.0 / std::sqrt(squares) : 0.0;
}

} // namespace

double largestError(std::size_t columns) {
    const auto count = static_cast<double>(columns);
    return std::sqrt(count) / kOne + count / (4.0 * kOne * kOne);
}

PackedValues makePackedValues(std::size_t count) {
    return PackedValues(static_cast<std::int16_t*>(::operator new[](count * sizeof(std::int16_t), std::align_val_t{64})));
}

void pack(std::span<const float> unit, std::int16_t* packed) {
    const double scale = scaleOf(unit);
    for (std::size_t i = 0; i < unit.size(); ++i)
        packed[i] = scale == 0.0
                        ? std::int16_t{0}
                        : static_cast<std::int16_t>(std::lrint(kOne * std::clamp(scale * static_cast<double>(unit[i]), -1.0, 1.0)));
    std::fill(packed + unit.size(), packed + paddedColumns(unit.size()), std::int16_t{0});
}

std::vector<float> unpack(const std::int16_t* packed, std::size_t columns) {
    std::vector<float> unit(columns);
    std::transform(packed, packed + columns, unit.begin(),
                   [](std::int16_t value) { return static_cast<float>(value) / static_cast<float>(kOne); });
    return unit;
}

float similarityOf(std::int32_t product) {
    constexpr double kOneSquared = static_cast<double>(kOne) * kOne;
    return static_cast<float>(std::clamp(static_cast<double>(product) / kOneSquared, 0.0, 1.0));
}

} // namespace segue::recommend
