// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/embedder.h"
#include "engine/training/dataset.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::training {

/// What a network makes of a data set's rows, each heard as a song.
struct Heard {
    std::vector<float> embeddings;    ///< [rows, size], unit length
    std::vector<float> probabilities; ///< [rows, labels]
    double cpuSecondsPerSong = 0.0;   ///< of the whole process: tell Torch to use one thread for a figure to compare
};

/// Runs the network over the rows, in the calling thread. Throws Error{usage} if there is no row, or if the network's
/// labels or front end are not the data set's. @param onRow told how many rows are done; may be empty.
/// @return nothing if it was stopped.
[[nodiscard]] std::optional<Heard> hear(const inference::Embedder& embedder, const Dataset& dataset,
                                        std::span<const std::size_t> rows, const std::stop_token& stop = {},
                                        const std::function<void(std::size_t done)>& onRow = {});

} // namespace segue::training
