// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/direct_reader.h"

#include <filesystem>

namespace segue::audio::tagging {

/// What the module segue-reader-ffmpeg.so hands out, by a function of this name without parameters. It is built with the
/// program that loads it, so that both know the types.
struct FfmpegModule {
    ffmpeg::MediaTags (*media)(const std::filesystem::path& path, bool withPicture);
    StreamFormat (*format)(const std::filesystem::path& path);
    std::vector<Chapter> (*chapters)(const std::filesystem::path& path);
    CoverImage (*image)(const Cover& cover);
    CoverThumbnails (*thumbnails)(const Cover& cover);
};
inline constexpr const char* kFfmpegModule = "segue_ffmpeg_module";
using AskForModule = const FfmpegModule*();

/// FFmpeg for a program that does not link it: the module is loaded when FFmpeg is asked for the first time (some 30 ms), and
/// stays. Any thread. What it hands out throws Error{process} if the module cannot be loaded.
[[nodiscard]] DirectReader::ByFfmpeg loadedOnDemand(const std::filesystem::path& module);

} // namespace segue::audio::tagging
