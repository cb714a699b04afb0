// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>

namespace segue::test {

/// Writes tracks.tsv and mel128_u8.npy with synthesised patches: noise with a loud stretch of bands, whose place is the
/// genre's. Artist numbers count up from 1, one clip each, so that every tenth row is on the validation side.
void writeSmallDataset(const std::filesystem::path& folder, std::size_t rows, std::size_t genres);

} // namespace segue::test
