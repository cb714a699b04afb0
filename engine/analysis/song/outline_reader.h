// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/song/waveform_builder.h"
#include "engine/audio/decoder.h"
#include "engine/audio/loudness.h"
#include "engine/words/song_details.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace segue::analysis {

/// Raised when outlines are made in another way: those of older versions are made again.
inline constexpr int kOutlineVersion = 1;

/// Reads a whole song once, block by block, for its outline; asked in between it tells what it has so far. The duration
/// that the file claims only shapes what is not read yet: at the end the columns cover what was really decoded.
///
/// Memory: a block, the columns, and libebur128's list of loudnesses (80 bytes a second of sound).
/// Thread rule: one thread. Failure rule: the constructor throws like audio::Decoder; reading nothing but std::bad_alloc.
class OutlineReader final {
public:
    explicit OutlineReader(const std::filesystem::path& song, std::stop_token stop = {});

    /// Reads on, at most a second of sound. @return false when there is no more, or `stop` was requested
    bool readMore();

    [[nodiscard]] bool isComplete() const { return m_complete; } ///< everything was read
    [[nodiscard]] float progress() const;                        ///< [0, 1]; 0 while nobody knows how long the song is
    /// Of what was read so far; every value is finite. `duration` is what is expected until it is complete.
    [[nodiscard]] Outline outline() const;

private:
    [[nodiscard]] std::uint64_t expectedFrames() const;

    std::stop_token m_stop;
    audio::Decoder m_decoder;
    int m_rateHz;
    int m_channels;
    WaveformBuilder m_waveform;
    audio::LoudnessMeter m_loudness;
    std::vector<float> m_block; ///< [frames, channels]
    bool m_complete = false;
};

} // namespace segue::analysis
