// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

#include <array>
#include <cstdint>

namespace segue::inference {

/// The architecture name in model.json for which this class builds the network.
inline constexpr const char* kStudyCnnArchitecture = "study-cnn";
inline constexpr std::int64_t kStudyCnnBands = 128;
inline constexpr std::int64_t kStudyCnnColumns = 128;
inline constexpr std::int64_t kStudyCnnActivations = 380;

struct StudyCnnOutput {
    torch::Tensor logits;      ///< [n, labels], before the softmax
    torch::Tensor activations; ///< [n, 380], the flattened last pooling, >= 0
};

/// The study's network: five 3x3 convolutions with ReLU, each followed by a max-pool, then one dense layer on the 380
/// flattened activations. 489,680 parameters for 8 labels, named conv1.weight [47, 1, 3, 3] .. dense.bias [labels].
///
/// The input is scaled here, (dB + 50) / 20, so that a patch means the same in training and in listening.
/// Pools come before the ReLU: both are monotone, so the function is the same, on an eighth of the values.
///
/// Thread rule: forward() may run concurrently while nobody changes the weights or calls train().
class StudyCnnImpl final : public torch::nn::Module {
public:
    /// @param dropout share of the activations and of the last pooled channels hidden while in train(); no parameter.
    explicit StudyCnnImpl(std::int64_t labels = 8, double dropout = 0.0);

    /// @param patches [n, 128, 128] float, dB relative to the excerpt's maximum, bands by columns.
    [[nodiscard]] StudyCnnOutput forward(const torch::Tensor& patches);

private:
    std::array<torch::nn::Conv2d, 5> m_convs;
    torch::nn::Linear m_dense{nullptr};
    double m_dropout;
};

TORCH_MODULE(StudyCnn);

} // namespace segue::inference
