// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/study_cnn_embedder.h"

#include "engine/error.h"

#include <c10/core/InferenceMode.h>
#include <torch/nn/functional/normalization.h>
#include <torch/utils.h>

#include <algorithm>
#include <map>
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

class StudyCnnEmbedder final : public Embedder {
public:
    StudyCnnEmbedder(ModelSpec spec, StudyCnn network)
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
                                                     {count, kStudyCnnBands, kStudyCnnColumns}, torch::kFloat32);
        StudyCnn network = m_network; // shares the weights; only forward() is not declared const
        const StudyCnnOutput output = network->forward(input);
        const torch::Tensor probabilities = torch::softmax(output.logits, 1).contiguous();
        const torch::Tensor embeddings = torch::nn::functional::normalize(output.activations).contiguous();
        for (std::int64_t i = 0; i < count; ++i)
            results.push_back({.embedding = copyRow(embeddings, i), .probabilities = copyRow(probabilities, i)});
    }

    ModelSpec m_spec;
    StudyCnn m_network;
};

} // namespace

std::unique_ptr<Embedder> makeStudyCnnEmbedder(ModelSpec spec, StudyCnn network) {
    if (spec.frontEnd.bands != kStudyCnnBands || spec.frontEnd.columns != kStudyCnnColumns ||
        spec.embeddingSize != static_cast<std::size_t>(kStudyCnnActivations))
        throw Error(ErrorKind::badFile,
                    "The network " + spec.name +
                        " takes patches of 128 x 128 and gives embeddings of 380; its bundle says otherwise.");
    return std::make_unique<StudyCnnEmbedder>(std::move(spec), std::move(network));
}

std::vector<Tensor> weightsOf(const StudyCnn& network) {
    std::vector<Tensor> weights;
    for (const auto& parameter : network->named_parameters()) {
        const torch::Tensor values = parameter.value().detach().contiguous();
        const float* const first = values.data_ptr<float>();
        weights.push_back(
            {.name = parameter.key(), .shape = values.sizes().vec(), .values = {first, first + values.numel()}});
    }
    return weights;
}

void setWeights(StudyCnn& network, const std::vector<Tensor>& weights) {
    std::map<std::string, const Tensor*> byName;
    for (const Tensor& weight : weights)
        byName[weight.name] = &weight;
    const torch::NoGradGuard noGrad;
    for (auto& parameter : network->named_parameters()) {
        const auto found = byName.find(parameter.key());
        if (found == byName.end())
            throw Error(ErrorKind::badFile, "The weights lack the array \"" + parameter.key() + "\".");
        const Tensor& weight = *found->second;
        if (weight.shape != parameter.value().sizes().vec())
            throw Error(ErrorKind::badFile,
                        "The array \"" + weight.name + "\" among the weights has another shape than the network.");
        const auto count = static_cast<std::int64_t>(weight.values.size());
        const torch::Tensor flat =
            torch::from_blob(const_cast<float*>(weight.values.data()), {count}, torch::kFloat32); // NOLINT
        parameter.value().copy_(flat.view(weight.shape));
        byName.erase(found);
    }
    if (!byName.empty())
        throw Error(ErrorKind::badFile,
                    "The weights hold the array \"" + byName.begin()->first + "\", which the network does not have.");
}

} // namespace segue::inference
