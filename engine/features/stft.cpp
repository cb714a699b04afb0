// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/stft.h"

#include "engine/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace segue::features {

namespace {

std::size_t checkedSize(int fftSize, int hopLength) {
    if (fftSize <= 0 || fftSize % 2 != 0 || hopLength <= 0)
        throw Error(ErrorKind::usage, "A spectrogram needs an even window and a positive hop.");
    return static_cast<std::size_t>(fftSize);
}

std::vector<float> periodicHann(std::size_t size) {
    std::vector<float> window(size);
    for (std::size_t i = 0; i < size; ++i)
        window[i] = static_cast<float>(
            0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size)));
    return window;
}

} // namespace

Stft::Stft(int fftSize, int hopLength)
    : m_fft(checkedSize(fftSize, hopLength)), m_hop(static_cast<std::size_t>(hopLength)), m_window(periodicHann(m_fft.size())) {}

/// The stretch of the window that lies on samples; outside of it there are zeros.
struct Stft::Overlap {
    std::size_t begin = 0;  ///< in the window
    std::size_t length = 0;
    std::size_t sample = 0; ///< below the window's begin
};

Stft::Overlap Stft::overlapOf(std::size_t sampleCount, std::size_t frame) const {
    // Window position i sees sample centre + i - size / 2.
    const std::size_t size = m_fft.size();
    const std::size_t half = size / 2;
    const std::size_t centre = frame * m_hop;
    const std::size_t begin = std::min(size, centre < half ? half - centre : 0);
    const std::size_t available = sampleCount + half > centre ? sampleCount + half - centre : 0;
    const std::size_t end = std::max(begin, std::min(size, available));
    return {begin, end - begin, centre + begin - half};
}

void Stft::powerFrame(std::span<const float> samples, std::size_t frame, RealFft::Workspace& workspace,
                      std::span<float> power) const {
    const Overlap overlap = overlapOf(samples.size(), frame);
    const std::span<float> input = workspace.input();
    std::ranges::fill(input.first(overlap.begin), 0.0F);
    std::ranges::fill(input.subspan(overlap.begin + overlap.length), 0.0F);
    for (std::size_t i = 0; i < overlap.length; ++i)
        input[overlap.begin + i] = samples[overlap.sample + i] * m_window[overlap.begin + i];
    m_fft.forward(workspace);
    const auto spectrum = workspace.output();
    for (std::size_t bin = 0; bin < power.size(); ++bin) {
        const float re = spectrum[bin].real();
        const float im = spectrum[bin].imag();
        power[bin] = re * re + im * im;
    }
}

float Stft::frameEnergy(std::span<const float> samples, std::size_t frame) const {
    const Overlap overlap = overlapOf(samples.size(), frame);
    constexpr std::size_t kLanes = 16; // independent sums, so that the compiler can use vector instructions
    std::array<float, kLanes> sums{};
    const float* sample = samples.data() + overlap.sample;
    const float* window = m_window.data() + overlap.begin;
    std::size_t i = 0;
    for (; i + kLanes <= overlap.length; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const float value = sample[i + lane] * window[i + lane];
            sums[lane] += value * value;
        }
    }
    float energy = std::accumulate(sums.begin(), sums.end(), 0.0F);
    for (; i < overlap.length; ++i)
        energy += sample[i] * window[i] * sample[i] * window[i];
    return energy;
}

Matrix Stft::power(std::span<const float> samples) const {
    Matrix result(bins(), frames(samples.size()));
    RealFft::Workspace workspace = makeWorkspace();
    std::vector<float> column(bins());
    for (std::size_t frame = 0; frame < result.columns; ++frame) {
        powerFrame(samples, frame, workspace, column);
        for (std::size_t bin = 0; bin < result.rows; ++bin)
            result.at(bin, frame) = column[bin];
    }
    return result;
}

Matrix Stft::magnitude(std::span<const float> samples) const {
    Matrix result = power(samples);
    std::ranges::transform(result.values, result.values.begin(), [](float value) { return std::sqrt(value); });
    return result;
}

} // namespace segue::features
