// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/decoder.h"

#include <filesystem>
#include <span>
#include <vector>

namespace segue::test {

/// A second of moving picture without a sound stream.
void writeSilentVideo(const std::filesystem::path& path);

/// A large tag and a cover in a music file, of the kind its format has; an MP3 gets ID3v1 and APE tags at its end too.
void retag(const std::filesystem::path& path);

/// Everything a decoder still delivers.
[[nodiscard]] std::vector<float> readAll(audio::Decoder& decoder);

} // namespace segue::test
