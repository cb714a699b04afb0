// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/sound/ring_buffer.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace segue::playback {

/// What stands between the player's thread and the sink's: decoded sound goes in, and comes out with volume, and with
/// short fades where it would click (pause, resume, jump).
///
/// Thread rule: pull() is called by the sink, everything else by the player's thread, setVolume() by any. No lock.
class Mixer final {
public:
    /// Length of a fade out: 23 ms.
    static constexpr int kFadeFrames = 1'024;
    /// Length of a fade in: 5.8 ms.
    static constexpr int kFadeInFrames = 256;

    Mixer();

    /// As much as there is room for. @return frames written
    std::size_t write(std::span<const float> interleaved) { return m_ring.write(interleaved); }
    /// Takes back what was written from a frame on. @return false: it may have been pulled
    bool takeBack(std::uint64_t frame) { return m_ring.takeBack(frame); }
    /// Count of all frames pulled: the number of the next one.
    [[nodiscard]] std::uint64_t taken() const { return m_ring.taken(); }
    /// Count of all frames written: the number of the next one.
    [[nodiscard]] std::uint64_t written() const { return m_ring.written(); }
    /// Most frames to write at once; when the mixer is hungry there is room for them.
    static constexpr std::size_t kMostFrames = 2'048;
    /// Whether more should be decoded: less than 4 s wait to be pulled (at high rates as much as there is room for).
    [[nodiscard]] bool isHungry() const;
    /// How much sound waits to be pulled.
    [[nodiscard]] double aheadSeconds() const;
    /// The same as a share of the most that is decoded ahead; [0, 1], or a little more.
    [[nodiscard]] double filled() const;

    /// Drops what was written so far: what sounds now fades out, what is written from now on fades in.
    void flush();
    /// What begins at a frame is not faded in: it is the beginning of a song.
    void beginAt(std::uint64_t frame) { m_beginAt.store(frame, std::memory_order_release); }
    /// What was pulled last was not heard: what comes next fades in, and nothing fades out before it.
    void cut() { m_isCut.store(true, std::memory_order_release); }
    /// Fades out and keeps the rest of the sound; fades in again.
    void setPaused(bool paused) { m_paused.store(paused, std::memory_order_release); }
    /// [0, 1], cubed to a gain; reached within 20 ms.
    void setVolume(float volume);

    /// The stream's rate, and whether its samples pass as they are, at whatever volume.
    void setWay(int rateHz, bool isExact);

    /// The number of the frame that is heard now, when the sink's buffer holds `latencySeconds` of sound.
    [[nodiscard]] std::uint64_t heard(double latencySeconds) const;
    /// Whether the silence that was pulled last has come through that buffer.
    [[nodiscard]] bool isQuiet(double latencySeconds) const;

    /// Fills all of `interleaved`, with silence where there is no sound.
    void pull(std::span<float> interleaved) noexcept;

private:
    [[nodiscard]] std::uint64_t framesOf(double seconds) const;
    [[nodiscard]] std::uint64_t enough() const;
    [[nodiscard]] std::uint64_t ahead() const;
    [[nodiscard]] std::size_t takeFrames(std::span<float> interleaved, std::uint64_t flushTo, bool fadingOut) noexcept;
    void shape(std::span<float> interleaved, bool fadingOut) noexcept;

    RingBuffer m_ring;
    std::atomic<std::uint64_t> m_flushTo{0};
    std::atomic<std::uint64_t> m_beginAt{std::numeric_limits<std::uint64_t>::max()};
    std::atomic<std::uint64_t> m_idle{0}; ///< frames of silence pulled since the last sound
    std::atomic<float> m_gain{1.F};
    std::atomic<int> m_rateHz;
    std::atomic<bool> m_isExact{false};
    std::atomic<bool> m_paused{false};
    std::atomic<bool> m_isCut{false};
    // The sink's side only.
    int m_fade = 0; ///< 0 silent .. kFadeFrames all there
    float m_currentGain = 1.F;
};

} // namespace segue::playback
