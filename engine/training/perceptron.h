// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/statistics_network.h"

#include <torch/nn/modules/linear.h>

#include <cstdint>
#include <vector>

namespace segue::training {

/// A multi-layer perceptron: hidden dense layers with ReLU and dropout, then the classes.
class Perceptron final : public StatisticsNetwork {
public:
    /// @param hidden sizes of the hidden layers, one at least
    Perceptron(std::int64_t size, const std::vector<std::int64_t>& hidden, std::int64_t classes, double dropout);

    [[nodiscard]] Answer forward(const torch::Tensor& rows) override;

private:
    std::vector<torch::nn::Linear> m_hidden; // "dense1" ..
    torch::nn::Linear m_classes{nullptr};
    double m_dropout;
};

} // namespace segue::training
