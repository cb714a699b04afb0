// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace segue::audio {

/// What a file's sound is, before any conversion.
struct StreamFormat {
    int rateHz = 0;
    int channels = 0;
    std::string codec;                     ///< FFmpeg's short name: "mp3", "flac", "aac", "pcm_s16le"
    std::chrono::milliseconds duration{0}; ///< 0 if unknown; counted from the packets where no header tells
    std::int64_t bitRate = 0;              ///< bits per second, 0 if unknown
};

} // namespace segue::audio
