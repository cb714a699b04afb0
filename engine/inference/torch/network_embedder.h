// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/embedder.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/torch/embedding_parts.h"
#include "engine/inference/torch/network.h"

#include <memory>
#include <optional>

namespace segue::inference {

/// An embedder around a network in memory, which it puts into evaluation mode and shares. Nobody may change the
/// weights while embed() runs. Throws Error{badFile} if the spec's patch, embedding or parts are not those of the network
/// and those given.
/// @param parts what else is heard beside the network, where the spec has two parts
[[nodiscard]] std::unique_ptr<Embedder> makeNetworkEmbedder(ModelSpec spec, std::shared_ptr<Network> network,
                                                            std::optional<EmbeddingParts> parts = {});

/// A bundle's network and what else its embeddings hold.
struct LoadedNetwork {
    std::shared_ptr<Network> network; ///< not in training; its convolutions' weights lie channels last
    std::optional<EmbeddingParts> parts;
};

/// Loads and verifies the bundle's weights. Throws as loadTorchEmbedder().
[[nodiscard]] LoadedNetwork loadNetwork(const ModelBundle& bundle);

} // namespace segue::inference
