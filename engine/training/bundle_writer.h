// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_spec.h"
#include "engine/inference/safetensors.h"
#include "engine/training/data_source.h"
#include "engine/training/evaluation.h"
#include "engine/training/training_settings.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue::training {

/// What a bundle says about how it was made.
struct BundleContents {
    inference::ModelSpec spec; ///< labels, front end, sizes; hash, command and figures are filled in by writeBundle()
    std::vector<inference::Tensor> weights;
    TrainingSettings settings;
    int epochs = 0;                    ///< whole epochs these weights have seen
    std::size_t trainingRows = 0;      ///< clips trained on
    DataKind data = DataKind::arrays;  ///< what they come from
    std::size_t taughtRows = 0;        ///< excerpts without genres learned from beside them
    std::vector<std::string> teachers; ///< who heard those
    std::vector<std::string> mentors;  ///< trained networks learned from
    std::string trainingCommand;       ///< what to type to make it again
    EvaluationReport validation;
};

/// Writes weights.safetensors, MODEL_CARD.md and model.json into the folder, made if missing; each file is replaced in
/// one step, model.json last, so that an interrupted write leaves a bundle that is refused, never one that misleads.
/// Throws Error{io, noSpace}.
void writeBundle(const std::filesystem::path& folder, const BundleContents& contents);

} // namespace segue::training
