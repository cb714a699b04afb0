// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/torch_embedder.h"

#include "engine/error.h"
#include "engine/inference/safetensors.h"
#include "engine/inference/torch/study_cnn_embedder.h"

#include <cstdint>

namespace segue::inference {
namespace {

// The same numbers in another order, with which convolutions are 8 % faster.
void layOutChannelsLast(StudyCnn& network) {
    for (torch::Tensor parameter : network->parameters()) // a handle
        if (parameter.dim() == 4)
            parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
}

} // namespace

std::unique_ptr<Embedder> loadTorchEmbedder(const ModelBundle& bundle) {
    if (bundle.spec.architecture != kStudyCnnArchitecture)
        throw Error(ErrorKind::unsupported, "The model in " + bundle.folder.string() + " has the architecture \"" +
                                                bundle.spec.architecture +
                                                "\", which this version of Segue does not know.");
    verifyWeights(bundle);
    StudyCnn network(static_cast<std::int64_t>(bundle.spec.labels.size()));
    setWeights(network, readSafetensors(bundle.weights()));
    layOutChannelsLast(network);
    return makeStudyCnnEmbedder(bundle.spec, network);
}

} // namespace segue::inference
