// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/sample_converter.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>

namespace segue::app {
namespace {

std::size_t bytesOf(SampleFormat format) {
    switch (format) {
    case SampleFormat::unsigned8:
        return 1;
    case SampleFormat::signed16:
        return 2;
    case SampleFormat::signed32:
    case SampleFormat::float32:
        break;
    }
    return 4;
}

template <typename Sample>
void put(std::byte*& at, Sample sample) {
    std::memcpy(at, &sample, sizeof(sample));
    at += sizeof(sample);
}

void putSample(std::byte*& at, float value, SampleFormat format) {
    const float sample = std::clamp(value, -1.F, 1.F);
    switch (format) {
    case SampleFormat::unsigned8:
        put(at, static_cast<std::uint8_t>(std::lround(127.5F + 127.5F * sample)));
        break;
    case SampleFormat::signed16:
        put(at, static_cast<std::int16_t>(std::lround(32'767.F * sample)));
        break;
    case SampleFormat::signed32:
        put(at, static_cast<std::int32_t>(std::llround(2'147'483'647.0 * sample)));
        break;
    case SampleFormat::float32:
        put(at, sample);
        break;
    }
}

} // namespace

SampleConverter::SampleConverter(playback::AudioSink::Pull pull, const DeviceFormat& format)
    : m_pull(std::move(pull))
    , m_format(format) {
    if (format.rateHz != playback::AudioSink::kRateHz)
        m_converter.emplace(playback::AudioSink::kRateHz, format.rateHz, playback::AudioSink::kChannels);
}

std::size_t SampleConverter::bytesPerFrame() const {
    return bytesOf(m_format.sampleFormat) * static_cast<std::size_t>(m_format.channels);
}

void SampleConverter::fill(std::span<std::byte> bytes) {
    const std::size_t frames = bytes.size() / bytesPerFrame();
    pullAtDeviceRate(frames);
    std::byte* at = bytes.data();
    for (std::size_t i = 0; i < frames; ++i) {
        const float left = m_stereo[2 * i];
        const float right = m_stereo[2 * i + 1];
        for (int channel = 0; channel < m_format.channels; ++channel) {
            const float value = m_format.channels == 1 ? 0.5F * (left + right) : channel == 0 ? left : channel == 1 ? right : 0.F;
            putSample(at, value, m_format.sampleFormat);
        }
    }
    m_stereo.erase(m_stereo.begin(), m_stereo.begin() + static_cast<std::ptrdiff_t>(2 * frames)); // the rest is the next block's
}

void SampleConverter::pullAtDeviceRate(std::size_t frames) {
    if (!m_converter) {
        m_stereo.resize(2 * frames);
        m_pull(m_stereo);
        return;
    }
    const double step = static_cast<double>(playback::AudioSink::kRateHz) / m_format.rateHz;
    constexpr int kMostRounds = 100; // a converter that gives nothing is broken: then there is silence
    for (int round = 0; m_stereo.size() < 2 * frames && round < kMostRounds; ++round) {
        const std::size_t missing = frames - m_stereo.size() / 2;
        m_source.resize(2 * static_cast<std::size_t>(std::ceil(static_cast<double>(missing) * step)));
        m_pull(m_source);
        m_converter->convert(m_source, m_stereo);
    }
    m_stereo.resize(std::max(m_stereo.size(), 2 * frames));
}

} // namespace segue::app
