// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/audio/files_for_tests.h"

#include "tests/support/files.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <taglib/apetag.h>
#include <taglib/attachedpictureframe.h>
#include <taglib/fileref.h>
#include <taglib/flacfile.h>
#include <taglib/id3v1tag.h>
#include <taglib/id3v2tag.h>
#include <taglib/mpegfile.h>
#include <taglib/tpropertymap.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>

namespace segue::test {

namespace {

void require(bool worked) {
    if (!worked)
        throw std::runtime_error("the test's file could not be made");
}

void writePackets(AVCodecContext* codec, AVFormatContext* muxer, const AVFrame* frame) {
    require(avcodec_send_frame(codec, frame) >= 0);
    AVPacket* packet = av_packet_alloc();
    while (avcodec_receive_packet(codec, packet) >= 0) {
        av_packet_rescale_ts(packet, codec->time_base, muxer->streams[0]->time_base);
        require(av_interleaved_write_frame(muxer, packet) >= 0);
    }
    av_packet_free(&packet);
}

bool isWritten(AVSampleFormat format) {
    const auto packed = av_get_packed_sample_fmt(format);
    return packed == AV_SAMPLE_FMT_S16 || packed == AV_SAMPLE_FMT_S32 || packed == AV_SAMPLE_FMT_FLT;
}

/// Samples from @p at on, in whatever form the encoder takes.
void fillFrame(AVFrame& frame, std::span<const float> stereo, std::size_t at) {
    const auto format = static_cast<AVSampleFormat>(frame.format);
    const bool isPlanar = av_sample_fmt_is_planar(format) != 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(frame.nb_samples); ++i)
        for (std::size_t channel = 0; channel < 2; ++channel) {
            const float value = stereo[2 * (at + i) + channel];
            std::uint8_t* plane = frame.data[isPlanar ? channel : 0];
            const std::size_t index = isPlanar ? i : 2 * i + channel;
            switch (av_get_packed_sample_fmt(format)) {
            case AV_SAMPLE_FMT_S16:
                reinterpret_cast<std::int16_t*>(plane)[index] = static_cast<std::int16_t>(32'767.F * value);
                break;
            case AV_SAMPLE_FMT_S32:
                reinterpret_cast<std::int32_t*>(plane)[index] = static_cast<std::int32_t>(32'767.F * value) << 16;
                break;
            default:
                reinterpret_cast<float*>(plane)[index] = value;
            }
        }
}

} // namespace

void writeAs(const std::filesystem::path& path, const char* encoder, const char* muxerName, std::span<const float> stereo,
             int rateHz, std::int64_t bitRate) {
    AVFormatContext* muxer = nullptr;
    require(avformat_alloc_output_context2(&muxer, nullptr, muxerName, path.c_str()) >= 0);
    const AVCodec* found = avcodec_find_encoder_by_name(encoder);
    require(found != nullptr);
    AVCodecContext* codec = avcodec_alloc_context3(found);
    const auto* format = found->sample_fmts;
    while (!isWritten(*format))
        require(*++format != AV_SAMPLE_FMT_NONE);
    codec->sample_fmt = *format;
    codec->sample_rate = rateHz;
    codec->bit_rate = bitRate;
    codec->time_base = {1, rateHz};
    av_channel_layout_default(&codec->ch_layout, 2);
    if ((muxer->oformat->flags & AVFMT_GLOBALHEADER) != 0)
        codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    require(avcodec_open2(codec, found, nullptr) >= 0);
    AVStream* stream = avformat_new_stream(muxer, nullptr);
    stream->time_base = codec->time_base;
    require(avcodec_parameters_from_context(stream->codecpar, codec) >= 0);
    require(avio_open(&muxer->pb, path.c_str(), AVIO_FLAG_WRITE) >= 0 && avformat_write_header(muxer, nullptr) >= 0);
    const auto most = static_cast<std::size_t>(codec->frame_size > 0 ? codec->frame_size : 4096);
    for (std::size_t at = 0; at < stereo.size() / 2; at += most) {
        AVFrame* frame = av_frame_alloc();
        frame->nb_samples = static_cast<int>(std::min(most, stereo.size() / 2 - at));
        frame->format = codec->sample_fmt;
        frame->sample_rate = rateHz;
        require(av_channel_layout_copy(&frame->ch_layout, &codec->ch_layout) >= 0 && av_frame_get_buffer(frame, 0) >= 0);
        fillFrame(*frame, stereo, at);
        frame->pts = static_cast<std::int64_t>(at);
        writePackets(codec, muxer, frame);
        av_frame_free(&frame);
    }
    writePackets(codec, muxer, nullptr);
    require(av_write_trailer(muxer) >= 0);
    avio_closep(&muxer->pb);
    avcodec_free_context(&codec);
    avformat_free_context(muxer);
}

void writeSilentVideo(const std::filesystem::path& path) {
    AVFormatContext* muxer = nullptr;
    require(avformat_alloc_output_context2(&muxer, nullptr, "mp4", nullptr) >= 0);
    const AVCodec* encoder = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    AVCodecContext* codec = avcodec_alloc_context3(encoder);
    codec->width = codec->height = 64;
    codec->pix_fmt = AV_PIX_FMT_YUV420P;
    codec->time_base = {1, 25};
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    require(avcodec_open2(codec, encoder, nullptr) >= 0);
    AVStream* stream = avformat_new_stream(muxer, nullptr);
    require(avcodec_parameters_from_context(stream->codecpar, codec) >= 0);
    require(avio_open(&muxer->pb, path.c_str(), AVIO_FLAG_WRITE) >= 0 && avformat_write_header(muxer, nullptr) >= 0);
    AVFrame* frame = av_frame_alloc();
    frame->width = frame->height = 64;
    frame->format = AV_PIX_FMT_YUV420P;
    require(av_frame_get_buffer(frame, 0) >= 0);
    for (int i = 0; i < 25; ++i) {
        require(av_frame_make_writable(frame) >= 0);
        for (const int plane : {0, 1, 2})
            std::memset(frame->data[plane], 10 * i, static_cast<std::size_t>(frame->linesize[plane] * (plane == 0 ? 64 : 32)));
        frame->pts = i;
        writePackets(codec, muxer, frame);
    }
    writePackets(codec, muxer, nullptr);
    require(av_write_trailer(muxer) >= 0);
    avio_closep(&muxer->pb);
    av_frame_free(&frame);
    avcodec_free_context(&codec);
    avformat_free_context(muxer);
}

void retag(const std::filesystem::path& path) {
    if (path.extension() == ".mp3") {
        TagLib::MPEG::File file(path.c_str());
        auto* picture = new TagLib::ID3v2::AttachedPictureFrame; // the tag takes it
        picture->setMimeType("image/png");
        picture->setPicture(TagLib::ByteVector(std::string("\x89PNG").c_str(), 4) + TagLib::ByteVector(200'000, 'p'));
        file.ID3v2Tag(true)->addFrame(picture);
        file.ID3v2Tag()->setTitle("Another title");
        file.ID3v1Tag(true)->setTitle("Another title");
        file.APETag(true)->setTitle("Another title");
        file.APETag()->addValue("COMMENT", TagLib::String(std::string(3000, 'x')));
        require(file.save(TagLib::MPEG::File::AllTags));
        return;
    }
    TagLib::FileRef file(path.c_str());
    require(!file.isNull());
    TagLib::PropertyMap properties = file.file()->properties();
    properties.replace("TITLE", TagLib::String("Another title"));
    properties.replace("COMMENT", TagLib::String(std::string(100'000, 'x')));
    file.file()->setProperties(properties);
    require(file.save());
}

std::vector<float> readAll(audio::Decoder& decoder) {
    std::vector<float> all;
    std::vector<float> block(10'000 * static_cast<std::size_t>(decoder.output().channels));
    while (const std::size_t frames = decoder.read(block))
        all.insert(all.end(), block.begin(),
                   block.begin() + static_cast<std::ptrdiff_t>(frames * static_cast<std::size_t>(decoder.output().channels)));
    return all;
}

} // namespace segue::test
