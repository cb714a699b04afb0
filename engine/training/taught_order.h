// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/taught_music.h"

#include <cstddef>
#include <random>
#include <vector>

namespace segue::training {

/// Draws rows for a step, two excerpts of a recording together where it has two. Immutable after it was made.
class TaughtOrder final {
public:
    explicit TaughtOrder(const TaughtMusic& music); ///< its training rows

    /// So many different rows, or fewer if there are not so many, in random order.
    [[nodiscard]] std::vector<std::size_t> draw(std::size_t count, std::mt19937_64& random) const;

private:
    std::vector<std::vector<std::size_t>> m_recordings; // rows of each, never empty
};

} // namespace segue::training
