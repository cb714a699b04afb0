// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace segue::test {

/// A file's bytes; throws std::runtime_error if it cannot be read.
[[nodiscard]] std::string readBytes(const std::filesystem::path& path);
void writeBytes(const std::filesystem::path& path, std::string_view bytes);

/// A WAV file of 32-bit floats, as they are. [frames, channels]
void writeFloatWav(const std::filesystem::path& path, std::span<const float> interleaved, int rateHz, int channels);

/// Bytes without meaning, the same every time.
[[nodiscard]] std::string junk(std::size_t size, unsigned seed = 1);

/// The folder with reference data and real songs: the environment variable SEGUE_SHARED, else the one the build was
/// told. Nothing if it is not there; the caller then skips its test with a WARN.
[[nodiscard]] std::optional<std::filesystem::path> sharedFolder();

} // namespace segue::test
