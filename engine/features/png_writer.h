// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace segue::features {

/// Writes @p rgb [height, width, 3], the top row first, as a PNG. The file appears complete or not at all. Any thread.
/// Throws Error{noSpace} or Error{io}.
void writePng(const std::filesystem::path& path, std::span<const std::uint8_t> rgb, std::size_t width, std::size_t height);

} // namespace segue::features
