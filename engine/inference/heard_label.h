// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::inference {

/// The label that a song is said to be: the most probable one, and of those within a ten-thousandth of it the first in
/// the bundle's order.
/// @param probabilities [labels]
[[nodiscard]] std::size_t heardLabel(std::span<const float> probabilities);

/// All labels, heardLabel() first, then from the most to the least probable; those that are equal to four digits in the
/// bundle's order. So neither what is shown first nor what is shown next hangs on a last bit.
/// @return places in the bundle's labels
[[nodiscard]] std::vector<std::size_t> rankedLabels(std::span<const float> probabilities);

} // namespace segue::inference
