// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tags.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/frame.h>
#include <libavutil/pixfmt.h>
}

#include <cstdint>
#include <memory>
#include <vector>

namespace segue::audio::ffmpeg {

/// Images as FFmpeg has them, for what makes covers of them; inside this folder only.
///
/// Any thread. All of them throw Error{badFile} where FFmpeg refuses, and std::bad_alloc.

struct FreeImage {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
using ImageFrame = std::unique_ptr<AVFrame, FreeImage>;

inline constexpr int kUpright = 1; ///< of the eight ways in which EXIF says that an image may lie

/// The first image of what a file holds, checked before it takes memory (kMostCoverPixels).
/// @param leastSide a JPEG whose longer side is at least twice as long is decoded at a half, a quarter or an eighth of its size
[[nodiscard]] ImageFrame decodeImage(const Cover& cover, int leastSide);
/// As EXIF counts: the first row is at the top (1, 2), the bottom (3, 4), the left (5, 8) or the right (6, 7).
[[nodiscard]] int orientationOf(const AVFrame& frame);
[[nodiscard]] ImageFrame uprightImage(ImageFrame rgba, int way);

[[nodiscard]] ImageFrame scaledImage(const AVFrame& from, int width, int height, AVPixelFormat format);
/// By the factor divisor / dividend, unless that is more than 1.
[[nodiscard]] ImageFrame shrunkImage(const AVFrame& from, int divisor, int dividend, AVPixelFormat format = AV_PIX_FMT_RGBA);

[[nodiscard]] bool mayBeTransparent(const AVFrame& frame); ///< by its kind
[[nodiscard]] bool isTransparent(const AVFrame& rgba);
[[nodiscard]] std::vector<std::uint8_t> pixelsOf(const AVFrame& rgba); ///< [height, width, 4]
/// @param jpegQuality 1 to 31, 1 is the best
[[nodiscard]] std::vector<std::uint8_t> encodedImage(const AVFrame& image, AVCodecID kind, int jpegQuality);

} // namespace segue::audio::ffmpeg
