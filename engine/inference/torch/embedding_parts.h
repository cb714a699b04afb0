// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/torch/sound_part.h"

#include <cstddef>
#include <span>
#include <vector>

namespace segue::inference {

/// What a bundle whose embeddings have two parts holds beside its network. Immutable after it was made.
struct EmbeddingParts {
    /// [network's embedding size]: the mean of many songs' unit embeddings, taken off each, so that what all music has in
    /// common does not make all songs alike.
    torch::Tensor styleCentre;
    /// [network's embedding size, kept]: what is left is projected on these orthonormal axes; undefined: all is kept.
    torch::Tensor styleAxes;
    /// Length of the vector of the genres' probabilities that stands behind the style's vector of unit length; 0: there is none.
    double genreLength = 0.0;
    SoundPart sound;

    /// Numbers of the style part.
    [[nodiscard]] std::size_t styleSize(std::size_t labels) const;
    /// The style part of a song, of any length.
    /// @param embedding the network's; @param probabilities of the genres
    [[nodiscard]] std::vector<float> styleOf(std::span<const float> embedding, std::span<const float> probabilities) const;
};

/// The arrays as they are stored beside the network's: "style.centre", "style.axes" and "style.genres" (its length) where there are
/// such, and those of the sound part.
[[nodiscard]] std::vector<Tensor> arraysOf(const EmbeddingParts& parts);

/// Takes them out of a bundle's arrays. Throws Error{badFile} that names the array that is missing or of another shape.
[[nodiscard]] EmbeddingParts takeEmbeddingParts(std::vector<Tensor>& weights);

} // namespace segue::inference
