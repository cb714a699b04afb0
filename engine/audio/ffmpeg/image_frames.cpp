// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/image_frames.h"

#include "engine/audio/ffmpeg/cover_making.h"
#include "engine/words/error.h"

extern "C" {
#include <libavutil/dict.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

namespace segue::audio::ffmpeg {

namespace {

struct Free : FreeImage {
    using FreeImage::operator();
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};
template <typename What>
using Own = std::unique_ptr<What, std::conditional_t<std::is_same_v<What, AVFrame>, FreeImage, Free>>;

constexpr int kLongestSide = 30'000; ///< pixels; nothing that is a cover is as long
constexpr int kMostHalvings = 3;     ///< what FFmpeg's JPEG decoder can do

template <typename What>
Own<What> owned(What* made) {
    if (made == nullptr)
        throw std::bad_alloc();
    return Own<What>(made);
}

[[noreturn]] void refuse(int failure) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> words{};
    av_strerror(failure, words.data(), words.size());
    throw Error(ErrorKind::badFile, Message(MessageId::coverNotDecoded, {std::string(words.data())}));
}

void require(int result) {
    if (result < 0)
        refuse(result);
}

AVCodecID codecOf(const std::string& mimeType) {
    if (mimeType == "image/jpeg")
        return AV_CODEC_ID_MJPEG;
    if (mimeType == "image/png")
        return AV_CODEC_ID_PNG;
    if (mimeType == "image/gif")
        return AV_CODEC_ID_GIF;
    if (mimeType == "image/bmp")
        return AV_CODEC_ID_BMP;
    return mimeType == "image/webp" ? AV_CODEC_ID_WEBP : AV_CODEC_ID_NONE;
}

/// What the decoder finds out before it takes memory for an image.
struct Size {
    int width = 0, height = 0; ///< as it lies in the file
    int halvings = 0;          ///< of the decoder
    int leastSide = 0;         ///< that is wanted of the longer one
    bool isRefused = false;
    bool mayBeHalved = false; ///< the decoder is to be told how often, and to begin again
};

bool isTooLarge(std::int64_t width, std::int64_t height) {
    return std::max(width, height) > kLongestSide || width * height > kMostCoverPixels;
}

[[noreturn]] void refuseSize(std::int64_t width, std::int64_t height) {
    throw Error(ErrorKind::badFile, Message(MessageId::coverTooLarge, {std::to_string(width), std::to_string(height),
                                                                       std::to_string(kMostCoverPixels / 1'000'000)}));
}

/// @param order of the bytes' places, the most significant first
std::int64_t numberIn(const Cover& cover, std::initializer_list<std::size_t> order) {
    std::int64_t number = 0;
    for (const std::size_t place : order)
        number = number << 8 | std::to_integer<std::int64_t>(place < cover.bytes.size() ? cover.bytes[place] : std::byte{});
    return number;
}

/// Some decoders say only that a picture is broken when its header promises more than there is: their headers are simple, and
/// looked at here. JPEG and WebP tell their size in takeMemory().
void requireStatedSize(const Cover& cover) {
    std::int64_t width = 0, height = 0;
    constexpr std::int64_t kFirstChunk = 0x49484452; // IHDR
    if (cover.mimeType == "image/png" && numberIn(cover, {12, 13, 14, 15}) == kFirstChunk) {
        width = numberIn(cover, {16, 17, 18, 19});
        height = numberIn(cover, {20, 21, 22, 23});
    } else if (cover.mimeType == "image/bmp") {
        width = numberIn(cover, {21, 20, 19, 18});
        height = numberIn(cover, {25, 24, 23, 22});
        if (height > INT32_MAX) // negative: its rows go downwards
            height = (std::int64_t{1} << 32) - height;
    } else if (cover.mimeType == "image/gif") {
        width = numberIn(cover, {7, 6});
        height = numberIn(cover, {9, 8});
    }
    if (isTooLarge(width, height))
        refuseSize(width, height);
}

int halvingsOf(const Size& size) {
    int halvings = 0;
    while (halvings < kMostHalvings && std::max(size.width, size.height) >> (halvings + 1) >= size.leastSide)
        ++halvings;
    return halvings;
}

int takeMemory(AVCodecContext* context, AVFrame* frame, int flags) {
    auto& size = *static_cast<Size*>(context->opaque);
    if (context->lowres == 0) {
        size.width = frame->width;
        size.height = frame->height;
        size.isRefused = isTooLarge(size.width, size.height);
        if (size.isRefused)
            return AVERROR(ENOMEM);
        if (context->codec_id == AV_CODEC_ID_MJPEG && halvingsOf(size) > 0) {
            size.mayBeHalved = true;
            return AVERROR(EAGAIN);
        }
    }
    return avcodec_default_get_buffer2(context, frame, flags);
}

/// @return nothing if the decoder stopped to be asked for a smaller image
Own<AVFrame> decode(const AVPacket& packet, const AVCodec& codec, Size& size) {
    const auto context = owned(avcodec_alloc_context3(&codec));
    context->thread_count = 1;
    context->opaque = &size;
    context->get_buffer2 = &takeMemory;
    context->lowres = size.halvings;
    require(avcodec_open2(context.get(), &codec, nullptr));
    auto frame = owned(av_frame_alloc());
    int result = avcodec_send_packet(context.get(), &packet);
    if (result >= 0)
        result = avcodec_receive_frame(context.get(), frame.get());
    if (size.isRefused)
        refuseSize(size.width, size.height);
    if (size.halvings == 0 && size.mayBeHalved)
        return nullptr;
    require(result);
    return frame;
}

} // namespace

ImageFrame decodeImage(const Cover& cover, int leastSide) {
    const AVCodec* const codec = avcodec_find_decoder(codecOf(cover.mimeType));
    if (codec == nullptr || cover.bytes.size() > kMaxCoverBytes)
        refuse(AVERROR_DECODER_NOT_FOUND);
    requireStatedSize(cover);
    const auto packet = owned(av_packet_alloc());
    if (av_new_packet(packet.get(), static_cast<int>(cover.bytes.size())) < 0)
        throw std::bad_alloc();
    std::memcpy(packet->data, cover.bytes.data(), cover.bytes.size());
    packet->flags |= AV_PKT_FLAG_KEY;
    Size size{.leastSide = leastSide};
    auto frame = decode(*packet, *codec, size);
    if (!frame) {
        size.halvings = halvingsOf(size);
        frame = decode(*packet, *codec, size);
    }
    if (!frame || frame->width <= 0 || frame->height <= 0)
        refuse(AVERROR_INVALIDDATA);
    return frame;
}

ImageFrame scaledImage(const AVFrame& from, int width, int height, AVPixelFormat format) {
    auto to = owned(av_frame_alloc());
    to->width = width;
    to->height = height;
    to->format = format;
    require(av_frame_get_buffer(to.get(), 0));
    const Own<SwsContext> scaler(sws_getContext(from.width, from.height, static_cast<AVPixelFormat>(from.format), width, height,
                                                format, SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP,
                                                nullptr, nullptr, nullptr));
    if (!scaler)
        refuse(AVERROR(ENOMEM));
    require(sws_scale(scaler.get(), from.data, from.linesize, 0, from.height, to->data, to->linesize));
    return to;
}

ImageFrame shrunkImage(const AVFrame& from, int divisor, int dividend, AVPixelFormat format) {
    const auto side = [&](int length) {
        const std::int64_t exact = divisor >= dividend ? length : (std::int64_t{length} * divisor + dividend / 2) / dividend;
        return static_cast<int>(std::max<std::int64_t>(1, exact));
    };
    return scaledImage(from, side(from.width), side(from.height), format);
}

int orientationOf(const AVFrame& frame) {
    const AVDictionaryEntry* const told = av_dict_get(frame.metadata, "Orientation", nullptr, 0);
    const long way = told != nullptr ? std::strtol(told->value, nullptr, 10) : kUpright;
    return way >= 1 && way <= 8 ? static_cast<int>(way) : kUpright;
}

ImageFrame uprightImage(ImageFrame from, int way) {
    if (way == kUpright)
        return from;
    const bool isTurned = way >= 5;
    const bool fromRight = way == 2 || way == 3 || way == 7 || way == 8;
    const bool fromBottom = way == 3 || way == 4 || way == 6 || way == 7;
    auto to = owned(av_frame_alloc());
    to->width = isTurned ? from->height : from->width;
    to->height = isTurned ? from->width : from->height;
    to->format = from->format;
    require(av_frame_get_buffer(to.get(), 0));
    const auto pixel = [](const AVFrame& frame, int x, int y) {
        return frame.data[0] + std::ptrdiff_t{y} * frame.linesize[0] + std::ptrdiff_t{x} * 4;
    };
    for (int y = 0; y < to->height; ++y)
        for (int x = 0; x < to->width; ++x) {
            const int column = isTurned ? y : x;
            const int row = isTurned ? x : y;
            std::memcpy(pixel(*to, x, y),
                        pixel(*from, fromRight ? from->width - 1 - column : column, fromBottom ? from->height - 1 - row : row), 4);
        }
    return to;
}

std::vector<std::uint8_t> pixelsOf(const AVFrame& rgba) {
    const auto row = static_cast<std::size_t>(rgba.width) * CoverImage::kBytesAPixel;
    std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(rgba.height));
    for (int y = 0; y < rgba.height; ++y)
        std::memcpy(pixels.data() + row * static_cast<std::size_t>(y), rgba.data[0] + std::ptrdiff_t{y} * rgba.linesize[0], row);
    return pixels;
}

