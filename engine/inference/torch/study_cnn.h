// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/torch/network.h"

#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

#include <array>

namespace segue::inference {

/// The study's network: five 3x3 convolutions with ReLU, each followed by a max-pool, then one dense layer on the 380
/// flattened activations. 489,680 parameters for 8 labels, named conv1.weight [47, 1, 3, 3] .. dense.bias [labels].
///
/// The input is scaled here, (dB + 50) / 20, so that a patch means the same in training and in listening.
/// Pools come before the ReLU: both are monotone, so the function is the same, on an eighth of the values.
class StudyCnn final : public Network {
public:
    static constexpr std::int64_t kActivations = 380;

    /// Dropout hides activations and, half as many, channels of the last pooling.
    explicit StudyCnn(const NetworkOptions& options);

    /// @return the flattened last pooling as embedding, >= 0
    [[nodiscard]] NetworkOutput forward(const torch::Tensor& patches) override;
    [[nodiscard]] std::int64_t embeddingSize() const override { return kActivations; }
    [[nodiscard]] bool normalisesBatches() const override { return false; }

private:
    std::array<torch::nn::Conv2d, 5> m_convs{nullptr, nullptr, nullptr, nullptr, nullptr};
    torch::nn::Linear m_dense{nullptr};
    double m_dropout;
};

} // namespace segue::inference
