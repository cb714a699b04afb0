// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/cover_making.h"

#include "engine/audio/ffmpeg/image_frames.h"

extern "C" {
#include <libavutil/log.h>
}

#include <algorithm>

namespace segue::audio::ffmpeg {

namespace {

constexpr int kJpegQuality = 2;    ///< 1 to 31, 1 is the best
constexpr int kMostProportion = 3; ///< of a photograph's sides; what is longer would be longer than it may be

std::vector<std::uint8_t> fileOf(const AVFrame& rgba) {
    if (isTransparent(rgba))
        return encodedImage(rgba, AV_CODEC_ID_PNG, kJpegQuality);
    return encodedImage(*scaledImage(rgba, rgba.width, rgba.height, AV_PIX_FMT_YUVJ444P), AV_CODEC_ID_MJPEG, kJpegQuality);
}

int longer(const AVFrame& frame) { return std::max(frame.width, frame.height); }
int shorter(const AVFrame& frame) { return std::min(frame.width, frame.height); }

/// Most covers: photographs that lie upright. What the decoder gave is written again as it is, unless it is too large.
CoverImage fromPhotograph(const AVFrame& photo) {
    const auto format = static_cast<AVPixelFormat>(photo.format);
    const bool isAsWritten = format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P || format == AV_PIX_FMT_YUVJ444P;
    const auto shown = shrunkImage(photo, CoverImage::kLeastShown, shorter(photo));
    CoverImage image{.width = shown->width, .height = shown->height, .pixels = pixelsOf(*shown), .file = {}};
    if (isAsWritten && longer(photo) <= CoverImage::kMostSide)
        image.file = encodedImage(photo, AV_CODEC_ID_MJPEG, kJpegQuality);
    else
        image.file =
            encodedImage(*shrunkImage(photo, CoverImage::kMostSide, longer(photo), isAsWritten ? format : AV_PIX_FMT_YUVJ444P),
                         AV_CODEC_ID_MJPEG, kJpegQuality);
    return image;
}

} // namespace

CoverImage makeCoverImage(const Cover& cover) {
    av_log_set_level(AV_LOG_QUIET);
    const auto decoded = decodeImage(cover, CoverImage::kMostSide);
    const int way = orientationOf(*decoded);
    if (way == kUpright && !mayBeTransparent(*decoded) && longer(*decoded) <= shorter(*decoded) * kMostProportion)
        return fromPhotograph(*decoded);
    const auto whole = uprightImage(shrunkImage(*decoded, CoverImage::kMostSide, longer(*decoded)), way);
    const auto shown = shrunkImage(*whole, CoverImage::kLeastShown, shorter(*whole));
    return {.width = shown->width, .height = shown->height, .pixels = pixelsOf(*shown), .file = fileOf(*whole)};
}

} // namespace segue::audio::ffmpeg
