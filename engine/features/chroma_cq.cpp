// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/chroma_cq.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace segue::features {

namespace {

constexpr std::size_t kChromaCqClasses = 12;
constexpr std::array kSteps{0.05F, 0.1F, 0.2F, 0.4F};
constexpr std::size_t kSmoothing = 41; // frames

/// The bins of a pitch class added up. [12, frames]
Matrix fold(const Matrix& cqt, ChromaLayout layout) {
    Matrix chroma(kChromaCqClasses, cqt.columns);
    const std::size_t binsPerClass = static_cast<std::size_t>(layout) / kChromaCqClasses;
    for (std::size_t bin = 0; bin < cqt.rows; ++bin) {
        // A class has its own bin in the middle.
        const std::span<float> sum = chroma.row((bin + binsPerClass / 2) / binsPerClass % kChromaCqClasses);
        const std::span<const float> values = cqt.row(bin);
        for (std::size_t frame = 0; frame < sum.size(); ++frame)
            sum[frame] += values[frame];
    }
    return chroma;
}

/// Divides each frame by its norm, which @p add accumulates and @p finish makes of the sum; 0 stays 0.
template <typename Add, typename Finish>
void normalise(Matrix& chroma, Add add, Finish finish) {
    std::vector<double> norms(chroma.columns);
    for (std::size_t row = 0; row < chroma.rows; ++row) {
        const std::span<const float> values = chroma.row(row);
        for (std::size_t frame = 0; frame < values.size(); ++frame)
            norms[frame] = add(norms[frame], static_cast<double>(values[frame]));
    }
    for (double& norm : norms) {
        norm = finish(norm);
        if (!(norm >= std::numeric_limits<float>::min()))
            norm = 1.0;
    }
    for (std::size_t row = 0; row < chroma.rows; ++row) {
        const std::span<float> values = chroma.row(row);
        for (std::size_t frame = 0; frame < values.size(); ++frame)
            values[frame] = static_cast<float>(values[frame] / norms[frame]);
    }
}

double same(double value) { return value; }

void quantise(std::span<float> shares) {
    for (float& share : shares) {
        float level = 0.0F;
        for (const float step : kSteps)
            level += share > step ? 1.0F / kSteps.size() : 0.0F;
        share = level;
    }
}

/// A Hann window of 41 values that are not 0, sum 1.
std::array<double, kSmoothing> smoothingWindow() {
    std::array<double, kSmoothing> window{};
    double sum = 0.0;
    for (std::size_t i = 0; i < kSmoothing; ++i) {
        window[i] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i + 1) / (kSmoothing + 1));
        sum += window[i];
    }
    for (double& value : window)
        value /= sum;
    return window;
}

/// Each row's weighted mean around every frame; beyond the ends there are zeros.
Matrix smooth(const Matrix& levels) {
    const auto window = smoothingWindow();
    constexpr std::size_t kHalf = kSmoothing / 2;
    Matrix result(levels.rows, levels.columns);
    std::vector<double> sums(levels.columns + 2 * kHalf);
    for (std::size_t row = 0; row < levels.rows; ++row) {
        std::ranges::fill(sums, 0.0);
        const std::span<const float> values = levels.row(row);
        for (std::size_t i = 0; i < kSmoothing; ++i) {
            for (std::size_t frame = 0; frame < values.size(); ++frame)
                sums[frame + i] += window[i] * values[frame];
        }
        for (std::size_t frame = 0; frame < values.size(); ++frame)
            result.at(row, frame) = static_cast<float>(sums[frame + kHalf]);
    }
    return result;
}

} // namespace

Matrix chromaCqt(const Matrix& cqt, ChromaLayout layout) {
    Matrix chroma = fold(cqt, layout);
    normalise(
        chroma, [](double norm, double value) { return std::max(norm, std::abs(value)); }, same);
    return chroma;
}

Matrix chromaCens(const Matrix& cqt, ChromaLayout layout) {
    Matrix chroma = fold(cqt, layout);
    normalise(
        chroma, [](double norm, double value) { return norm + std::abs(value); }, same);
    quantise(chroma.values);
    chroma = smooth(chroma);
    normalise(
        chroma, [](double norm, double value) { return norm + value * value; }, [](double norm) { return std::sqrt(norm); });
    return chroma;
}

} // namespace segue::features