bool isTransparent(const AVFrame& rgba) {
    for (int y = 0; y < rgba.height; ++y)
        for (int x = 0; x < rgba.width; ++x)
            if (rgba.data[0][std::ptrdiff_t{y} * rgba.linesize[0] + std::ptrdiff_t{x} * 4 + 3] != 0xFF)
                return true;
    return false;
}

std::vector<std::uint8_t> encodedImage(const AVFrame& image, AVCodecID kind, int jpegQuality) {
    const AVCodec* const codec = avcodec_find_encoder(kind);
    if (codec == nullptr)
        refuse(AVERROR_ENCODER_NOT_FOUND);
    const auto context = owned(avcodec_alloc_context3(codec));
    context->width = image.width;
    context->height = image.height;
    context->pix_fmt = static_cast<AVPixelFormat>(image.format);
    context->time_base = {1, 1};
    context->thread_count = 1;
    context->compression_level = 1; // of PNG: it is kept in memory for a moment
    context->flags |= AV_CODEC_FLAG_QSCALE;
    context->global_quality = FF_QP2LAMBDA * jpegQuality;
    require(avcodec_open2(context.get(), codec, nullptr));
    const auto frame = owned(av_frame_clone(&image));
    frame->quality = context->global_quality;
    frame->pts = 0;
    frame->pict_type = AV_PICTURE_TYPE_NONE;
    require(avcodec_send_frame(context.get(), frame.get()));
    require(avcodec_send_frame(context.get(), nullptr));
    const auto packet = owned(av_packet_alloc());
    require(avcodec_receive_packet(context.get(), packet.get()));
    return {packet->data, packet->data + packet->size};
}

bool mayBeTransparent(const AVFrame& frame) {
    const AVPixFmtDescriptor* const kind = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    return kind == nullptr || (kind->flags & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL)) != 0;
}

} // namespace segue::audio::ffmpeg
