// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace segue::training {

/// How surprised probabilities are by the truth: mean cross-entropy of the labels, lower is better. A probability
/// counts as 1e-6 at least, so one confident mistake does not decide. 0 for no rows.
/// @param probabilities [rows, classes] @param labels [rows] @param sharpness the power they are raised to first
[[nodiscard]] double logLoss(std::span<const float> probabilities, std::span<const std::size_t> labels, double sharpness = 1.0);

/// The sharpness of the least logLoss(), between 1/8 and 8. Ask with rows that were not learned from. 1 for no rows.
[[nodiscard]] double sharpnessFor(std::span<const float> probabilities, std::span<const std::size_t> labels);

} // namespace segue::training
