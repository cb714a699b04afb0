// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/decoder.h"

extern "C" {
#include <libavutil/frame.h>
}

#include <span>
#include <vector>

namespace segue::audio::ffmpeg {

/// Turns decoded frames into the sound to deliver. One thread.
class FrameMixer final {
public:
    /// Appends a frame to @p out as floats [samples, channels], NaN and infinity as 0. One channel: the mean of all, or the
    /// mix by the gains if there is one for each channel. As many as the frame has: copied as they are. Two from more: left
    /// and right with the middle at -3 dB in both, scaled so that nothing can clip.
    void mix(const AVFrame& frame, const OutputFormat& output, std::vector<float>& out);

    /// The last frame as it was before mixing. [channels, samples]
    [[nodiscard]] std::span<const float> planes() const { return m_planes; }

private:
    std::vector<float> m_planes;
};

} // namespace segue::audio::ffmpeg
