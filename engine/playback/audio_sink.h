// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>

namespace segue::playback {

/// Where sound goes. The engine knows no audio system; the program hands it one of these (app/audio).
///
/// The sink pulls: on a thread of its own it calls `pull` with interleaved stereo float samples to fill, which must not
/// block. Thread rule: the other functions are called from one thread, the player's.
class AudioSink {
public:
    static constexpr int kRateHz = 44'100;
    static constexpr int kChannels = 2;

    /// Fills all of `interleaved` ([frames * kChannels]) with sound, or silence where there is none yet. Never blocks.
    using Pull = std::function<void(std::span<float> interleaved)>;
    /// A device came or went: an empty text means that sound works (again), else one sentence says what is wrong; then what was
    /// pulled and is not heard yet (latencySeconds(), which stands still) never will be. Called from any thread.
    using DeviceChanged = std::function<void(const Message& problem)>;

    /// How a song is to be delivered.
    struct Way {
        int rateHz = kRateHz;
        bool isExact = false; ///< every sample as it is in the file: no volume, no levelling
        bool operator==(const Way&) const = default;
    };

    virtual ~AudioSink() = default;

    /// Called once before anything else. The callbacks stay valid until the sink is destroyed or stop() returned.
    virtual void start(Pull pull, DeviceChanged deviceChanged) = 0;
    /// No callback runs after this returned.
    virtual void stop() = 0;

    /// How a song of that rate is to be delivered now; it changes when the listener chooses another output.
    [[nodiscard]] virtual Way wayFor(int /*fileRateHz*/) const { return {}; }
    /// What is pulled from now on is at that rate. Nothing that was pulled before is still to be heard.
    virtual void setRate(int /*rateHz*/) {}

    /// Begins to pull; the listener wishes to hear. Called again while it pulls: whatever it waits for is waited for no more.
    virtual void resume() = 0;
    virtual void suspend() = 0; ///< pulls no more; asked for when only silence is left in the device's buffer

    /// Seconds of sound that were pulled and not heard yet (the device's buffer).
    [[nodiscard]] virtual double latencySeconds() const = 0;
};

} // namespace segue::playback
