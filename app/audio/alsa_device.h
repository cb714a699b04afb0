// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/audio/output_choice.h"
#include "app/audio/sample_converter.h"

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

using snd_pcm_t = struct _snd_pcm;

namespace segue::app {

/// An ALSA device that belongs to Segue alone while this object lives: no mixing, no conversion but where the hardware has no other
/// way.
///
/// Thread rule: one thread. Failure rule: the constructor throws Error{io} with ALSA's words, or Error{busy} where another program
/// has the device; later, what fails is returned.
class AlsaDevice final {
public:
    /// @param name ALSA's, "hw:CARD=PCH,DEV=0". Where the hardware cannot do the rate, its "plughw:" is taken, which resamples.
    AlsaDevice(const std::string& name, int rateHz);
    ~AlsaDevice();
    AlsaDevice(const AlsaDevice&) = delete;
    AlsaDevice& operator=(const AlsaDevice&) = delete;

    [[nodiscard]] DeviceFormat format() const { return m_format; } ///< the widest that it takes
    [[nodiscard]] std::size_t framesAtOnce() const { return m_period; }
    [[nodiscard]] double bufferSeconds() const { return m_bufferSeconds; }
    [[nodiscard]] double waitingSeconds() const; ///< of sound in it that is not heard yet

    enum class Written { all, dry, gone }; ///< dry: it had run out of sound before
    /// Waits for room, at most some hundred milliseconds, and writes whole frames.
    Written write(std::span<const std::byte> frames);

    /// All of the computer, as choices ("alsa:" before the name); slow.
    [[nodiscard]] static std::vector<OutputChoice::Output> list();

private:
    bool open(const std::string& name, int rateHz);

    snd_pcm_t* m_device = nullptr;
    DeviceFormat m_format;
    std::size_t m_period = 0;
    double m_bufferSeconds = 0.0;
    int m_rateHz;
};

} // namespace segue::app
