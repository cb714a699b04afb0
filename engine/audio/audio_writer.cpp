// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"

#include "engine/audio/file_write.h"
#include "engine/audio/tags.h"
#include "engine/words/error.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/log.h>
#include <libswresample/swresample.h>
}

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <new>
#include <string_view>

namespace segue::audio {

namespace {

struct Recipe {
    std::string_view extension;
    const char* encoder;
    const char* muxer;
    int bitRate;
};
constexpr std::array<Recipe, 6> kRecipes = {{
    {".wav", "pcm_s16le", "wav", 0},
    {".flac", "flac", "flac", 0},
    {".mp3", "libmp3lame", "mp3", 192'000},
    {".ogg", "libvorbis", "ogg", 192'000},
    {".opus", "libopus", "opus", 128'000},
    {".m4a", "aac", "ipod", 192'000},
}};

struct FreeCodec {
    void operator()(AVCodecContext* context) const noexcept { avcodec_free_context(&context); }
};
struct FreeMuxer {
    void operator()(AVFormatContext* context) const noexcept {
        if (context->pb != nullptr) {
            std::uint8_t* buffer = nullptr;
            avio_close_dyn_buf(context->pb, &buffer);
            av_free(buffer);
        }
        avformat_free_context(context);
    }
};
struct FreeSwr {
    void operator()(SwrContext* context) const noexcept { swr_free(&context); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
};

void check(int code, const char* what) {
    if (code == AVERROR(ENOMEM))
        throw std::bad_alloc();
    if (code >= 0)
        return;
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    throw Error(ErrorKind::unsupported, Message(MessageId::soundNotEncoded, {what, text.data()}));
}

template <typename T>
T* orBadAlloc(T* made) {
    if (made == nullptr)
        throw std::bad_alloc();
    return made;
}

const Recipe& recipeFor(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return c < 128 ? std::tolower(c) : c; });
    const auto found = std::ranges::find(kRecipes, extension, &Recipe::extension);
    if (found == kRecipes.end() || avcodec_find_encoder_by_name(found->encoder) == nullptr)
        throw Error(ErrorKind::unsupported, Message(MessageId::soundFileKindUnknown, {displayName(path)}));
    return *found;
}

/// One file being encoded into memory.
class Encoding final {
public:
    Encoding(const Recipe& recipe, int rateHz, int channels, const WriteTags& tags)
        : m_packet(orBadAlloc(av_packet_alloc()))
        , m_frame(orBadAlloc(av_frame_alloc()))
        , m_channels(channels) {
        AVFormatContext* muxer = nullptr;
        check(avformat_alloc_output_context2(&muxer, nullptr, recipe.muxer, nullptr), "no such kind of file");
        m_muxer.reset(muxer);
        check(avio_open_dyn_buf(&muxer->pb), "no memory");
        // Equal input makes equal files, and the encoder's version stays out of them.
        muxer->flags |= AVFMT_FLAG_BITEXACT;
        for (const auto& [name, value] : tags)
            check(av_dict_set(&muxer->metadata, name.c_str(), value.c_str(), 0), "no memory");
        openCodec(recipe, rateHz);
        m_stream = orBadAlloc(avformat_new_stream(muxer, nullptr));
        m_stream->time_base = m_codec->time_base;
        check(avcodec_parameters_from_context(m_stream->codecpar, m_codec.get()), "no memory");
        check(avformat_write_header(muxer, nullptr), "the file cannot hold this sound");
    }

    void encode(std::span<const float> interleaved) {
        const std::size_t frames = interleaved.size() / static_cast<std::size_t>(m_channels);
        const std::size_t block = m_codec->frame_size > 0 ? static_cast<std::size_t>(m_codec->frame_size) : 4096;
        for (std::size_t at = 0; at < frames; at += block)
            encodeBlock(interleaved.data() + at * static_cast<std::size_t>(m_channels), std::min(block, frames - at), at);
        send(nullptr);
        check(av_write_trailer(m_muxer.get()), "the file cannot be finished");
    }

    /// The finished file; the object is used up.
    std::vector<std::byte> bytes() {
        std::uint8_t* buffer = nullptr;
        const int size = avio_close_dyn_buf(m_muxer->pb, &buffer);
        m_muxer->pb = nullptr;
        const std::unique_ptr<std::uint8_t, decltype(&av_free)> owner(buffer, &av_free);
        const auto view = std::as_bytes(std::span(buffer, static_cast<std::size_t>(std::max(0, size))));
        return {view.begin(), view.end()};
    }

private:
    void openCodec(const Recipe& recipe, int rateHz) {
        const AVCodec* codec = avcodec_find_encoder_by_name(recipe.encoder);
        m_codec.reset(orBadAlloc(avcodec_alloc_context3(codec)));
        m_codec->sample_rate = rateHz;
        m_codec->time_base = {1, rateHz};
        m_codec->bit_rate = recipe.bitRate;
        m_codec->sample_fmt = codec->sample_fmts != nullptr ? codec->sample_fmts[0] : AV_SAMPLE_FMT_S16;
        m_codec->flags |= AV_CODEC_FLAG_BITEXACT;
        if ((m_muxer->oformat->flags & AVFMT_GLOBALHEADER) != 0)
            m_codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        av_channel_layout_default(&m_codec->ch_layout, m_channels);
        check(avcodec_open2(m_codec.get(), codec, nullptr), "the encoder does not take this rate or number of channels");
        SwrContext* converter = nullptr;
        check(swr_alloc_set_opts2(&converter, &m_codec->ch_layout, m_codec->sample_fmt, rateHz, &m_codec->ch_layout,
                                  AV_SAMPLE_FMT_FLT, rateHz, 0, nullptr),
              "no conversion");
        m_converter.reset(converter);
        check(swr_init(converter), "no conversion");
    }

    void encodeBlock(const float* samples, std::size_t count, std::size_t at) {
        av_frame_unref(m_frame.get());
        m_frame->nb_samples = static_cast<int>(count);
        m_frame->format = m_codec->sample_fmt;
        m_frame->sample_rate = m_codec->sample_rate;
        m_frame->pts = static_cast<std::int64_t>(at);
        check(av_channel_layout_copy(&m_frame->ch_layout, &m_codec->ch_layout), "no memory");
        check(av_frame_get_buffer(m_frame.get(), 0), "no memory");
        const auto* source = reinterpret_cast<const std::uint8_t*>(samples);
        check(swr_convert(m_converter.get(), m_frame->extended_data, m_frame->nb_samples, &source, m_frame->nb_samples),
              "no conversion");
        send(m_frame.get());
    }

    void send(const AVFrame* frame) {
        check(avcodec_send_frame(m_codec.get(), frame), "the encoder failed");
        while (true) {
            const int code = avcodec_receive_packet(m_codec.get(), m_packet.get());
            if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
                return;
            check(code, "the encoder failed");
            av_packet_rescale_ts(m_packet.get(), m_codec->time_base, m_stream->time_base);
            m_packet->stream_index = m_stream->index;
            check(av_interleaved_write_frame(m_muxer.get(), m_packet.get()), "the file cannot hold this sound");
        }
    }

    std::unique_ptr<AVFormatContext, FreeMuxer> m_muxer;
    std::unique_ptr<AVCodecContext, FreeCodec> m_codec;
    std::unique_ptr<SwrContext, FreeSwr> m_converter;
    std::unique_ptr<AVPacket, FreePacket> m_packet;
    std::unique_ptr<AVFrame, FreeFrame> m_frame;
    AVStream* m_stream = nullptr; ///< owned by m_muxer
    int m_channels;
};

} // namespace

void writeAudio(const std::filesystem::path& path, std::span<const float> interleaved, int rateHz, int channels,
                const WriteTags& tags) {
    if (interleaved.empty() || rateHz <= 0 || channels <= 0 || interleaved.size() % static_cast<std::size_t>(channels) != 0)
        throw Error(ErrorKind::usage, "A sound file needs whole frames, a rate and channels.");
    av_log_set_level(AV_LOG_QUIET);
    Encoding encoding(recipeFor(path), rateHz, channels, tags);
    encoding.encode(interleaved);
    writeWholeFile(path, encoding.bytes());
}

} // namespace segue::audio
