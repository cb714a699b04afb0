// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>

namespace segue::audio::ffmpeg {

/// Where MPEG audio (layer III) begins in a file that begins with something else: the first place, within 16 MB, from which
/// several frames follow each other without a gap. Nothing if that is where it should be (at the beginning or close behind an
/// ID3 tag of a usual size), if there is no such place, if the file cannot be read, or if stop was requested.
[[nodiscard]] std::optional<std::int64_t> findFramesBehindJunk(const std::filesystem::path& path, const std::stop_token& stop);

} // namespace segue::audio::ffmpeg
