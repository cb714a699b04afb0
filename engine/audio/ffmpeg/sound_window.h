// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace segue::audio::ffmpeg {

/// Which of the samples that FFmpeg delivers are the music: encoders put silence before it and fill its last packet, and FFmpeg
/// takes off only some of that. Counted at the sound's own rate from the first sample that FFmpeg delivers.
struct SoundWindow {
    std::int64_t first = 0;
    std::optional<std::int64_t> frames; ///< nothing: all that comes
    bool isSure = true;                 ///< false: an edit list is to be left to FFmpeg
};

/// What iTunes and its kind write: samples that the encoder put before the music, that it put behind it, and those between.
struct EncoderPadding {
    std::int64_t before = 0;
    std::int64_t behind = 0;
    std::int64_t frames = 0;
};
/// Reads the text of an `iTunSMPB`; nothing if it is none. Pure.
[[nodiscard]] std::optional<EncoderPadding> paddingIn(std::string_view text);

/// A file's sound of which the first samples are decoded.
struct OpenSound {
    const AVFormatContext& context;
    const AVStream& stream;
    const AVCodecContext& codec;
    int rateHz = 0;                  ///< of what is delivered
    std::int64_t firstPacket = 0;    ///< time stamp
    std::int64_t firstDelivered = 0; ///< likewise, of the first sample that came out
};
/// Throws nothing but std::bad_alloc.
[[nodiscard]] SoundWindow windowOf(const OpenSound& sound, const std::filesystem::path& path);

} // namespace segue::audio::ffmpeg
