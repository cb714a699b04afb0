// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/audio/output_choice.h"
#include "app/audio/pulse_watch.h"
#include "app/audio/sample_converter.h"
#include "engine/playback/audio_sink.h"
#include "engine/words/message.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QMediaDevices>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace segue::app {

class PullDevice;

/// Opens, follows and reopens the sound device that is chosen, else the default one. A device that goes while it plays is waited
/// for: the music never sounds from another one before the listener says so (setRunning()). Lives on a thread with an event loop:
/// all functions are called there, except latencySeconds(), which any thread may call.
class AudioOutput final : public QObject {
public:
    AudioOutput(playback::AudioSink::Pull pull, playback::AudioSink::DeviceChanged deviceChanged,
                std::shared_ptr<OutputChoice> choice);
    ~AudioOutput() override;

    /// Opens the default device and watches for others.
    void open();
    /// Gives everything back; no callback after this.
    void close();
    void setRunning(bool running);

    [[nodiscard]] double latencySeconds() const;

private:
    void followDevice();
    [[nodiscard]] bool waitsForLost();
    [[nodiscard]] QAudioDevice wantedDevice() const;
    [[nodiscard]] bool isThere(const QAudioDevice& device) const;
    void watch();
    void tellOutputs();
    [[nodiscard]] std::optional<PulseWatch::Outputs> told() const;
    void look();
    [[nodiscard]] bool isDead() const;
    void openDevice(const QAudioDevice& device);
    void closeDevice();
    void run();
    void stateChanged(QAudio::State state);
    void report(const Message& problem);
    void noteBuffered(std::size_t pulledFrames);

    playback::AudioSink::Pull m_pull;
    playback::AudioSink::DeviceChanged m_deviceChanged;
    std::unique_ptr<QMediaDevices> m_devices;
    std::unique_ptr<QTimer> m_look;
    std::unique_ptr<PulseWatch> m_watch;
    std::shared_ptr<OutputChoice> m_choice;
    bool m_isPulse = false; ///< Qt plays through the server that is watched
    QAudioDevice m_lost;    ///< it went while it played; null: none did
    QAudioDevice m_device;
    std::unique_ptr<PullDevice> m_source;
    std::unique_ptr<QAudioSink> m_sink;
    bool m_running = false;
    bool m_isClosing = false; ///< a sink goes
    bool m_isMissed = false;  ///< followDevice() was to be called meanwhile
    Message m_problem;
    std::atomic<double> m_buffered{0.0};         ///< seconds in the device's buffer after the last pull
    std::atomic<std::int64_t> m_bufferedAtNs{0}; ///< steady clock
};

} // namespace segue::app
