// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>

namespace segue::inference {

/// All bytes of a file. Throws Error{io} with the path and the system's reason, Error{badFile} if there are more than
/// @p limit.
[[nodiscard]] std::string readWholeFile(const std::filesystem::path& file,
                                        std::size_t limit = std::numeric_limits<std::size_t>::max());

/// Writes beside the file first and renames, so that a reader sees the old file or the new one, never half of one.
/// Throws Error{io}, or Error{noSpace} when the disk is full.
void writeWholeFile(const std::filesystem::path& file, std::string_view bytes);

} // namespace segue::inference
