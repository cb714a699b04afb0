// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace segue::inference {

/// The label of a song: the most probable one; of those within a ten-thousandth of it, the first in the bundle's order.
/// @param probabilities [labels]
[[nodiscard]] std::size_t heardLabel(std::span<const float> probabilities);

/// A genre, and how probable it is.
struct HeardGenre {
    std::string label; ///< empty: the network names none
    float probability = 0.0F;
};

/// heardLabel() in words.
/// @param labels the bundle's
/// @param probabilities [labels]; none where the network names no genres
[[nodiscard]] HeardGenre heardGenre(std::span<const std::string> labels, std::span<const float> probabilities);

/// All labels: heardLabel() first, then from the most to the least probable; labels that are equal to four digits keep the
/// bundle's order. So the order that is shown does not depend on last bits.
/// @return places in the bundle's labels
[[nodiscard]] std::vector<std::size_t> rankedLabels(std::span<const float> probabilities);

} // namespace segue::inference
