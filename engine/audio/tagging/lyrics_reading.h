// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tagging/tag_reading.h"

#include <filesystem>
#include <string>

namespace segue::audio::tagging {

/// A song's words, UTF-8: from the LRC file beside it, else from its tags, those with times first (ID3's SYLT as LRC; USLT, LYRICS,
/// MP4's lyr). Empty if there are none, or more than kMaxLyricsBytes. Any thread; throws Error{io} if the file cannot be opened.
[[nodiscard]] std::string readLyrics(const std::filesystem::path& path, const AskFfmpeg& ask);

} // namespace segue::audio::tagging
