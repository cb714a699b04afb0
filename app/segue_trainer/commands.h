// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/dataset.h"
#include "engine/training/training_settings.h"

#include <filesystem>

namespace segue::trainer {

struct TrainOptions {
    std::filesystem::path dataset;
    std::filesystem::path output;
    std::filesystem::path checkpoints; ///< empty = "OUTPUT.checkpoint" beside the output
    training::TrainingSettings settings;
    int reportEvery = 2; ///< epochs
};

struct EvaluateOptions {
    std::filesystem::path dataset = "../shared/data/fma_small";
    std::filesystem::path model;
    training::RowChoice rows = training::RowChoice::validation;
    std::filesystem::path json; ///< empty = none is written
};

/// Trains, or goes on training, and keeps an up-to-date bundle in the output folder. Blocks SIGINT and SIGTERM in the
/// calling thread, which end the run after a checkpoint. Progress goes to stderr, the last figures to stdout.
/// @return the program's exit status: 0 finished, 130 stopped by a signal. Throws segue::Error.
[[nodiscard]] int runTrain(const TrainOptions& options);

/// Prints the figures on stdout. @return 0. Throws segue::Error.
[[nodiscard]] int runEvaluate(const EvaluateOptions& options);

} // namespace segue::trainer
