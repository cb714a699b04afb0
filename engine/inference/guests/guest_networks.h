// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/front_end.h"
#include "engine/inference/guests/published_arrays.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue::inference {

/// What is known of a published network that Segue can host. The texts are Segue's own words on what its authors state.
struct GuestNetwork {
    std::string name; ///< "musicnn", "efficientat-mn04", "artist-siamese"
    std::string architecture;
    features::Recipe recipe = features::Recipe::musicnn;
    std::size_t embeddingSize = 0;
    std::string what;    ///< a sentence or two: who made it, of what, what it hears
    std::string origin;  ///< where it is published
    std::string licence; ///< as stated there
};

/// A published network in the arrays of Segue's architecture.
struct HostedArrays {
    GuestNetwork network;
    std::vector<Tensor> weights;
};

/// Knows a network by its arrays, and makes those of its architecture of them: renamed, their axes in Torch's order, batch
/// normalisation folded into the convolution before it. What is not needed for its embeddings is left out. Pure.
///
/// Throws Error{unsupported} if the arrays are of no network that Segue knows; Error{badFile} if one is missing, of another shape,
/// or holds what is no finite number.
/// @param file for the error
[[nodiscard]] HostedArrays hostedArrays(const std::filesystem::path& file, const PublishedArrays& published);

} // namespace segue::inference
