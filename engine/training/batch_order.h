// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/dataset.h"

#include <cstddef>
#include <random>
#include <span>
#include <vector>

namespace segue::training {

/// What an epoch's batches are drawn from.
struct BatchPlan {
    std::span<const std::size_t> rows; ///< of the data set
    std::size_t batch = 1;             ///< rows a batch, at most as many as there are
    std::size_t pairs = 0;             ///< pairs of rows by one artist that each batch holds, as far as there are any
};

/// A random order of the rows for one epoch: as many whole batches as the rows fill, one after another. The remaining rows
/// get their turn in another epoch. With pairs, rows of artists with many clips are not drawn more often than others: each
/// row is in at most one batch. All randomness comes from `random`.
/// @return [(rows / batch) * batch]
[[nodiscard]] std::vector<std::size_t> epochOrder(const Dataset& dataset, const BatchPlan& plan, std::mt19937_64& random);

} // namespace segue::training
