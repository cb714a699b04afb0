// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/torch/network.h"

#include <torch/nn/modules/linear.h>
#include <torch/optim/adamw.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace segue::training {

/// Everything that changes while a network is trained. There is no state of a random generator: see TrainingRun.
struct TrainingState {
    std::shared_ptr<inference::Network> network;
    std::shared_ptr<inference::Network> average; ///< running mean of the network's weights
    torch::nn::Linear pupil{nullptr};            ///< from the embedding to what the teacher says; empty where nothing is distilled
    torch::nn::Linear taught{nullptr};           ///< the same to several teachers' lessons
    torch::optim::AdamW optimizer;
    std::int64_t step = 0;               ///< steps done
    std::optional<double> seconds = 0.0; ///< wall clock of these steps; absent: not known
    double lossSum = 0.0;                ///< of the steps of the epoch under way, or of the last whole one
    std::int64_t lossCount = 0;
};

/// Replaces the file in one step. `purpose` says what settings and data the state belongs to.
/// Throws Error{io, noSpace}.
void saveCheckpoint(const std::filesystem::path& file, const TrainingState& state, const std::string& purpose);

/// Fills the state from the file, or returns false if there is none. Throws Error{usage} if it was saved for another
/// purpose, Error{badFile} if it is broken.
[[nodiscard]] bool loadCheckpoint(const std::filesystem::path& file, TrainingState& state, const std::string& purpose);

} // namespace segue::training
