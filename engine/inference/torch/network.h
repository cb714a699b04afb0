// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/safetensors.h"

#include <torch/nn/module.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace segue::inference {

struct NetworkOutput {
    torch::Tensor logits;    ///< [n, labels], before the softmax
    torch::Tensor embedding; ///< [n, embeddingSize()], not yet of unit length
};

/// A network that hears genre and style in mel patches. The architectures differ in this class's subclasses only.
///
/// Thread rule: forward() may run concurrently while nobody changes the weights or calls train().
class Network : public torch::nn::Module {
public:
    /// @param patches [n, 128, columns] float, dB relative to the excerpt's maximum
    [[nodiscard]] virtual NetworkOutput forward(const torch::Tensor& patches) = 0;

    [[nodiscard]] virtual std::int64_t embeddingSize() const = 0;

    /// Whether patches may have another number of columns than 128.
    [[nodiscard]] virtual bool takesAnyColumns() const { return false; }

    /// Whether a patch's output depends on the others of its batch while training (batch normalisation): then a step's
    /// clips have to go through together.
    [[nodiscard]] virtual bool normalisesBatches() const { return true; }

    /// Called once before training with the mean and the standard deviation of each band over the training rows.
    /// @param mean, deviation [128], dB
    virtual void learnLevels(const torch::Tensor& mean, const torch::Tensor& deviation);
};

/// The bands that every architecture takes.
inline constexpr std::int64_t kNetworkBands = 128;
inline constexpr std::int64_t kPatchColumns = 128;

struct NetworkOptions {
    std::string architecture = "study-cnn"; ///< one of architectures() in torch_embedder.h
    std::int64_t labels = 8;
    double dropout = 0.0; ///< share of the activations hidden while in train()
};

/// A network with random weights. Throws Error{unsupported} for another name in torch_embedder.h.
[[nodiscard]] std::shared_ptr<Network> makeNetwork(const NetworkOptions& options);

/// Copies of all parameters and of the buffers that inference uses, as they are stored in a bundle.
[[nodiscard]] std::vector<Tensor> weightsOf(const Network& network);

/// Sets all of them. Throws Error{badFile} that names the array that is missing, superfluous or of another shape.
void setWeights(Network& network, const std::vector<Tensor>& weights);

} // namespace segue::inference
