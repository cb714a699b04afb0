// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/song/waveform_builder.h"
#include "engine/audio/decoder.h"
#include "engine/audio/fingerprint.h"
#include "engine/audio/loudness.h"
#include "engine/words/song_details.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace segue::analysis {

/// Raise it when outlines are made in another way; older ones are then made again.
inline constexpr int kOutlineVersion = 1;

/// Reads a whole song once, block by block, for its outline; can be asked in between for what it has so far. The file's
/// claimed duration only shapes the part not read yet: at the end the columns cover what was really decoded.
///
/// Memory: a block, the columns, and libebur128's list of loudnesses (80 bytes a second of sound).
/// Thread rule: one thread. Failure rule: the constructor throws like audio::Decoder; reading nothing but std::bad_alloc.
class OutlineReader final {
public:
    explicit OutlineReader(const std::filesystem::path& song, std::stop_token stop = {});

    /// Reads on, at most a second of sound. @return false at the end, or if `stop` was requested
    bool readMore();

    [[nodiscard]] bool isComplete() const { return m_complete; } ///< everything was read
    [[nodiscard]] float progress() const;                        ///< [0, 1]; 0 while the song's length is not known
    /// The outline of what was read so far; every value is finite. Until it is complete, `duration` is the expected one, and
    /// there is no fingerprint.
    [[nodiscard]] Outline outline() const;

private:
    [[nodiscard]] std::uint64_t expectedFrames() const;

    std::stop_token m_stop;
    audio::Decoder m_decoder;
    int m_rateHz;
    int m_channels;
    WaveformBuilder m_waveform;
    audio::LoudnessMeter m_loudness;
    audio::FingerprintMaker m_fingerprint;
    std::vector<std::uint8_t> m_packed; ///< the fingerprint, at the end
    std::vector<float> m_block;         ///< [frames, channels]
    bool m_complete = false;
};

} // namespace segue::analysis
