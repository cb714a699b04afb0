// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/decoder.h"

#include <array>
#include <filesystem>
#include <span>
#include <vector>

namespace segue::test {

/// A second of moving picture without a sound stream.
void writeSilentVideo(const std::filesystem::path& path);

/// What FFmpeg can write beside the formats of audio::writeAudio().
struct WrittenFormat {
    const char* name;
    const char* encoder;
    const char* muxer;
};
inline constexpr std::array<WrittenFormat, 9> kOtherFormats{{{"alac.m4a", "alac", "ipod"},
                                                             {"a.aiff", "pcm_s16be", "aiff"},
                                                             {"a.wv", "wavpack", "wv"},
                                                             {"a.wma", "wmav2", "asf"},
                                                             {"vorbis.mka", "libvorbis", "matroska"},
                                                             {"flac.mka", "flac", "matroska"},
                                                             {"a.aac", "aac", "adts"},
                                                             {"flac.ogg", "flac", "ogg"},
                                                             {"a.tta", "tta", "tta"}}};
/// @param stereo [frames, 2]
void writeAs(const std::filesystem::path& path, const char* encoder, const char* muxer, std::span<const float> stereo, int rateHz,
             std::int64_t bitRate = 128'000);

/// A large tag and a cover in a music file, of the kind its format has; an MP3 gets ID3v1 and APE tags at its end too.
void retag(const std::filesystem::path& path);

/// Everything a decoder still delivers.
[[nodiscard]] std::vector<float> readAll(audio::Decoder& decoder);

} // namespace segue::test
