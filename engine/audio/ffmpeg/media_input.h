// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/decoder.h"
#include "engine/audio/ffmpeg/mpeg_frames.h"
#include "engine/audio/ffmpeg/sound_window.h"
#include "engine/words/message.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>

namespace segue::audio::ffmpeg {

struct FreeFormat {
    void operator()(AVFormatContext* context) const noexcept { avformat_close_input(&context); }
};
struct FreeCodec {
    void operator()(AVCodecContext* context) const noexcept { avcodec_free_context(&context); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
};

/// One file's audio stream as decoded frames; inside this box only. FFmpeg's errors stop here.
///
/// Not movable: FFmpeg holds a pointer to the stop token. Throws like Decoder.
class MediaInput final {
public:
    /// @param isTrimmed window() is asked for: FFmpeg, which reckons with rounded lengths, leaves edit lists alone
    MediaInput(const std::filesystem::path& path, std::stop_token stop, bool isTrimmed = false);
    MediaInput(const MediaInput&) = delete;
    MediaInput& operator=(const MediaInput&) = delete;

    [[nodiscard]] const StreamFormat& format() const { return m_format; }
    [[nodiscard]] StreamFormat& format() { return m_format; }

    /// The next decoded frame, owned by this object until the next call; null at the end or when stopped.
    const AVFrame* nextFrame();

    /// Where a frame begins, in samples at its own rate from the beginning of the sound; nothing if the file does not say.
    [[nodiscard]] std::optional<std::int64_t> sampleOf(const AVFrame& frame) const;

    /// Which of the samples are the music, at the sound's own rate.
    [[nodiscard]] const SoundWindow& window() const { return m_window; }

    /// What the tags say, as Decoder::gainTags().
    [[nodiscard]] GainTags gainTags() const;

    /// Goes to a packet at or before @p sample, as far as the container can tell; false if it cannot seek.
    bool seekTo(std::int64_t sample);

    /// Goes back to the beginning, by opening the file again if there is no other way; false if even that fails.
    bool rewind();

    /// Demuxes everything to the end. @return the length of the sound; 0 when stopped. Leaves the input at the end.
    std::chrono::milliseconds measure();

    /// Whether an allocation failed anywhere: then what was decoded may have holes.
    [[nodiscard]] bool ranOutOfMemory() const { return m_ranOutOfMemory; }
    /// Does what Decoder::visitPackets() promises; @p sample is at the file's own rate.
    bool visitPackets(std::int64_t sample, const Decoder::PacketVisitor& visit);

    void observe(Decoder::PacketObserver observer) { m_observer = std::move(observer); }

private:
    void open();
    bool tryOpen(const AVInputFormat* demuxer, std::int64_t skipBytes);
    bool openCodec(const AVStream& stream, const AVCodec& codec);
    bool startDecoding();
    void describe();
    void trim();
    [[nodiscard]] SoundWindow findWindow() const;
    [[nodiscard]] bool durationIsGuessed() const;
    bool feedPacket();
    [[nodiscard]] std::optional<std::chrono::microseconds> timeOfPacket() const;
    void flush();
    int noted(int code); ///< returns FFmpeg's answer unchanged; remembers if memory ran out
    [[nodiscard]] const AVStream& stream() const { return *m_context->streams[m_stream]; }

    struct Origin {
        std::int64_t packet = AV_NOPTS_VALUE; ///< time stamp of the first packet
        std::int64_t byte = -1;               ///< where the first packet lies
        std::int64_t sound = AV_NOPTS_VALUE;  ///< time stamp of the first delivered sample (after encoder delay)
    };

    void pointTo(std::int64_t stamp);

    std::filesystem::path m_path;
    std::stop_token m_stop;
    std::unique_ptr<AVFormatContext, FreeFormat> m_context;
    std::unique_ptr<AVCodecContext, FreeCodec> m_codec;
    std::unique_ptr<AVPacket, FreePacket> m_packet;
    std::unique_ptr<AVFrame, FreeFrame> m_frame;
    Decoder::PacketObserver m_observer;
    StreamFormat m_format;
    SoundWindow m_window;
    Origin m_origin;
    std::optional<MpegFrames> m_frames; ///< of a large MP3 that is played
    int m_stream = -1;
    bool m_isPlayed = false;
    bool m_ignoresEdits = false;
    bool m_frameWaiting = false; ///< m_frame holds the first frame, decoded when opening
    bool m_draining = false;
    bool m_isChain = false; ///< streams one after another, each starting at time 0: seeking finds no place
    Message m_failure;      ///< why the last tryOpen() gave up
    bool m_ranOutOfMemory = false;
};

} // namespace segue::audio::ffmpeg
