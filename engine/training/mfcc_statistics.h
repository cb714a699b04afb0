// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

#include <cstddef>
#include <filesystem>

namespace segue::training {

inline constexpr std::size_t kMfccStatistics = 140; ///< seven of 20 coefficients

/// Reads MFCCs of clips (a .npy file of floats or halves [rows, 20, frames]) and makes of each coefficient its seven
/// statistics over time. Frames that are no finite number are left out; a coefficient without any is 0 throughout.
///
/// Throws Error{io} if the file cannot be read, and Error{badFile} if it does not hold @p rows such clips.
/// @return [rows, 140], in the order of features.csv's mfcc columns
[[nodiscard]] features::Matrix readMfccStatistics(const std::filesystem::path& file, std::size_t rows);

} // namespace segue::training
