// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/nn/module.h>

namespace segue::training {

/// A network whose input is a row of statistics, not a spectrogram.
class StatisticsNetwork : public torch::nn::Module {
public:
    struct Answer {
        torch::Tensor logits; ///< [n, classes], before the softmax
        torch::Tensor hidden; ///< [n, any size], the last layer but one, after its activation
    };

    /// @param rows [n, size] float, standardised
    [[nodiscard]] virtual Answer forward(const torch::Tensor& rows) = 0;
};

} // namespace segue::training
