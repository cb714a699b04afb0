// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/song/waveform_builder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace segue::analysis {

namespace {

constexpr std::size_t kBins = 4096; ///< between two and four a column once they were halved
constexpr std::size_t kLanes = 8;

float largest(std::span<const float> samples) {
    std::array<float, kLanes> lanes{};
    std::size_t i = 0;
    for (; i + kLanes <= samples.size(); i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            lanes[lane] = std::max(lanes[lane], std::abs(samples[i + lane]));
    float peak = *std::ranges::max_element(lanes);
    for (; i < samples.size(); ++i)
        peak = std::max(peak, std::abs(samples[i]));
    return peak;
}

double sumOfSquares(std::span<const float> samples) {
    std::array<double, kLanes> lanes{};
    std::size_t i = 0;
    for (; i + kLanes <= samples.size(); i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            lanes[lane] += static_cast<double>(samples[i + lane]) * static_cast<double>(samples[i + lane]);
    double sum = 0.0;
    for (; i < samples.size(); ++i)
        sum += static_cast<double>(samples[i]) * static_cast<double>(samples[i]);
    for (const double lane : lanes)
        sum += lane;
    return sum;
}

std::uint8_t toByte(double level) {
    constexpr double kFull = 255.0;
    return static_cast<std::uint8_t>(std::lround(std::clamp(level, 0.0, 1.0) * kFull));
}

} // namespace

WaveformBuilder::WaveformBuilder(int channels)
    : m_channels(static_cast<std::size_t>(std::max(1, channels))) {
    m_bins.reserve(kBins);
}

void WaveformBuilder::add(std::span<const float> interleaved) {
    std::uint64_t left = interleaved.size() / m_channels;
    while (left > 0) {
        if (m_frames == m_bins.size() * m_framesPerBin) { // the last bin is full
            if (m_bins.size() == kBins)
                halve();
            m_bins.emplace_back();
        }
        const std::uint64_t inBin = m_frames - (m_bins.size() - 1) * m_framesPerBin;
        const std::uint64_t run = std::min(left, m_framesPerBin - inBin);
        const auto samples = interleaved.first(static_cast<std::size_t>(run) * m_channels);
        auto& bin = m_bins.back();
        bin.peak = std::max(bin.peak, largest(samples));
        bin.squares += sumOfSquares(samples);
        interleaved = interleaved.subspan(samples.size());
        m_frames += run;
        left -= run;
    }
}

void WaveformBuilder::halve() {
    for (std::size_t i = 0; i < kBins / 2; ++i)
        m_bins[i] = {std::max(m_bins[2 * i].peak, m_bins[2 * i + 1].peak), m_bins[2 * i].squares + m_bins[2 * i + 1].squares};
    m_bins.resize(kBins / 2);
    m_framesPerBin *= 2;
}

Waveform WaveformBuilder::waveform(std::uint64_t totalFrames) const {
    const std::uint64_t total = std::max(totalFrames, m_frames);
    Waveform shape{.peak = std::vector<std::uint8_t>(Waveform::kColumns), .rms = std::vector<std::uint8_t>(Waveform::kColumns)};
    for (std::uint64_t column = 0; column < Waveform::kColumns; ++column) {
        const std::uint64_t begin = column * total / Waveform::kColumns;
        if (begin >= m_frames)
            break;
        const std::uint64_t end = std::min(m_frames, std::max(begin + 1, (column + 1) * total / Waveform::kColumns));
        const auto firstBin = static_cast<std::size_t>(begin / m_framesPerBin);
        const auto lastBin = static_cast<std::size_t>((end - 1) / m_framesPerBin);
        float peak = 0.F;
        double squares = 0.0;
        for (std::size_t bin = firstBin; bin <= lastBin; ++bin) {
            peak = std::max(peak, m_bins[bin].peak);
            squares += m_bins[bin].squares;
        }
        const std::uint64_t covered = std::min(m_frames, (lastBin + 1) * m_framesPerBin) - firstBin * m_framesPerBin;
        shape.peak[column] = toByte(static_cast<double>(peak));
        shape.rms[column] = toByte(std::sqrt(squares / static_cast<double>(covered * m_channels)));
    }
    return shape;
}

} // namespace segue::analysis
