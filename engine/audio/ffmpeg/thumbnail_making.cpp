// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/thumbnail_making.h"

#include "engine/audio/ffmpeg/image_frames.h"
#include "engine/audio/image_type.h"
#include "engine/words/error.h"

extern "C" {
#include <libavutil/log.h>
}

#include <algorithm>
#include <new>
#include <utility>

namespace segue::audio {

namespace ffmpeg {

namespace {

constexpr int kThumbnailQuality = 5; ///< 1 to 31, 1 is the best

ImageFrame middleOf(const AVFrame& rgba) {
    ImageFrame square(av_frame_clone(&rgba));
    if (!square)
        throw std::bad_alloc();
    const int side = std::min(rgba.width, rgba.height);
    square->data[0] += std::ptrdiff_t{(rgba.height - side) / 2} * rgba.linesize[0] + std::ptrdiff_t{(rgba.width - side) / 2} * 4;
    square->width = side;
    square->height = side;
    return square;
}

std::vector<std::uint8_t> thumbnailFile(const AVFrame& square, int side, bool isTransparent) {
    const auto format = isTransparent ? AV_PIX_FMT_RGBA : AV_PIX_FMT_YUVJ420P;
    return encodedImage(*scaledImage(square, side, side, format), isTransparent ? AV_CODEC_ID_PNG : AV_CODEC_ID_MJPEG,
                        kThumbnailQuality);
}

} // namespace

CoverThumbnails makeThumbnails(const Cover& cover) {
    av_log_set_level(AV_LOG_QUIET);
    const int largest = kCoverSides.back();
    const auto decoded = decodeImage(cover, largest + largest / 2); // sharper than twice as large is none
    const auto small = shrunkImage(*decoded, largest, std::min(decoded->width, decoded->height));
    const auto square = uprightImage(middleOf(*small), orientationOf(*decoded));
    const bool hasHoles = mayBeTransparent(*decoded) && isTransparent(*square);
    CoverThumbnails made;
    for (std::size_t i = 0; i < kCoverSides.size(); ++i)
        made.files[i] = thumbnailFile(*square, std::min(kCoverSides[i], square->width), hasHoles);
    return made;
}

} // namespace ffmpeg

CoverSquare decodeThumbnail(std::span<const std::uint8_t> file) {
    av_log_set_level(AV_LOG_QUIET);
    const auto bytes = std::as_bytes(file);
    const auto decoded =
        ffmpeg::decodeImage({.mimeType = imageType(bytes), .bytes = {bytes.begin(), bytes.end()}}, kCoverSides.back());
    if (decoded->width != decoded->height || decoded->width > kCoverSides.back())
        throw Error(ErrorKind::badFile, Message(MessageId::coverNotDecoded, {std::to_string(decoded->width)}));
    const auto rgba = ffmpeg::scaledImage(*decoded, decoded->width, decoded->height, AV_PIX_FMT_RGBA);
    return {.side = rgba->width, .pixels = ffmpeg::pixelsOf(*rgba)};
}

} // namespace segue::audio
