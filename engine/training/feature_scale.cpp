// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/feature_scale.h"

#include "engine/training/classifier.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>

namespace segue::training {

namespace {

constexpr double kFarthest = 4.0;  // deviations
constexpr double kRounding = 1e-6; // of the mean: a deviation below is none

} // namespace

FeatureScale FeatureScale::learn(std::span<const float> rows, std::size_t size) {
    const std::size_t count = rowCount(rows, size);
    if (count == 0)
        throw Error(ErrorKind::usage, "There is no row to train on.");
    FeatureScale scale;
    for (std::size_t column = 0; column < size; ++column) {
        std::size_t finite = 0;
        double sum = 0.0;
        for (std::size_t i = column; i < rows.size(); i += size) {
            if (std::isfinite(rows[i])) {
                sum += static_cast<double>(rows[i]);
                ++finite;
            }
        }
        const double mean = finite == 0 ? 0.0 : sum / static_cast<double>(finite);
        double squares = 0.0;
        for (std::size_t i = column; i < rows.size(); i += size)
            squares += std::isfinite(rows[i]) ? std::pow(static_cast<double>(rows[i]) - mean, 2) : 0.0;
        const double deviation = finite == 0 ? 0.0 : std::sqrt(squares / static_cast<double>(finite));
        scale.m_mean.push_back(mean);
        scale.m_scale.push_back(deviation > kRounding * std::abs(mean) ? 1.0 / deviation : 0.0);
    }
    return scale;
}

std::vector<float> FeatureScale::apply(std::span<const float> rows) const {
    const std::size_t size = m_mean.size();
    std::vector<float> scaled(rowCount(rows, size) * size);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double value = (static_cast<double>(rows[i]) - m_mean[i % size]) * m_scale[i % size];
        scaled[i] = std::isfinite(rows[i]) ? static_cast<float>(std::clamp(value, -kFarthest, kFarthest)) : 0.0F;
    }
    return scaled;
}

void makeUnitLength(std::span<float> rows, std::size_t size) {
    for (std::size_t begin = 0; begin < rowCount(rows, size) * size; begin += size) {
        double squares = 0.0;
        for (const float value : rows.subspan(begin, size))
            squares += static_cast<double>(value) * static_cast<double>(value);
        const double scale = squares > 0.0 ? 1.0 / std::sqrt(squares) : 0.0;
        for (float& value : rows.subspan(begin, size))
            value = static_cast<float>(static_cast<double>(value) * scale);
    }
}

} // namespace segue::training
