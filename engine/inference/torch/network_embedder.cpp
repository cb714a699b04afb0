// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/network_embedder.h"

#include "engine/error.h"

#include <c10/core/InferenceMode.h>
#include <torch/nn/functional/normalization.h>
#include <torch/utils.h>

#include <algorithm>
#include <string>
#include <utility>

namespace segue::inference {
namespace {

// Few enough that what passes between two layers stays in the processor's cache.
constexpr std::size_t kPatchesAtOnce = 8;

std::vector<float> copyRow(const torch::Tensor& rows, std::int64_t row) {
    const std::int64_t size = rows.size(1);
    const float* const first = rows.data_ptr<float>() + row * size;
    return {first, first + size};
}

class NetworkEmbedder final : public Embedder {
public:
    NetworkEmbedder(ModelSpec spec, std::shared_ptr<Network> network)
        : m_spec(std::move(spec))
        , m_network(std::move(network)) {
        m_network->eval();
    }

    [[nodiscard]] const ModelSpec& spec() const override { return m_spec; }

    [[nodiscard]] std::vector<PatchResult> embed(std::span<const float> patches) const override {
        const std::size_t patchSize = m_spec.frontEnd.patchSize();
        if (patches.size() % patchSize != 0)
            throw Error(ErrorKind::usage, "The network takes whole patches only.");
        const c10::InferenceMode inference;
        std::vector<PatchResult> results;
        results.reserve(patches.size() / patchSize);
        for (std::size_t begin = 0; begin < patches.size(); begin += kPatchesAtOnce * patchSize) {
            const std::size_t length = std::min(kPatchesAtOnce * patchSize, patches.size() - begin);
            embedBatch(patches.subspan(begin, length), results);
        }
        return results;
    }

private:
    void embedBatch(std::span<const float> patches, std::vector<PatchResult>& results) const {
        const auto count = static_cast<std::int64_t>(patches.size() / m_spec.frontEnd.patchSize());
        // Torch has no tensor of constant values; the network only reads this one.
        const torch::Tensor input = torch::from_blob(const_cast<float*>(patches.data()), // NOLINT
                                                     {count, m_spec.frontEnd.bands, m_spec.frontEnd.columns}, torch::kFloat32);
        const NetworkOutput output = m_network->forward(input);
        const torch::Tensor probabilities = torch::softmax(output.logits, 1).contiguous();
        const torch::Tensor embeddings = torch::nn::functional::normalize(output.embedding).contiguous();
        for (std::int64_t i = 0; i < count; ++i)
            results.push_back({.embedding = copyRow(embeddings, i), .probabilities = copyRow(probabilities, i)});
    }

    ModelSpec m_spec;
    std::shared_ptr<Network> m_network;
};

} // namespace

std::unique_ptr<Embedder> makeNetworkEmbedder(ModelSpec spec, std::shared_ptr<Network> network) {
    const bool columnsFit = spec.frontEnd.columns == kPatchColumns || network->takesAnyColumns();
    if (spec.frontEnd.bands != kNetworkBands || !columnsFit ||
        spec.embeddingSize != static_cast<std::size_t>(network->embeddingSize()))
        throw Error(ErrorKind::badFile, "The network " + spec.name + " takes patches of " + std::to_string(kNetworkBands) +
                                            " x " + std::to_string(kPatchColumns) + " and gives embeddings of " +
                                            std::to_string(network->embeddingSize()) + "; its bundle says otherwise.");
    return std::make_unique<NetworkEmbedder>(std::move(spec), std::move(network));
}

} // namespace segue::inference
