// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/extras.h"

#include <filesystem>
#include <vector>

namespace segue::audio::ffmpeg {

/// The chapters of a file (MP4's and QuickTime's, Matroska's, Ogg's CHAPTER001, ID3's CHAP), in order of time; none where there
/// are fewer than two, or FFmpeg cannot open it. Bounded in time and number. Any thread; throws only std::bad_alloc.
[[nodiscard]] std::vector<Chapter> readChapters(const std::filesystem::path& path);

} // namespace segue::audio::ffmpeg
