// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/chroma.h"

#include "engine/words/error.h"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace segue::features {

namespace {

constexpr double kClasses = 12.0;
constexpr double kCentreOctave = 5.0;
constexpr double kOctaveWidth = 2.0;

/// Where each bin lies, in semitones above the lowest A (27.5 Hz, tuned), and one more: [bins + 1]
std::vector<double> semitones(std::size_t bins, double hzPerBin, double tuning) {
    const double lowestA = 440.0 * std::exp2(tuning / kClasses) / 16.0;
    std::vector<double> result(bins + 1);
    for (std::size_t bin = 1; bin <= bins; ++bin)
        result[bin] = kClasses * std::log2(static_cast<double>(bin) * hzPerBin / lowestA);
    result[0] = result[1] - 1.5 * kClasses; // 0 Hz has no pitch; librosa puts it here
    return result;
}

double distanceToClass(double semitone, double pitchClass) {
    const double distance = semitone - pitchClass + kClasses / 2.0 + 10.0 * kClasses;
    return distance - kClasses * std::floor(distance / kClasses) - kClasses / 2.0;
}

} // namespace

Matrix chromaFilters(int rateHz, int fftSize, float tuning) {
    if (rateHz <= 0 || fftSize <= 0 || fftSize % 2 != 0)
        throw Error(ErrorKind::usage, "Chroma filters need a positive rate and an even window.");
    const std::size_t bins = static_cast<std::size_t>(fftSize) / 2 + 1;
    const std::vector<double> at = semitones(bins, static_cast<double>(rateHz) / fftSize, tuning);
    Matrix filters(kPitchClasses, bins);
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const double width = std::max(at[bin + 1] - at[bin], 1.0);
        std::array<double, kPitchClasses> bumps{};
        double square = 0.0;
        for (std::size_t a = 0; a < kPitchClasses; ++a) { // counted from A
            const double distance = 2.0 * distanceToClass(at[bin], static_cast<double>(a)) / width;
            bumps[a] = std::exp(-0.5 * distance * distance);
            square += bumps[a] * bumps[a];
        }
        const double octaves = (at[bin] / kClasses - kCentreOctave) / kOctaveWidth;
        const double weight = std::exp(-0.5 * octaves * octaves) / std::sqrt(square);
        for (std::size_t a = 0; a < kPitchClasses; ++a)
            filters.at((a + 9) % kPitchClasses, bin) = static_cast<float>(bumps[a] * weight); // C is three above A
    }
    return filters;
}

void chromaOfBlock(const FrameBlock& power, const Matrix& filters, Matrix& chroma, std::size_t firstFrame) {
    std::array<Lanes, kPitchClasses> sums{};
    constexpr std::size_t kTogether = 6; // as many classes and quads as stay in the processor's registers
    constexpr std::size_t kQuadsTogether = 2;
    for (std::size_t begin = 0; begin < kPitchClasses; begin += kTogether) {
        for (std::size_t q = 0; q < kQuads; q += kQuadsTogether) {
            std::array<std::array<Quad, kQuadsTogether>, kTogether> sum{};
            for (std::size_t bin = 0; bin < power.bins(); ++bin) {
                const Quad first = power.quad(bin, q);
                const Quad second = power.quad(bin, q + 1);
                for (std::size_t k = 0; k < kTogether; ++k) {
                    const float weight = filters.at(begin + k, bin);
                    sum[k][0] += weight * first;
                    sum[k][1] += weight * second;
                }
            }
            for (std::size_t k = 0; k < kTogether; ++k) {
                storeQuad(sums[begin + k].data() + 4 * q, sum[k][0]);
                storeQuad(sums[begin + k].data() + 4 * q + 4, sum[k][1]);
            }
        }
    }
    Lanes largest{};
    for (const Lanes& sum : sums) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            largest[lane] = std::max(largest[lane], sum[lane]);
    }
    for (std::size_t row = 0; row < kPitchClasses; ++row) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            sums[row][lane] /= largest[lane] < std::numeric_limits<float>::min() ? 1.0F : largest[lane];
        copyLanes(sums[row], chroma.row(row), firstFrame);
    }
}

Matrix chromaStft(const Matrix& power, int rateHz, float tuning) {
    const Matrix filters = chromaFilters(rateHz, 2 * (static_cast<int>(power.rows) - 1), tuning);
    Matrix chroma(kPitchClasses, power.columns);
    forEachBlock(power, [&](const FrameBlock& block, std::size_t first) { chromaOfBlock(block, filters, chroma, first); });
    return chroma;
}

} // namespace segue::features
