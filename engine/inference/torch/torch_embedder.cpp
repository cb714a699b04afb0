// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/torch_embedder.h"

#include "engine/inference/safetensors.h"
#include "engine/inference/torch/network_embedder.h"
#include "engine/words/error.h"

#include <cstdint>
#include <optional>
#include <utility>

namespace segue::inference {

LoadedNetwork loadNetwork(const ModelBundle& bundle) {
    LoadedNetwork loaded{.network = makeNetwork({.architecture = bundle.spec.architecture,
                                                 .labels = static_cast<std::int64_t>(bundle.spec.labels.size()),
                                                 .embeddingSize = static_cast<std::int64_t>(bundle.spec.embeddingSize)}),
                         .parts = std::nullopt};
    verifyWeights(bundle);
    auto weights = readSafetensors(bundle.weights());
    if (bundle.spec.parts.size() > 1)
        loaded.parts = takeEmbeddingParts(weights);
    setWeights(*loaded.network, weights);
    layOutChannelsLast(*loaded.network);
    loaded.network->eval();
    return loaded;
}

std::unique_ptr<Embedder> loadTorchEmbedder(const ModelBundle& bundle) {
    auto loaded = loadNetwork(bundle);
    return makeNetworkEmbedder(bundle.spec, std::move(loaded.network), std::move(loaded.parts));
}

} // namespace segue::inference
