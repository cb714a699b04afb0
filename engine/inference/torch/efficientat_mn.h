// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/guests/efficientat_shape.h"
#include "engine/inference/torch/network.h"

#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

#include <memory>
#include <vector>

namespace segue::inference {

/// EfficientAT of Schmid, Koutini and Widmer (2023), trained to name the sounds of AudioSet: MobileNetV3 over a patch of 10 s. What
/// it says is its hidden layer (512 numbers in mn04), behind the mean over what the last convolution leaves of bands and time.
/// Its batch normalisation is part of the convolutions' weights.
class EfficientAtMn final : public Network {
public:
    /// Throws Error{badFile} for a size of the embedding that no published width has.
    explicit EfficientAtMn(const NetworkOptions& options);

    /// @param patches [n, 128, 1000]
    [[nodiscard]] NetworkOutput forward(const torch::Tensor& patches) override;
    [[nodiscard]] std::int64_t embeddingSize() const override { return m_shape.hidden; }
    [[nodiscard]] features::Recipe recipe() const override { return features::Recipe::efficientAt; }

private:
    /// A block's layers, in a module of their own so that their arrays' names begin with the block's.
    struct Layers final : public torch::nn::Module {
        explicit Layers(const MnBlock& block);
        torch::Tensor forward(const torch::Tensor& input);

        MnBlock shape;
        torch::nn::Conv2d expand{nullptr}, depth{nullptr}, project{nullptr};
        torch::nn::Linear squeeze{nullptr}, excite{nullptr};
    };

    MnShape m_shape;
    torch::nn::Conv2d m_stem{nullptr}, m_last{nullptr};
    std::vector<std::shared_ptr<Layers>> m_blocks;
    torch::nn::Linear m_hidden{nullptr};
};

} // namespace segue::inference
