// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/spectral.h"

#include "engine/words/error.h"

#include <cmath>
#include <cstdint>
#include <limits>

namespace segue::features {

namespace {

constexpr std::size_t kStretch = 64; ///< floats are added up in stretches, so that a long sum stays exact
constexpr float kRollShare = 0.85F;
constexpr float kTiny = std::numeric_limits<float>::min();

float hzPerBin(const Matrix& magnitude, int rateHz) {
    if (rateHz <= 0)
        throw Error(ErrorKind::usage, "A spectrum needs a positive rate.");
    return magnitude.rows < 2 ? 0.0F : static_cast<float>(rateHz / (2.0 * static_cast<double>(magnitude.rows - 1)));
}

using Quads = std::array<Quad, kQuads>;

Quads quadsOf(const Lanes& lanes) {
    Quads quads{};
    for (std::size_t q = 0; q < kQuads; ++q)
        quads[q] = loadQuad(lanes.data() + 4 * q);
    return quads;
}

Lanes lanesOf(const Quads& quads) {
    Lanes lanes{};
    for (std::size_t q = 0; q < kQuads; ++q)
        storeQuad(lanes.data() + 4 * q, quads[q]);
    return lanes;
}

/// Sums term(bin, quad) over all bins, lane by lane.
template <typename Term>
inline Lanes sumOverBins(std::size_t bins, Term term) {
    Quads total{};
    for (std::size_t begin = 0; begin < bins; begin += kStretch) {
        Quads part{};
        for (std::size_t bin = begin; bin < std::min(bins, begin + kStretch); ++bin) {
            for (std::size_t q = 0; q < kQuads; ++q)
                part[q] += term(bin, q);
        }
        for (std::size_t q = 0; q < kQuads; ++q)
            total[q] += part[q];
    }
    return lanesOf(total);
}

/// What a frame's magnitudes are divided by to make shares of them; 1 in silence.
Lanes divisorOf(const FrameBlock& magnitude) {
    Lanes sum = sumOverBins(magnitude.bins(), [&](std::size_t bin, std::size_t q) { return magnitude.quad(bin, q); });
    for (float& value : sum)
        value = value < kTiny ? 1.0F : value;
    return sum;
}

/// The bin where the sum of the magnitudes reaches its share of the whole. Added up one by one, in floats: so the
/// result is librosa's where two bins are close.
Lanes rolloffBins(const FrameBlock& magnitude) {
    Quads threshold{};
    for (std::size_t bin = 0; bin < magnitude.bins(); ++bin) {
        for (std::size_t q = 0; q < kQuads; ++q)
            threshold[q] += magnitude.quad(bin, q);
    }
    for (Quad& quad : threshold)
        quad *= kRollShare;
    const Quad one{1.0F, 1.0F, 1.0F, 1.0F};
    Quads sum{};
    Quads below{};
    for (std::size_t bin = 0; bin < magnitude.bins(); ++bin) {
        for (std::size_t q = 0; q < kQuads; ++q) {
            sum[q] += magnitude.quad(bin, q);
            below[q] += sum[q] < threshold[q] ? one : Quad{};
        }
    }
    return lanesOf(below);
}

/// [1, frames] from a number for each frame of a block.
template <typename Measure>
Matrix rowOf(const Matrix& spectrogram, Measure measure) {
    Matrix result(1, spectrogram.columns);
    forEachBlock(spectrogram, [&](const FrameBlock& block, std::size_t first) { copyLanes(measure(block), result.values, first); });
    return result;
}

Matrix scaled(Matrix matrix, float factor) {
    for (float& value : matrix.values)
        value *= factor;
    return matrix;
}

} // namespace

Lanes spectralCentroid(const FrameBlock& magnitude) {
    const Lanes sum = divisorOf(magnitude);
    Lanes centroid = sumOverBins(magnitude.bins(),
                                 [&](std::size_t bin, std::size_t q) { return static_cast<float>(bin) * magnitude.quad(bin, q); });
    for (std::size_t lane = 0; lane < kLanes; ++lane)
        centroid[lane] /= sum[lane];
    return centroid;
}

SpectralShape spectralShape(const FrameBlock& magnitude) {
    SpectralShape shape;
    shape.centroid = spectralCentroid(magnitude);
    // A pass of its own: the mean square less the squared mean would lose what is narrow.
    const Quads centre = quadsOf(shape.centroid);
    shape.bandwidth = sumOverBins(magnitude.bins(), [&](std::size_t bin, std::size_t q) {
        const Quad deviation = static_cast<float>(bin) - centre[q];
        return magnitude.quad(bin, q) * deviation * deviation;
    });
    const Lanes sum = divisorOf(magnitude);
    for (std::size_t lane = 0; lane < kLanes; ++lane)
        shape.bandwidth[lane] = std::sqrt(shape.bandwidth[lane] / sum[lane]);
    shape.rolloff = rolloffBins(magnitude);
    return shape;
}

Lanes rms(const FrameBlock& power) {
    Lanes sum = sumOverBins(power.bins(), [&](std::size_t bin, std::size_t q) { return power.quad(bin, q); });
    const std::size_t last = power.bins() - 1;
    const float fftSize = 2.0F * static_cast<float>(last);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const float once = 0.5F * (power.bin(0)[lane] + power.bin(last)[lane]); // all others stand for two bins
        sum[lane] = std::sqrt(2.0F * std::max(0.0F, sum[lane] - once)) / fftSize;
    }
    return sum;
}

