// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/embedder.h"
#include "engine/inference/safetensors.h"
#include "engine/inference/torch/study_cnn.h"

#include <memory>
#include <vector>

namespace segue::inference {

/// An embedder around a network in memory, which it puts into evaluation mode and shares. Nobody may change the
/// weights while embed() runs.
[[nodiscard]] std::unique_ptr<Embedder> makeStudyCnnEmbedder(ModelSpec spec, StudyCnn network);

/// Copies of all weights, as they are stored in a bundle.
[[nodiscard]] std::vector<Tensor> weightsOf(const StudyCnn& network);

/// Sets all weights. Throws Error{badFile} that names the array that is missing, superfluous or of another shape.
void setWeights(StudyCnn& network, const std::vector<Tensor>& weights);

} // namespace segue::inference
