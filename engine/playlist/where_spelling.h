// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace segue {

/// The paths that a line of a playlist file may mean: as it is written, then with its percent signs decoded, with slashes for
/// backslashes, without the letter of a disk, and from the west's code page. None for an address on the net. Pure.
[[nodiscard]] std::vector<std::string> spellingsOf(std::string_view where);

/// An absolute path without "." and "..": of a relative one in this folder.
[[nodiscard]] std::string pathIn(std::string_view spelling, const std::filesystem::path& folder);

} // namespace segue
