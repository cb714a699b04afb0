// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/sample_converter.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace segue::app {
namespace {

static_assert(std::endian::native == std::endian::little, "the formats of three bytes are written lower byte first");

std::size_t bytesOf(SampleFormat format) {
    switch (format) {
    case SampleFormat::signed16:
        return 2;
    case SampleFormat::signed24:
        return 3;
    case SampleFormat::signed24In32:
    case SampleFormat::signed32:
    case SampleFormat::float32:
        break;
    }
    return 4;
}

/// Steps between silence and full scale.
double stepsOf(SampleFormat format) {
    switch (format) {
    case SampleFormat::signed16:
        return 32'768.0;
    case SampleFormat::signed24:
    case SampleFormat::signed24In32:
        return 8'388'608.0;
    case SampleFormat::signed32:
    case SampleFormat::float32:
        break;
    }
    return 2'147'483'648.0;
}

} // namespace

SampleConverter::SampleConverter(playback::AudioSink::Pull pull, const DeviceFormat& format)
    : m_pull(std::move(pull))
    , m_format(format) {}

std::size_t SampleConverter::bytesPerFrame() const {
    return bytesOf(m_format.sampleFormat) * static_cast<std::size_t>(m_format.channels);
}

/// Whether each of the samples lies on a step of the format. (A float's 24 bits always lie on one of 32.)
bool SampleConverter::isHeld(std::span<const float> samples) const {
    if (m_format.sampleFormat == SampleFormat::float32 || m_format.sampleFormat == SampleFormat::signed32)
        return true;
    const auto steps = static_cast<float>(stepsOf(m_format.sampleFormat));
    return std::ranges::all_of(samples, [steps](float sample) { return sample * steps == std::nearbyint(sample * steps); });
}

/// Triangular, in (-1, 1) steps.
double SampleConverter::noise() {
    const auto uniform = [this] {
        m_random ^= m_random << 13U;
        m_random ^= m_random >> 17U;
        m_random ^= m_random << 5U;
        return m_random / 4'294'967'296.0;
    };
    const double one = uniform();
    return one - uniform();
}

void SampleConverter::putSample(std::byte*& at, float value, bool isDithered) {
    const std::size_t size = bytesOf(m_format.sampleFormat);
    if (m_format.sampleFormat == SampleFormat::float32) {
        const float sample = std::clamp(value, -1.F, 1.F);
        std::memcpy(at, &sample, size);
    } else {
        const double steps = stepsOf(m_format.sampleFormat);
        const double wanted = static_cast<double>(value) * steps + (isDithered ? noise() : 0.0);
        const auto sample = static_cast<std::int32_t>(std::lround(std::clamp(wanted, -steps, steps - 1.0)));
        std::memcpy(at, &sample, size); // little-endian: the lower bytes
    }
    at += size;
}

void SampleConverter::fill(std::span<std::byte> bytes) {
    const std::size_t frames = bytes.size() / bytesPerFrame();
    m_stereo.resize(2 * frames);
    m_pull(m_stereo);
    if (m_format.sampleFormat == SampleFormat::float32 && m_format.channels == 2) {
        std::ranges::transform(m_stereo, m_stereo.begin(), [](float value) { return std::clamp(value, -1.F, 1.F); });
        std::memcpy(bytes.data(), m_stereo.data(), frames * bytesPerFrame());
        return;
    }
    const bool isDithered = !isHeld(m_stereo);
    std::byte* at = bytes.data();
    for (std::size_t i = 0; i < frames; ++i) {
        const float left = m_stereo[2 * i];
        const float right = m_stereo[2 * i + 1];
        for (int channel = 0; channel < m_format.channels; ++channel) {
            const float value = m_format.channels == 1 ? 0.5F * (left + right) : channel == 0 ? left : channel == 1 ? right : 0.F;
            putSample(at, value, isDithered && channel < 2);
        }
    }
}

} // namespace segue::app
