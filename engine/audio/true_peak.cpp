// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/true_peak.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace segue::audio {

namespace {

constexpr std::size_t kTaps = 49;
constexpr std::size_t kLanes = 16; // interpolated at a time, so that the compiler can use vector instructions

std::size_t factorFor(int rateHz) { return rateHz < 96'000 ? 4 : rateHz < 192'000 ? 2 : 1; }

double tap(std::size_t index, std::size_t factor) {
    constexpr double kPi = std::numbers::pi;
    const double distance = (static_cast<double>(index) - (kTaps - 1) / 2.0) * kPi / static_cast<double>(factor);
    const double sinc = distance == 0.0 ? 1.0 : std::sin(distance) / distance;
    return sinc * 0.5 * (1.0 - std::cos(2.0 * kPi * static_cast<double>(index) / (kTaps - 1)));
}

float highestOf(std::span<const float> samples) {
    std::array<float, kLanes> lanes{};
    std::size_t i = 0;
    for (; i + kLanes <= samples.size(); i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            lanes[lane] = std::max(lanes[lane], std::abs(samples[i + lane]));
    for (; i < samples.size(); ++i)
        lanes[0] = std::max(lanes[0], std::abs(samples[i]));
    return *std::ranges::max_element(lanes);
}

} // namespace

TruePeakMeter::TruePeakMeter(int rateHz, std::size_t channels)
    : m_channels(channels) {
    const std::size_t factor = factorFor(rateHz);
    m_history = factor == 1 ? 0 : (kTaps - 1) / factor;
    m_mostOvershoot = 1.0F;
    for (std::size_t phase = 1; phase < factor; ++phase) {
        // An interpolated sample is the sum of taps phase, phase + factor, ... times samples, the newest first.
        std::vector<float> taps(m_history + 1);
        float sum = 0.0F;
        for (std::size_t i = 0; phase + i * factor < kTaps; ++i) {
            taps[m_history - i] = static_cast<float>(tap(phase + i * factor, factor));
            sum += std::abs(taps[m_history - i]);
        }
        m_phases.push_back(std::move(taps));
        m_mostOvershoot = std::max(m_mostOvershoot, sum);
    }
    for (auto& channel : m_channels)
        channel.assign(m_history, 0.0F);
}

void TruePeakMeter::add(std::span<const float> interleaved) {
    const std::size_t frames = m_channels.empty() ? 0 : interleaved.size() / m_channels.size();
    for (std::size_t channel = 0; channel < m_channels.size(); ++channel) {
        auto& samples = m_channels[channel];
        samples.resize(m_history + frames + kLanes);
        for (std::size_t frame = 0; frame < frames; ++frame)
            samples[m_history + frame] = interleaved[frame * m_channels.size() + channel];
        for (std::size_t first = 0; first < frames; first += kBlock)
            measure(std::span(samples).subspan(first), std::min(kBlock, frames - first));
        std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(frames), m_history, samples.begin());
    }
}

void TruePeakMeter::measure(std::span<const float> samples, std::size_t count) {
    const float around = highestOf(samples.first(m_history + count));
    if (around * m_mostOvershoot <= m_highest)
        return;
    m_highest = std::max(m_highest, around);
    for (const auto& taps : m_phases) {
        std::array<float, kLanes> highest{};
        for (std::size_t first = 0; first < count; first += kLanes) {
            std::array<float, kLanes> sums{};
            for (std::size_t i = 0; i < taps.size(); ++i)
                for (std::size_t lane = 0; lane < kLanes; ++lane)
                    sums[lane] += taps[i] * samples[first + lane + i];
            const std::size_t wanted = std::min(kLanes, count - first);
            std::fill(sums.begin() + static_cast<std::ptrdiff_t>(wanted), sums.end(), 0.0F);
            for (std::size_t lane = 0; lane < kLanes; ++lane)
                highest[lane] = std::max(highest[lane], std::abs(sums[lane]));
        }
        m_highest = std::max(m_highest, *std::ranges::max_element(highest));
    }
}

} // namespace segue::audio
