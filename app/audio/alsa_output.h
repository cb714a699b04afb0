// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/audio/alsa_device.h"
#include "app/audio/buffered.h"
#include "app/audio/sink_figures.h"
#include "engine/playback/audio_sink.h"
#include "engine/words/message.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace segue::app {

/// Plays through one ALSA device that Segue has for itself, at the song's own rate, every sample as it is. The device is opened
/// when music begins and given back in every pause.
///
/// Thread rule: one thread; sound is handed over on one of its own, where `tell` is called as well. Failure rule: a device that is
/// busy, gone or will not play is told by `tell`, and tried again when setRunning(true) is.
class AlsaOutput final {
public:
    using Tell = std::function<void(const Message&)>;

    /// @param name ALSA's @param title the listener's
    AlsaOutput(std::string name, std::string title, playback::AudioSink::Pull pull, Tell tell, SinkFigures& figures,
               Buffered& buffered);

    void setRunning(bool isRunning);
    void setRate(int rateHz);

private:
    void fail(const Message& why);
    void play(const std::stop_token& stop, int rateHz);
    void handOver(AlsaDevice& device, const std::stop_token& stop, int rateHz);

    std::string m_name;
    std::string m_title;
    playback::AudioSink::Pull m_pull;
    Tell m_tell;
    SinkFigures& m_figures;
    Buffered& m_buffered;
    int m_rateHz = playback::AudioSink::kRateHz;
    bool m_isRunning = false;
    std::atomic<bool> m_hasFailed{false};
    std::jthread m_thread;
};

} // namespace segue::app
