// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace segue::test {

/// Writes a zip archive of these names and contents, deflated or as they are; a name may come twice.
void writeZip(const std::filesystem::path& file, const std::vector<std::pair<std::string, std::string>>& entries,
              bool isDeflated = false);

} // namespace segue::test
