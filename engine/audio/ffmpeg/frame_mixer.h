// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

extern "C" {
#include <libavutil/frame.h>
}

#include <vector>

namespace segue::audio::ffmpeg {

/// Appends a decoded frame to @p out as floats [samples, channels], NaN and infinity as 0. One channel is the mean of
/// all; as many as the frame has are copied as they are; two from more take left and right, with the middle at -3 dB in
/// both, scaled so that nothing can clip.
void mixFrame(const AVFrame& frame, int channels, std::vector<float>& out);

} // namespace segue::audio::ffmpeg
