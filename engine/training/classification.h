// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::training {

/// How often the most probable genre is the true one.
struct Classification {
    double accuracy = 0.0; ///< share of rows, [0, 1], higher is better; 0 without rows
    /// Mean over the genres of F1, the harmonic mean of precision and recall, [0, 1], higher is better: every genre
    /// counts as much, however rare. A genre that neither occurs nor is heard is left out.
    double macroF1 = 0.0;
    std::vector<std::vector<std::size_t>> confusion; ///< [true genre][heard genre], rows counted
};

/// @param probabilities [rows, labels] @param genres [rows], below labels. Throws Error{usage} if they do not fit.
[[nodiscard]] Classification classify(std::span<const float> probabilities, std::span<const std::size_t> genres,
                                      std::size_t labels);

} // namespace segue::training
