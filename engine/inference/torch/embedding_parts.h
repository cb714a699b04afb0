// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/torch/sound_part.h"

#include <vector>

namespace segue::inference {

/// What a bundle whose embeddings have two parts holds beside its network. Immutable after it was made.
struct EmbeddingParts {
    /// [network's embedding size]: the mean of many songs' unit embeddings, taken off each, so that what all music has in
    /// common does not make all songs alike.
    torch::Tensor styleCentre;
    SoundPart sound;
};

/// The arrays as they are stored beside the network's: "style.centre" and those of the sound part.
[[nodiscard]] std::vector<Tensor> arraysOf(const EmbeddingParts& parts);

/// Takes them out of a bundle's arrays. Throws Error{badFile} that names the array that is missing or of another shape.
[[nodiscard]] EmbeddingParts takeEmbeddingParts(std::vector<Tensor>& weights);

} // namespace segue::inference
