// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace segue::test {

/// Everything below a folder that a program could have changed: names, bytes, modes, owners, modification times. Access
/// times are left out, as reading changes them.
[[nodiscard]] std::map<std::string, std::string> treePrint(const std::filesystem::path& folder);

} // namespace segue::test
