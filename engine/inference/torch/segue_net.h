// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/torch/network.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

#include <array>
#include <cstdint>
#include <vector>

namespace segue::inference {

/// How large a SegueNet is and how fast it shrinks a patch.
struct SegueNetPlan {
    struct Stage {
        std::int64_t channels;
        std::array<std::int64_t, 2> kernel; ///< [bands, columns]
        std::array<std::int64_t, 2> stride;
        bool isRefined; ///< followed by a 3x3 convolution whose result is added to what it heard (He and others, 2016)
    };
    std::vector<Stage> stages;
    std::int64_t mixed; ///< channels that the rows left are mixed to
};

/// Of architecture "segue-net": 716,200 parameters for 8 labels (16,512 more while a teacher is learned from).
[[nodiscard]] const SegueNetPlan& firstSegueNet();

/// Of architecture "segue-net-3": 1,274,024 parameters for 8 labels.
[[nodiscard]] const SegueNetPlan& thirdSegueNet();

/// Segue's own embedder. Of the patch it hears the bands below 10.2 kHz: above, files differ more by their encoder and rate
/// than by their music. Each band is standardised; convolutions with tall kernels and short time context shrink
/// frequency (104 -> 4 rows) and time (to a quarter); frequency is folded into channels and mixed; what remains of
/// time is summed up by mean, standard deviation and maximum, so any number of columns works; one dense layer makes the
/// embedding, a second one the genres.
class SegueNet final : public Network {
public:
    static constexpr std::int64_t kEmbeddingSize = 128;
    static constexpr std::int64_t kHeardBands = 104;

    SegueNet(const NetworkOptions& options, const SegueNetPlan& plan);

    [[nodiscard]] NetworkOutput forward(const torch::Tensor& patches) override;
    [[nodiscard]] std::int64_t embeddingSize() const override { return kEmbeddingSize; }
    [[nodiscard]] bool takesAnyColumns() const override { return true; }
    void learnLevels(const torch::Tensor& mean, const torch::Tensor& deviation) override;

private:
    torch::Tensor m_bandMean;      ///< [kHeardBands, 1], dB
    torch::Tensor m_bandDeviation; ///< [kHeardBands, 1], dB
    torch::nn::Sequential m_trunk;
    torch::nn::Conv1d m_mix{nullptr};
    torch::nn::BatchNorm1d m_mixNorm{nullptr};
    torch::nn::Linear m_embedding{nullptr};
    torch::nn::BatchNorm1d m_embeddingNorm{nullptr};
    torch::nn::Linear m_genres{nullptr};
    double m_dropout;
};

} // namespace segue::inference
