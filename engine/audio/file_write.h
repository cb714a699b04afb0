// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace segue::audio {

/// Writes a file that appears complete or not at all: under "NAME.part" first, then renamed. Throws Error{noSpace}
/// (disk or quota full) or Error{io}; nothing is left behind then.
void writeWholeFile(const std::filesystem::path& path, std::span<const std::byte> bytes);

} // namespace segue::audio
