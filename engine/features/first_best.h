// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace segue::features {

/// The index of the largest score; of those within `tie` of it, the first. So no stored or shown choice depends on the last
/// bits of a sum, which differ with the processor and the library that added it up.
/// @param tie >= 0, in the scores' own unit
/// @return 0 where there are no scores
template <typename Score>
[[nodiscard]] std::size_t firstOfTheBest(std::span<const Score> scores, Score tie) {
    if (scores.empty())
        return 0;
    const Score least = *std::ranges::max_element(scores) - tie;
    const auto first = std::ranges::find_if(scores, [least](Score score) { return score >= least; });
    return first == scores.end() ? 0 : static_cast<std::size_t>(first - scores.begin());
}

} // namespace segue::features
