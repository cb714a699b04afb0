// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_details.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace segue::analysis {

/// Makes a Waveform from sound that arrives in blocks and whose length is not known before its end. It keeps some thousand
/// bins of equal time, which double in length whenever they are used up. Constant memory.
class WaveformBuilder final {
public:
    /// @param channels at least 1; a column covers all of them
    explicit WaveformBuilder(int channels);

    /// @param interleaved [frames, channels]
    void add(std::span<const float> interleaved);

    [[nodiscard]] std::uint64_t frames() const { return m_frames; } ///< added so far

    /// The waveform of a song of @p totalFrames frames, or of those added if they are more. Columns without added frames are
    /// 0. A song with fewer frames than columns repeats frames.
    [[nodiscard]] Waveform waveform(std::uint64_t totalFrames) const;

private:
    struct Bin {
        float peak = 0.F;
        double squares = 0.0; ///< sum over all samples
    };
    void halve();

    std::size_t m_channels;
    std::vector<Bin> m_bins; ///< the last one may not be full
    std::uint64_t m_framesPerBin = 1;
    std::uint64_t m_frames = 0;
};

} // namespace segue::analysis
