// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/mel.h"

#include "engine/features/stft.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace segue::features {

namespace {

constexpr double kHzPerMel = 200.0 / 3.0;
constexpr double kBreakHz = 1000.0;
constexpr double kBreakMel = kBreakHz / kHzPerMel;
const double kLogStep = std::log(6.4) / 27.0;

/// The corners of the triangles in Hz: [bands + 2], evenly spaced in mel.
std::vector<double> corners(int bands, double highestHz) {
    std::vector<double> result(static_cast<std::size_t>(bands) + 2);
    const double step = hzToMel(highestHz) / static_cast<double>(bands + 1);
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = melToHz(step * static_cast<double>(i));
    return result;
}

} // namespace

double hzToMel(double hz) { return hz < kBreakHz ? hz / kHzPerMel : kBreakMel + std::log(hz / kBreakHz) / kLogStep; }
double melToHz(double mel) { return mel < kBreakMel ? mel * kHzPerMel : kBreakHz * std::exp((mel - kBreakMel) * kLogStep); }

MelFilterbank::MelFilterbank(int rateHz, int fftSize, int bands)
    : m_bins(static_cast<std::size_t>(fftSize) / 2 + 1) {
    if (rateHz <= 0 || fftSize <= 0 || bands <= 0)
        throw Error(ErrorKind::usage, "Mel bands need a positive rate, window and number.");
    const std::vector<double> hz = corners(bands, rateHz / 2.0);
    const double hzPerBin = static_cast<double>(rateHz) / fftSize;
    m_triangles.resize(static_cast<std::size_t>(bands));
    for (std::size_t band = 0; band < m_triangles.size(); ++band) {
        Triangle& triangle = m_triangles[band];
        const double low = hz[band];
        const double centre = hz[band + 1];
        const double high = hz[band + 2];
        for (std::size_t bin = 0; bin < m_bins; ++bin) {
            const double at = static_cast<double>(bin) * hzPerBin;
            const double height = std::min((at - low) / (centre - low), (high - at) / (high - centre));
            if (height <= 0.0)
                continue;
            if (triangle.weights.empty())
                triangle.firstBin = bin;
            triangle.weights.push_back(static_cast<float>(height * 2.0 / (high - low)));
        }
    }
}

MelFilterbank MelFilterbank::kaldi(int rateHz, int fftSize, int bands, double highestHz) {
    if (rateHz <= 0 || fftSize <= 0 || bands <= 0 || !(highestHz > 0.0))
        throw Error(ErrorKind::usage, "Mel bands need a positive rate, window, number and highest frequency.");
    const auto melOf = [](double hz) { return 1127.0 * std::log(1.0 + hz / 700.0); };
    const double step = melOf(highestHz) / (bands + 1);
    MelFilterbank made(static_cast<std::size_t>(fftSize) / 2 + 1, static_cast<std::size_t>(bands));
    for (std::size_t band = 0; band < made.bands(); ++band) {
        Triangle& triangle = made.m_triangles[band];
        for (std::size_t bin = 0; bin + 1 < made.m_bins; ++bin) {
            const double at = melOf(static_cast<double>(bin) * rateHz / fftSize) / step - static_cast<double>(band);
            const double height = std::min(at, 2.0 - at);
            if (height <= 0.0)
                continue;
            if (triangle.weights.empty())
                triangle.firstBin = bin;
            triangle.weights.push_back(static_cast<float>(height));
        }
    }
    return made;
}

void MelFilterbank::apply(std::span<const float> power, std::span<float> mel) const {
    for (std::size_t band = 0; band < m_triangles.size(); ++band) {
        const Triangle& triangle = m_triangles[band];
        float sum = 0.0F;
        for (std::size_t i = 0; i < triangle.weights.size(); ++i)
            sum += triangle.weights[i] * power[triangle.firstBin + i];
        mel[band] = sum;
    }
}

void MelFilterbank::apply(const FrameBlock& power, std::span<Lanes> mel) const {
    for (std::size_t band = 0; band < m_triangles.size(); ++band) {
        const Triangle& triangle = m_triangles[band];
        std::array<Quad, kQuads> sum{};
        for (std::size_t i = 0; i < triangle.weights.size(); ++i) {
            for (std::size_t q = 0; q < kQuads; ++q)
                sum[q] += triangle.weights[i] * power.quad(triangle.firstBin + i, q);
        }
        for (std::size_t q = 0; q < kQuads; ++q)
            storeQuad(mel[band].data() + 4 * q, sum[q]);
    }
}

float MelFilterbank::largestWeight() const {
    float largest = 0.0F;
    for (const Triangle& triangle : m_triangles) {
        for (const float weight : triangle.weights)
            largest = std::max(largest, weight);
    }
    return largest;
}

Matrix MelFilterbank::dense() const {
    Matrix result(bands(), m_bins);
    for (std::size_t band = 0; band < bands(); ++band)
        std::ranges::copy(m_triangles[band].weights,
                          result.row(band).begin() + static_cast<std::ptrdiff_t>(m_triangles[band].firstBin));
    return result;
}

Matrix melspectrogram(std::span<const float> samples, int rateHz, int fftSize, int hopLength, int bands) {
    const MelFilterbank filterbank(rateHz, fftSize, bands);
    const Matrix power = PreciseStft(fftSize, hopLength).power(samples);
    Matrix result(filterbank.bands(), power.columns);
    std::vector<Lanes> mel(filterbank.bands());
    forEachBlock(power, [&](const FrameBlock& block, std::size_t first) {
        filterbank.apply(block, mel);
        for (std::size_t band = 0; band < result.rows; ++band)
            copyLanes(mel[band], result.row(band), first);
    });
    return result;
}

} // namespace segue::features
