// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/rate_converter.h"
#include "engine/playback/audio_sink.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace segue::app {

enum class SampleFormat { unsigned8, signed16, signed32, float32 };

/// What a device takes.
struct DeviceFormat {
    int rateHz = playback::AudioSink::kRateHz;
    int channels = playback::AudioSink::kChannels;
    SampleFormat sampleFormat = SampleFormat::float32;
};

/// Turns what the player delivers (44.1 kHz, stereo, float) into a device's own format. Most devices take it as it is;
/// for the others: one channel hears the mean, more than two hear left and right in the first two, and another rate is
/// reached by resampling (libswresample), which holds some 20 frames back. Louder than full scale is clipped.
///
/// Thread rule: fill() on one thread. It does not block if `pull` does not; it allocates only when asked for more
/// than ever before. The constructor throws Error{unsupported} for a rate that cannot be reached.
class SampleConverter final {
public:
    SampleConverter(playback::AudioSink::Pull pull, const DeviceFormat& format);

    [[nodiscard]] std::size_t bytesPerFrame() const;
    /// Fills whole frames of the device's format.
    void fill(std::span<std::byte> bytes);

private:
    void pullAtDeviceRate(std::size_t frames);

    playback::AudioSink::Pull m_pull;
    DeviceFormat m_format;
    std::vector<float> m_stereo; ///< [frames, 2], at the device's rate; some more than were asked for may be ready
    std::vector<float> m_source; ///< [frames, 2], at the player's rate
    std::optional<audio::RateConverter> m_converter; ///< where the rates differ
};

} // namespace segue::app
