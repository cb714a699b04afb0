// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/front_end.h"
#include "engine/inference/safetensors.h"

#include <torch/nn/module.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace segue::inference {

struct NetworkOutput {
    torch::Tensor logits;    ///< [n, labels], before the softmax; undefined: it names no genres
    torch::Tensor embedding; ///< [n, embeddingSize()], not yet of unit length
};

/// A network that hears genre and style in mel patches. The architectures differ in this class's subclasses only.
///
/// Thread rule: forward() may run concurrently while nobody changes the weights or calls train().
class Network : public torch::nn::Module {
public:
    /// @param patches [n, bands, columns] float, of its recipe: Segue's are [n, 128, columns] in dB relative to the excerpt's
    /// maximum
    [[nodiscard]] virtual NetworkOutput forward(const torch::Tensor& patches) = 0;

    [[nodiscard]] virtual std::int64_t embeddingSize() const = 0;

    /// Whose patches it hears. A network with a recipe not Segue's is a guest: it names no genres, is not trained here, and a
    /// song's embedding is the mean of its patches' vectors as they are, as its authors have it (of Segue's own networks, the
    /// mean of vectors of unit length).
    [[nodiscard]] virtual features::Recipe recipe() const { return features::Recipe::segue; }

    /// Whether patches may have another number of columns than 128.
    [[nodiscard]] virtual bool takesAnyColumns() const { return false; }

    /// Whether a patch's output depends on the others of its batch while training (batch normalisation): then a step's
    /// clips have to go through together.
    [[nodiscard]] virtual bool normalisesBatches() const { return true; }

    /// Called once before training with the mean and the standard deviation of each band over the training rows.
    /// @param mean, deviation [128], dB
    virtual void learnLevels(const torch::Tensor& mean, const torch::Tensor& deviation);
};

/// The bands that every architecture of Segue's own recipe takes.
inline constexpr std::int64_t kNetworkBands = 128;
inline constexpr std::int64_t kPatchColumns = 128;

struct NetworkOptions {
    std::string architecture = "study-cnn"; ///< one of architectures() or guestArchitectures() in torch_embedder.h
    std::int64_t labels = 8;                ///< a guest ignores them
    double dropout = 0.0;                   ///< share of the activations hidden while in train()
    std::int64_t embeddingSize = 0;         ///< of an efficientat-mn, which comes in widths; other networks have one size
};

/// A network with random weights. Throws Error{unsupported} for another name, Error{badFile} for
/// a size that the architecture does not come in.
[[nodiscard]] std::shared_ptr<Network> makeNetwork(const NetworkOptions& options);

/// Copies of all parameters and of the buffers that inference uses, as they are stored in a bundle.
[[nodiscard]] std::vector<Tensor> weightsOf(const Network& network);

/// Sets all of them. Throws Error{badFile} that names the array that is missing, superfluous or of another shape.
void setWeights(Network& network, const std::vector<Tensor>& weights);

/// The same numbers in another order, with which convolutions are 8 % faster, in bfloat16 more.
void layOutChannelsLast(Network& network);

} // namespace segue::inference
