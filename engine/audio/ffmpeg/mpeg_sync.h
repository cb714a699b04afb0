// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>

namespace segue::audio::ffmpeg {

/// Bytes that the head of a frame takes.
inline constexpr std::size_t kMpegHead = 4;
/// Length in bytes of the layer III frame whose head (kMpegHead bytes) this is; 0 if it is none.
[[nodiscard]] std::size_t mpegFrameLength(std::span<const unsigned char> head);
/// Whether several frames follow each other from that place on without a gap.
[[nodiscard]] bool mpegFramesFollow(std::span<const unsigned char> bytes, std::size_t at);

/// Where MPEG audio (layer III) begins in a file that begins with something else: the first place, within 16 MB, from which
/// several frames follow each other without a gap. Nothing if that is where it should be (at the beginning or close behind an
/// ID3 tag of a usual size), if there is no such place, if the file cannot be read, or if stop was requested.
[[nodiscard]] std::optional<std::int64_t> findFramesBehindJunk(const std::filesystem::path& path, const std::stop_token& stop);

} // namespace segue::audio::ffmpeg
