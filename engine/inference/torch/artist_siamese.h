// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/torch/network.h"

#include <torch/nn/modules/conv.h>

#include <array>

namespace segue::inference {

/// The siamese network of Park, Lee, Park, Ha and Nam (2018), which was trained to tell 10,000 artists of the Million Song Dataset
/// apart: five convolutions over time (4, 4, 4, 2 and 1 columns) with ReLU, the first four each followed by a max-pool of as many;
/// the maximum over the time that is left is its embedding, 256 numbers a patch of 3 s. Its batch normalisation is part of the
/// convolutions' weights.
class ArtistSiamese final : public Network {
public:
    static constexpr std::int64_t kEmbeddingSize = 256;

    explicit ArtistSiamese(const NetworkOptions& options);

    /// @param patches [n, 128, 129]
    [[nodiscard]] NetworkOutput forward(const torch::Tensor& patches) override;
    [[nodiscard]] std::int64_t embeddingSize() const override { return kEmbeddingSize; }
    [[nodiscard]] features::Recipe recipe() const override { return features::Recipe::artistSiamese; }

private:
    std::array<torch::nn::Conv1d, 5> m_convs{nullptr, nullptr, nullptr, nullptr, nullptr};
};

} // namespace segue::inference
