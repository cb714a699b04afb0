// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tagging/fields.h"
#include "engine/audio/tags.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace segue::audio::ffmpeg {

/// What FFmpeg says about a file without decoding it.
struct MediaTags {
    bool isOpen = false;                   ///< FFmpeg knows the format; false: the rest is empty
    bool hasSound = false;                 ///< there is an audio stream
    std::chrono::milliseconds duration{0}; ///< 0: not known
    std::string codec;                     ///< FFmpeg's short name of the sound's: "aac", "pcm_s16le"
    int bitRateKbps = 0;                   ///< likewise; 0: not known
    tagging::Fields fields;                ///< the file's own come before those of its sound
    std::optional<Cover> cover;            ///< the front cover, else the first picture
};

/// Reads headers, tags and attached pictures. If the format's header gives no length, reads the packets of files of usual
/// size too. Bounded in time (some seconds) and in what is taken from a file. Any thread; throws only std::bad_alloc.
/// @param withPicture whether `cover` is filled
[[nodiscard]] MediaTags readMediaTags(const std::filesystem::path& path, bool withPicture);

} // namespace segue::audio::ffmpeg
