// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/tempo.h"

#include "engine/features/precise_fft.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>

namespace segue::features {

namespace {

constexpr double kWindowSeconds = 8.0;
constexpr double kLikelyBpm = 120.0;
constexpr double kFastestBpm = 320.0;

bool hasRises(std::span<const float> envelope) {
    return std::ranges::all_of(envelope, [](float value) { return std::isfinite(value); }) &&
           std::ranges::any_of(envelope, [](float value) { return value > 0.0F; });
}

/// The envelope with half a window at both ends, in which it rises from and falls to 0 in a straight line.
std::vector<float> ramped(std::span<const float> envelope, std::size_t half) {
    std::vector<float> result(envelope.size() + 2 * half);
    std::ranges::copy(envelope, result.begin() + static_cast<std::ptrdiff_t>(half));
    for (std::size_t i = 0; i < half; ++i) {
        const float height = static_cast<float>(i) / static_cast<float>(half);
        result[i] = height * envelope.front();
        result[result.size() - 1 - i] = height * envelope.back();
    }
    return result;
}

std::vector<double> hann(std::size_t size) {
    std::vector<double> window(size);
    for (std::size_t i = 0; i < size; ++i)
        window[i] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size));
    return window;
}

/// One over the root of a windowed frame's energy; 0 for a silent one.
double scaleOf(const float* frame, std::span<const double> window) {
    constexpr std::size_t kLanes = 8; // independent sums, so that the compiler can use vector instructions
    std::array<double, kLanes> sums{};
    const std::size_t whole = window.size() / kLanes * kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            sums[lane] += frame[i + lane] * window[i + lane] * frame[i + lane] * window[i + lane];
    }
    double energy = std::accumulate(sums.begin(), sums.end(), 0.0);
    for (std::size_t i = whole; i < window.size(); ++i)
        energy += frame[i] * window[i] * frame[i] * window[i];
    return energy > 0.0 ? 1.0 / std::sqrt(energy) : 0.0;
}

/// The mean of all windows' autocorrelations, each divided by its value at lag 0. [window] lags
///
/// An autocorrelation is the inverse transform of a power spectrum, and that is linear: so the spectra are added up and
/// transformed back once. Two frames go through one complex transform, whose power, with its mirror image, is theirs.
/// The envelope being nowhere negative, the largest value is that at lag 0, the energy.
std::vector<double> meanAutocorrelation(std::span<const float> envelope, std::size_t window) {
    const PreciseFft fft(std::bit_ceil(2 * window)); // zeros behind the window keep its end from meeting its beginning
    const std::vector<float> padded = ramped(envelope, window / 2);
    const std::vector<double> weights = hann(window);
    auto workspace = fft.makeWorkspace();
    const auto input = workspace.input();
    std::ranges::fill(input, 0.0);
    std::vector<double> power(fft.size());
    for (std::size_t frame = 0; frame < envelope.size(); frame += 2) {
        const float* first = padded.data() + frame;
        const float* second = padded.data() + std::min(frame + 1, envelope.size() - 1);
        const double firstScale = scaleOf(first, weights);
        const double secondScale = frame + 1 < envelope.size() ? scaleOf(second, weights) : 0.0;
        for (std::size_t i = 0; i < window; ++i)
            input[i] = {first[i] * weights[i] * firstScale, second[i] * weights[i] * secondScale};
        fft.forward(workspace);
        for (std::size_t bin = 0; bin < power.size(); ++bin)
            power[bin] += std::norm(workspace.output()[bin]);
    }
    std::ranges::copy(power, input.begin());
    fft.forward(workspace); // for real values as good as the inverse
    std::vector<double> result(window);
    const double count = static_cast<double>(fft.size()) * static_cast<double>(envelope.size());
    for (std::size_t lag = 0; lag < window; ++lag)
        result[lag] = workspace.output()[lag].real() / count;
    return result;
}

} // namespace

float tempo(std::span<const float> envelope, int rateHz, int hopLength) {
    if (rateHz <= 0 || hopLength <= 0)
        throw Error(ErrorKind::usage, "A tempo needs a positive rate and hop.");
    const auto window = static_cast<std::size_t>(kWindowSeconds * rateHz / hopLength);
    if (window < 2 || !hasRises(envelope))
        return 0.0F;
    const std::vector<double> correlation = meanAutocorrelation(envelope, window);
    double best = 0.0;
    double bestScore = -1e300;
    for (std::size_t lag = 1; lag < window; ++lag) {
        const double bpm = 60.0 * rateHz / (static_cast<double>(hopLength) * static_cast<double>(lag));
        if (bpm >= kFastestBpm)
            continue;
        const double octaves = std::log2(bpm) - std::log2(kLikelyBpm);
        const double score = std::log1p(1e6 * std::max(0.0, correlation[lag])) - 0.5 * octaves * octaves;
        if (score > bestScore) {
            bestScore = score;
            best = bpm;
        }
    }
    return static_cast<float>(best);
}

} // namespace segue::features
