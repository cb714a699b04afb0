// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>

namespace segue::test {

/// Files that are long, and small on the disk: by the extension a WAV with a hole for its sound (8 bit, 22,050 Hz), an MP3 of
/// the smallest silent frames, or an Ogg Vorbis whose pages repeat.
void writeLongFile(const std::filesystem::path& path, std::chrono::seconds length);

} // namespace segue::test