Matrix rms(const Matrix& magnitude) {
    if (magnitude.rows < 2)
        return Matrix(1, magnitude.columns);
    return rowOf(magnitude, [](const FrameBlock& block) {
        FrameBlock power(block.bins());
        power.assignSquareOf(block);
        return rms(power);
    });
}

Matrix spectralCentroid(const Matrix& magnitude, int rateHz) {
    return scaled(rowOf(magnitude, [](const FrameBlock& block) { return spectralCentroid(block); }), hzPerBin(magnitude, rateHz));
}

Matrix spectralBandwidth(const Matrix& magnitude, int rateHz) {
    return scaled(rowOf(magnitude, [](const FrameBlock& block) { return spectralShape(block).bandwidth; }),
                  hzPerBin(magnitude, rateHz));
}

Matrix spectralRolloff(const Matrix& magnitude, int rateHz) {
    return scaled(rowOf(magnitude, rolloffBins), hzPerBin(magnitude, rateHz));
}

Matrix spectralFlatness(const Matrix& magnitude) {
    constexpr float kLeastPower = 1e-10F;
    Matrix result(1, magnitude.columns);
    for (std::size_t frame = 0; frame < magnitude.columns && magnitude.rows > 0; ++frame) {
        double logarithms = 0.0;
        double sum = 0.0;
        for (std::size_t bin = 0; bin < magnitude.rows; ++bin) {
            const float value = magnitude.at(bin, frame);
            const double power = std::max(kLeastPower, value * value);
            logarithms += std::log(power);
            sum += power;
        }
        const auto bins = static_cast<double>(magnitude.rows);
        result.values[frame] = static_cast<float>(std::exp(logarithms / bins) / (sum / bins));
    }
    return result;
}

Matrix zeroCrossingRate(std::span<const float> mono, int frameLength, int hopLength) {
    if (frameLength <= 0 || hopLength <= 0)
        throw Error(ErrorKind::usage, "Zero crossings need a positive frame and hop.");
    constexpr float kZero = 1e-10F;
    const auto length = static_cast<std::size_t>(frameLength);
    const auto hop = static_cast<std::size_t>(hopLength);
    Matrix result(1, 1 + mono.size() / hop);
    // crossings[i]: changes of sign before sample i, so that a frame's number is a difference. Fits: at most one a
    // sample.
    std::vector<std::uint32_t> crossings(mono.size() + 1);
    for (std::size_t i = 1; i < mono.size(); ++i)
        crossings[i + 1] = crossings[i] + static_cast<std::uint32_t>((mono[i] < -kZero) != (mono[i - 1] < -kZero));
    for (std::size_t frame = 0; frame < result.columns; ++frame) {
        // The frame's first sample has no neighbour before it; in the filled-up ends nothing changes.
        const std::size_t end = std::min(mono.size(), frame * hop + length - length / 2);
        const std::size_t begin = std::min(end, frame * hop + 1 > length / 2 ? frame * hop + 1 - length / 2 : 0);
        result.values[frame] = static_cast<float>(crossings[end] - crossings[begin]) / static_cast<float>(length);
    }
    return result;
}

} // namespace segue::features
