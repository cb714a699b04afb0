// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/embedding_parts.h"

#include "engine/inference/torch/stored_array.h"

namespace segue::inference {
namespace {

constexpr const char* kCentre = "style.centre";

} // namespace

std::vector<Tensor> arraysOf(const EmbeddingParts& parts) {
    auto arrays = arraysOf(parts.sound);
    arrays.push_back(arrayOf(kCentre, parts.styleCentre));
    return arrays;
}

EmbeddingParts takeEmbeddingParts(std::vector<Tensor>& weights) {
    return {.styleCentre = takeArray(weights, kCentre, 1), .sound = takeSoundPart(weights)};
}

} // namespace segue::inference
