// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/statistics_network.h"

#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

#include <array>
#include <cstdint>

namespace segue::training {

/// The study's network of one dimension, which reads a row of statistics as if it were a signal:
///
/// | layer | output for 518 numbers | parameters |
/// |---|---|---|
/// | convolution, 200 filters of 32, ReLU | 487 x 200 | 6,600 |
/// | maximum of 2 | 243 x 200 | |
/// | convolution, 8 filters of 32, ReLU | 212 x 8 | 51,208 |
/// | maximum of 2 | 106 x 8 | |
/// | convolution, 8 filters of 32, ReLU | 75 x 8 | 2,056 |
/// | maximum of 2, flattened | 296 | |
/// | dense, ReLU | 100 | 29,700 |
/// | dense, softmax | 16 classes | 1,616 |
///
/// 91,180 parameters. Numbers in a row are neighbours by the alphabet only, so filters over neighbours are the study's
/// idea, not a recommendation.
class StatisticsCnn final : public StatisticsNetwork {
public:
    static constexpr std::int64_t kLeastSize = 225; ///< below, the third convolution or what follows has nothing left

    /// Throws Error{usage} for rows of fewer numbers than kLeastSize.
    StatisticsCnn(std::int64_t size, std::int64_t classes);

    [[nodiscard]] Answer forward(const torch::Tensor& rows) override;

private:
    std::array<torch::nn::Conv1d, 3> m_convs{nullptr, nullptr, nullptr}; // "conv1" .. "conv3"
    torch::nn::Linear m_dense{nullptr};
    torch::nn::Linear m_classes{nullptr};
};

} // namespace segue::training
