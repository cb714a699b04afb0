// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace segue::app {

/// All in the processor's byte order.
enum class SampleFormat {
    signed16,
    signed24,     ///< 3 bytes
    signed24In32, ///< the lower 3 of 4 bytes
    signed32,
    float32,
};

/// What a device takes.
struct DeviceFormat {
    int channels = playback::AudioSink::kChannels;
    SampleFormat sampleFormat = SampleFormat::float32;
};

/// Turns what the player delivers (stereo floats) into a device's own format. One channel hears the mean; of more than two the
/// first two hear left and right. Louder than full scale is clipped. A sample that the format can hold passes as it is: 16 bits of
/// a file are the same 16 bits for the device, and so are 24 where it takes as many. A block that the format cannot hold is
/// dithered before it is rounded (triangular, two steps wide), so that what is below the last bit becomes noise and not distortion.
///
/// Thread rule: fill() on one thread. It does not block if `pull` does not; it allocates only when asked for more than ever before.
class SampleConverter final {
public:
    SampleConverter(playback::AudioSink::Pull pull, const DeviceFormat& format);

    [[nodiscard]] std::size_t bytesPerFrame() const;
    /// Fills whole frames of the device's format.
    void fill(std::span<std::byte> bytes);

private:
    [[nodiscard]] bool isHeld(std::span<const float> samples) const;
    [[nodiscard]] double noise();
    void putSample(std::byte*& at, float value, bool isDithered);

    playback::AudioSink::Pull m_pull;
    DeviceFormat m_format;
    std::vector<float> m_stereo; ///< [frames, 2]
    std::uint32_t m_random = 1;
};

} // namespace segue::app
