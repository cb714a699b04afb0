// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/embedder.h"
#include "engine/inference/safetensors.h"
#include "engine/training/dataset.h"
#include "engine/training/mentor.h"
#include "engine/training/taught_music.h"
#include "engine/training/training_settings.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::training {

struct TrainingProgress {
    std::int64_t step = 0; ///< steps of the optimizer done, over all epochs
    std::int64_t steps = 0;
    std::int64_t stepsPerEpoch = 0;
    double loss = 0.0;         ///< mean of this epoch so far, lower is better
    double learningRate = 0.0; ///< of the last step
    std::chrono::seconds left{0};
};

/// The network after so many whole epochs, as it would be shipped: the running mean of the weights.
struct TrainedNetwork {
    int epochs = 0;
    std::optional<double> loss; ///< mean of the last epoch's steps, lower is better; absent: not known
    const inference::Embedder& embedder;
    std::vector<inference::Tensor> weights;
};

/// One training run of a network on the training rows of a data set.
///
/// The run is a function of settings and data: what is random in a step depends only on the seed and the step's number,
/// so a run that is stopped and resumed from its checkpoint ends with the same weights as one that never stopped (with
/// the same number of threads).
struct TrainingRun {
    const Dataset& dataset;
    TrainingSettings settings;
    std::filesystem::path checkpointFolder;                  ///< made if missing; checkpoint.pt is written there, see train()
    std::string name;                                        ///< of the network; empty: the architecture's
    std::string dataIdentity;                                ///< tells the data from other songs with the same genres; may be empty
    const TaughtMusic* taught = nullptr;                     ///< music without genres that is learned from, too; outlives the run
    std::vector<Mentor> mentors = {};                        ///< see loadMentors()
    int reportEvery = 2;                                     ///< epochs between calls of onNetwork; the last epoch always calls it
    std::function<void(const TrainingProgress&)> onProgress; ///< after every step
    std::function<void(const TrainedNetwork&)> onNetwork;
};

enum class TrainingEnd {
    finished,
    stopped, ///< on request: the checkpoint holds everything done so far
};

/// Trains in the calling thread until all epochs are done or a stop is requested (obeyed after the current step). Goes
/// on from the checkpoint if there is one. It is written after every epoch, every few minutes and at a stop, so that
/// a power failure costs minutes and a stop nothing. An epoch shows every song once, by one of its patches.
///
/// Throws Error{usage} if the data set cannot be learned from (checkTrainable()) or has not the network's patches, if
/// the loss is no number any more, or if the checkpoint was made with other settings or data; Error{badFile} for a
/// broken checkpoint; Error{io, noSpace} if one cannot be written.
[[nodiscard]] TrainingEnd train(const TrainingRun& run, const std::stop_token& stop);

} // namespace segue::training
