// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/ffmpeg/media_tags.h"
#include "engine/audio/tags.h"

#include <filesystem>
#include <functional>
#include <optional>

namespace segue::audio::tagging {

/// ffmpeg::readMediaTags(), or whatever stands for it where FFmpeg is not linked (ffmpeg_module.h). It is asked only about
/// what TagLib cannot read, or not wholly.
using AskFfmpeg = std::function<ffmpeg::MediaTags(const std::filesystem::path& path, bool withPicture)>;

/// Throws Error{io} if the file cannot be opened, or is none. Any thread.
void requireReadable(const std::filesystem::path& path);

/// As audio::readTags() and audio::readCover() (of a section: its file's), in programs that link FFmpeg and in those that do not.
/// Any thread.
[[nodiscard]] Tags readTags(const std::filesystem::path& song, const TagOptions& options, const AskFfmpeg& ask);
[[nodiscard]] std::optional<Cover> readCover(const std::filesystem::path& path, const AskFfmpeg& ask);
/// Only what is in the file itself.
[[nodiscard]] std::optional<Cover> readOwnCover(const std::filesystem::path& path, const AskFfmpeg& ask);

} // namespace segue::audio::tagging
