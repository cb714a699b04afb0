// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>

namespace segue::test {

/// Writes a folder as TaughtMusic::load() takes it: `recordings` recordings by as many artists, of two excerpts each, of
/// synthesised noise with a loud stretch of bands whose place is the recording's; and two teachers, "hears_place_f16" (5 numbers,
/// which follow that place; every third recording's are missing) and "hears_much_f32" (80 numbers).
void writeSmallTaughtMusic(const std::filesystem::path& folder, std::size_t recordings);

} // namespace segue::test
