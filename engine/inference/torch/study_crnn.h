// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/torch/network.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/rnn.h>

#include <array>

namespace segue::inference {

/// The convolutional recurrent network of the study's reference (Adiyansjah et al. 2019, after Choi et al. 2017):
/// four 3x3 convolutions with batch normalisation, ELU and max-pool shrink 128 bands to one row and 128 columns to 32
/// steps; two GRU layers read the steps in time; the last state is the embedding, one dense layer makes the genres.
///
/// | layer | parameters |
/// |---|---|
/// | conv1 3x3, 32; norm; pool 2x2 | 320 + 64 |
/// | conv2 3x3, 64; norm; pool 4x2 | 18,496 + 128 |
/// | conv3 3x3, 128; norm; pool 4x1 | 73,856 + 256 |
/// | conv4 3x3, 128; norm; pool 4x1 | 147,584 + 256 |
/// | 2 GRU layers of 64 over 32 steps of 128 | 37,248 + 24,960 |
/// | dense | 65 a label |
class StudyCrnn final : public Network {
public:
    static constexpr std::int64_t kStates = 64;

    explicit StudyCrnn(const NetworkOptions& options);

    [[nodiscard]] NetworkOutput forward(const torch::Tensor& patches) override;
    [[nodiscard]] std::int64_t embeddingSize() const override { return kStates; }
    [[nodiscard]] bool takesAnyColumns() const override { return true; }

private:
    std::array<torch::nn::Conv2d, 4> m_convs{nullptr, nullptr, nullptr, nullptr};
    std::array<torch::nn::BatchNorm2d, 4> m_norms{nullptr, nullptr, nullptr, nullptr};
    torch::nn::GRU m_gru{nullptr};
    torch::nn::Linear m_dense{nullptr};
    double m_dropout;
};

} // namespace segue::inference
