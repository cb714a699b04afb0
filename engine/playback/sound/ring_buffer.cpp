// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/ring_buffer.h"

#include "engine/words/error.h"

#include <algorithm>
#include <bit>

namespace segue::playback {

RingBuffer::RingBuffer(std::size_t frames)
    : m_frames(std::make_unique_for_overwrite<float[]>(2 * frames))
    , m_mask(frames - 1) {
    if (!std::has_single_bit(frames)) {
        throw Error(ErrorKind::usage, "A ring buffer's size must be a power of two.");
    }
}

std::size_t RingBuffer::write(std::span<const float> interleaved) {
    const std::uint64_t at = m_written.load(std::memory_order_relaxed);
    const auto room = capacity() - static_cast<std::size_t>(at - m_taken.load(std::memory_order_acquire));
    const std::size_t frames = std::min(interleaved.size() / 2, room);
    const std::size_t first = static_cast<std::size_t>(at) & m_mask;
    const std::size_t straight = std::min(frames, capacity() - first);
    std::copy_n(interleaved.data(), 2 * straight, m_frames.get() + 2 * first);
    std::copy_n(interleaved.data() + 2 * straight, 2 * (frames - straight), m_frames.get());
    m_written.store(at + frames, std::memory_order_release);
    return frames;
}

bool RingBuffer::takeBack(std::uint64_t frame) {
    const std::uint64_t written = m_written.load(std::memory_order_relaxed);
    if (frame > written || frame < taken() || m_claimed.load(std::memory_order_seq_cst) > frame)
        return false;
    // Either the reader sees the new end, or what it claimed before is seen here.
    m_written.store(frame, std::memory_order_seq_cst);
    if (m_claimed.load(std::memory_order_seq_cst) <= frame)
        return true;
    m_written.store(written, std::memory_order_seq_cst);
    return false;
}

std::size_t RingBuffer::read(std::span<float> interleaved) {
    const std::uint64_t at = m_taken.load(std::memory_order_relaxed);
    // Claimed first and asked for then, in one order for both threads: see takeBack().
    m_claimed.store(at + interleaved.size() / 2, std::memory_order_seq_cst);
    const std::uint64_t written = m_written.load(std::memory_order_seq_cst);
    const auto available = static_cast<std::size_t>(written - std::min(written, at));
    const std::size_t frames = std::min(interleaved.size() / 2, available);
    const std::size_t first = static_cast<std::size_t>(at) & m_mask;
    const std::size_t straight = std::min(frames, capacity() - first);
    std::copy_n(m_frames.get() + 2 * first, 2 * straight, interleaved.data());
    std::copy_n(m_frames.get(), 2 * (frames - straight), interleaved.data() + 2 * straight);
    m_taken.store(at + frames, std::memory_order_release);
    return frames;
}

} // namespace segue::playback
