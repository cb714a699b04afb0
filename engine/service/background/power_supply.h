// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace segue {

/// Whether the computer runs on its battery, from what Linux tells of its power supplies in a folder (a folder each, a file
/// a property). A computer without a battery, or of which nothing is known, does not; batteries of mice, headphones and
/// the like do not count. Throws nothing.
[[nodiscard]] bool isOnBattery(const std::filesystem::path& supplies);

} // namespace segue
