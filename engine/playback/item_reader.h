// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/decoder.h"
#include "engine/playback/player.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <stop_token>

namespace segue::playback {

/// How long so many frames sound, to the nearest millisecond.
[[nodiscard]] std::chrono::milliseconds timeOf(std::uint64_t frames);

/// The sound of one item, stereo at AudioSink::kRateHz: a whole file, or a preview that fades in and out.
///
/// Thread rule: one thread. Failure rule: the constructor throws Error as audio::Decoder does; later nothing throws.
/// When the token is asked to stop, the reader is at its end soon.
class ItemReader final {
public:
    ItemReader(const PlayItem& item, std::stop_token stop);

    /// @return frames written to `interleaved` [frames, 2]; 0 at the end
    std::size_t read(std::span<float> interleaved);
    /// From the item's start, clamped to its length.
    void seek(std::chrono::milliseconds position);

    /// Frames from the item's start to what read() gives next.
    [[nodiscard]] std::uint64_t position() const { return m_position; }
    /// Of the item as it will be heard; 0 if the file does not tell.
    [[nodiscard]] std::chrono::milliseconds length() const;
    /// Whether the end came more than two seconds before the length that the file claims: it was cut or lost.
    [[nodiscard]] bool endedEarly() const;

private:
    audio::Decoder m_decoder;
    std::stop_token m_stop;
    std::chrono::milliseconds m_start;
    bool m_preview;
    std::uint64_t m_frames = 0; ///< of the item; 0: unknown
    std::uint64_t m_position = 0;
    bool m_ended = false;
};

} // namespace segue::playback
