// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/torch/network.h"

#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

#include <array>
#include <string>

namespace segue::inference {

/// musicnn of Pons and Serra (2019), which was trained to tag songs of the Million Song Dataset; what it says is its last hidden
/// layer, 200 numbers a patch of 3 s. Two tall convolutions hear timbre (7 frames x 38 and 67 bands), three long ones time (128, 64
/// and 32 frames); their maxima over the bands make 561 rows, over which three convolutions of 7 frames listen, the last two
/// beside what came before. Maximum and mean over time of all of it pass two dense layers.
///
/// Normalisation comes after each ReLU, as a factor and a summand ("front1_scale", "front1_offset").
class Musicnn final : public Network {
public:
    static constexpr std::int64_t kEmbeddingSize = 200;

    explicit Musicnn(const NetworkOptions& options);

    /// @param patches [n, 96, 187]
    [[nodiscard]] NetworkOutput forward(const torch::Tensor& patches) override;
    [[nodiscard]] std::int64_t embeddingSize() const override { return kEmbeddingSize; }
    [[nodiscard]] features::Recipe recipe() const override { return features::Recipe::musicnn; }

private:
    struct Affine {
        torch::Tensor scale, offset; ///< [channels]
    };
    Affine registerAffine(const std::string& name, std::int64_t channels);
    [[nodiscard]] torch::Tensor frontOf(const torch::Tensor& heard);
    [[nodiscard]] torch::Tensor middle(std::size_t which, const torch::Tensor& rows);

    Affine m_input, m_pooledScale, m_hiddenScale;
    std::array<torch::nn::Conv2d, 5> m_front{nullptr, nullptr, nullptr, nullptr, nullptr};
    std::array<Affine, 5> m_frontScale;
    std::array<torch::nn::Conv1d, 3> m_middle{nullptr, nullptr, nullptr};
    std::array<Affine, 3> m_middleScale;
    torch::nn::Linear m_hidden{nullptr};
};

} // namespace segue::inference
