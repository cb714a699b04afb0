// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace segue::playback {

/// Stereo frames from one thread to another without a lock.
///
/// Thread rule: one thread writes, one thread reads. written() and taken() may be asked by any. They count frames from
/// the beginning of time, so that a place in the stream has one number for both sides.
class RingBuffer final {
public:
    /// `frames` must be a power of two.
    explicit RingBuffer(std::size_t frames);

    [[nodiscard]] std::size_t capacity() const { return m_mask + 1; }
    [[nodiscard]] std::uint64_t written() const { return m_written.load(std::memory_order_acquire); }
    [[nodiscard]] std::uint64_t taken() const { return m_taken.load(std::memory_order_acquire); }

    /// Writer: as much of `interleaved` [frames, 2] as there is room for. @return frames written
    std::size_t write(std::span<const float> interleaved);
    /// Writer: takes back what was written from a frame on, if the reader is nowhere near it (256 frames in our use). The
    /// next write begins there. @return false: too late, nothing has changed
    bool takeBack(std::uint64_t frame);
    /// Reader: up to `interleaved` [frames, 2]. @return frames read
    std::size_t read(std::span<float> interleaved);
    /// Reader: drops everything before `frame`, which must lie between taken() and written().
    void skipTo(std::uint64_t frame) { m_taken.store(frame, std::memory_order_release); }

private:
    std::unique_ptr<float[]> m_frames; ///< [capacity, 2]; memory that was never written takes none
    std::size_t m_mask;
    alignas(64) std::atomic<std::uint64_t> m_written{0};
    alignas(64) std::atomic<std::uint64_t> m_taken{0};
    std::atomic<std::uint64_t> m_claimed{0}; ///< the reader may be reading up to here
};

} // namespace segue::playback
