// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace segue {

/// Whether the computer runs on its battery, by the folder in which Linux lists power supplies (a folder for each, a file for
/// each property). False for a computer without a battery and where nothing is known. Batteries of mice, headphones and the
/// like do not count. Throws nothing.
[[nodiscard]] bool isOnBattery(const std::filesystem::path& supplies);

} // namespace segue
