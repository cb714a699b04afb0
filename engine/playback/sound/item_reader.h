// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/decoder.h"
#include "engine/playback/player.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>

namespace segue::playback {

/// How long so many frames sound, to the nearest millisecond.
[[nodiscard]] std::chrono::milliseconds timeOf(std::uint64_t frames, int rateHz = AudioSink::kRateHz);
/// The frame at that time.
[[nodiscard]] std::uint64_t framesOf(std::chrono::milliseconds time, int rateHz = AudioSink::kRateHz);

/// The sound of one item, stereo at the file's own rate: a whole file, or a preview that fades in and out.
///
/// Thread rule: one thread. Failure rule: the constructor throws Error as audio::Decoder does, or std::bad_alloc; later nothing
/// throws, and the item ends where memory does. When the token is asked to stop, the reader is at its end soon.
class ItemReader final {
public:
    ItemReader(const PlayItem& item, std::stop_token stop);

    /// @return frames written to `interleaved` [frames, 2]; 0 at the end
    std::size_t read(std::span<float> interleaved);
    /// From the item's start, clamped to its length.
    void seek(std::chrono::milliseconds position);

    [[nodiscard]] int rateHz() const { return m_rateHz; }
    [[nodiscard]] audio::GainTags gainTags() const { return m_decoder.gainTags(); }
    /// Frames from the item's start to what read() gives next.
    [[nodiscard]] std::uint64_t position() const { return m_position; }
    /// Of the item as it will be heard; 0 if the file does not tell.
    [[nodiscard]] std::chrono::milliseconds length() const;
    /// Why the end came before that of the item: the file was cut or lost (more than two seconds are missing), or there is
    /// not enough memory. Empty: it did not, or the reader was asked to stop.
    [[nodiscard]] std::string whyEndedEarly() const;

private:
    std::size_t readNext(std::span<float> interleaved);
    void seekTo(std::chrono::milliseconds position);

    audio::Decoder m_decoder;
    std::stop_token m_stop;
    std::chrono::milliseconds m_start;
    bool m_preview;
    int m_rateHz = AudioSink::kRateHz;
    std::uint64_t m_frames = 0; ///< of the item; 0: unknown
    std::uint64_t m_position = 0;
    bool m_ended = false;
    bool m_ranOutOfMemory = false;
};

} // namespace segue::playback
