// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>

namespace segue::playback {

/// One sink for two players: the music's, and that of what is heard over it (previews), for which the music can become softer. The
/// music has the say where a sink takes songs as they are.
///
/// Thread rule: each voice as an AudioSink, by its own player's thread; setDucked() by any. A voice must be stopped before it is
/// destroyed, and keeps the sink alive.
class SharedSink final : public std::enable_shared_from_this<SharedSink> {
public:
    /// How soft the music is under something else: -14 dB.
    static constexpr float kDuckedGain = 0.2F;
    /// In this time it becomes that soft, and comes back.
    static constexpr double kDuckSeconds = 0.15;

    [[nodiscard]] static std::shared_ptr<SharedSink> make(std::unique_ptr<AudioSink> sink);

    [[nodiscard]] std::unique_ptr<AudioSink> music(); ///< for one player
    [[nodiscard]] std::unique_ptr<AudioSink> over();  ///< likewise
    void setDucked(bool isDucked) { m_isDucked = isDucked; }

private:
    class Face;
    struct Voice {
        AudioSink::Pull pull;
        AudioSink::DeviceChanged deviceChanged; ///< with m_listeners locked
        std::atomic<bool> isOpen{false};
        std::atomic<bool> runs{false};
    };

    explicit SharedSink(std::unique_ptr<AudioSink> sink)
        : m_sink(std::move(sink)) {}
    void start(Voice& voice, AudioSink::Pull pull, AudioSink::DeviceChanged deviceChanged);
    void stop(Voice& voice);
    void setRunning(Voice& voice, bool runs);
    [[nodiscard]] double latencySeconds();
    [[nodiscard]] AudioSink::Way wayFor(const Voice& voice, int fileRateHz);
    void setRate(const Voice& voice, int rateHz);
    [[nodiscard]] bool isAnyOpen() const { return m_music.isOpen || m_over.isOpen; }
    void tell(const Message& problem);
    void pull(std::span<float> interleaved) noexcept;
    void duck(std::span<float> interleaved) noexcept;
    void addOver(std::span<float> interleaved) noexcept;

    std::mutex m_mutex; ///< of the sink; before m_listeners
    std::unique_ptr<AudioSink> m_sink;
    bool m_isStarted = false;
    int m_rateHz = AudioSink::kRateHz; ///< as the music wants it
    std::mutex m_listeners;
    Message m_problem; ///< with the device; with m_listeners locked
    Voice m_music;
    Voice m_over;
    std::atomic<bool> m_isDucked{false};
    std::atomic<bool> m_isPulling{false};
    // The sink's side only.
    float m_gain = 1.F;
    std::array<float, 2'048> m_block{};
};

} // namespace segue::playback
