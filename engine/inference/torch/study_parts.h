// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

/// What the two networks of the study have in common.
namespace segue::inference {

/// A convolution and what pools after it.
struct StudyStage {
    std::int64_t channels;
    std::array<std::int64_t, 2> pool; // [bands, columns]; stride is the same
};

// Decibels that the networks see as 0 and as a distance of 1: about the mean and the spread of a mel patch.
inline constexpr double kCentreDb = -50.0;
inline constexpr double kSpreadDb = 20.0;

} // namespace segue::inference
