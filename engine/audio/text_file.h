// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace segue::audio {

/// A text file's bytes as UTF-8: by its byte order mark, as UTF-16 if every other byte of it is 0, as UTF-8 if it can be, else
/// by a code page that is guessed from all of its lines together. Pure; throws only std::bad_alloc.
/// @param guessCodePage false: what is not UTF-8 is the west's
[[nodiscard]] std::string textOf(std::string_view bytes, bool guessCodePage = true);

/// The bytes of a file; nothing if it is none, cannot be read, or is longer than this. Never waits for a pipe. Any thread.
[[nodiscard]] std::optional<std::string> readSmallFile(const std::filesystem::path& file, std::size_t mostBytes);

} // namespace segue::audio
