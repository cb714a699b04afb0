// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/segue_net.h"

#include <torch/nn/init.h>
#include <torch/nn/modules/activation.h>

#include <string>
#include <tuple>

namespace segue::inference {

namespace {

constexpr std::int64_t kMoments = 3;
/// A refinement begins by changing little, so that the network learns as fast as without it.
constexpr double kFirstRefinement = 0.3;

/// x + relu(norm(conv(x)))
class RefinementImpl final : public torch::nn::Module {
public:
    explicit RefinementImpl(std::int64_t channels) {
        m_conv = register_module(
            "conv", torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, channels, 3).padding(1).bias(false))); // the norm has one
        m_norm = register_module("norm", torch::nn::BatchNorm2d(channels));
        torch::nn::init::constant_(m_norm->weight, kFirstRefinement);
    }
    torch::Tensor forward(const torch::Tensor& x) { return x + torch::relu(m_norm(m_conv(x))); }

private:
    torch::nn::Conv2d m_conv{nullptr};
    torch::nn::BatchNorm2d m_norm{nullptr};
};
TORCH_MODULE(Refinement);

std::int64_t rowsLeft(const SegueNetPlan& plan) {
    std::int64_t rows = SegueNet::kHeardBands;
    for (const auto& stage : plan.stages)
        rows = (rows + stage.stride[0] - 1) / stage.stride[0];
    return rows;
}

} // namespace

const SegueNetPlan& firstSegueNet() {
    static const SegueNetPlan plan{.stages = {{32, {7, 3}, {2, 1}, false},
                                              {64, {5, 3}, {2, 2}, false},
                                              {96, {3, 3}, {2, 2}, false},
                                              {128, {3, 3}, {2, 1}, false},
                                              {192, {3, 3}, {2, 1}, false}},
                                   .mixed = 256};
    return plan;
}

const SegueNetPlan& thirdSegueNet() {
    static const SegueNetPlan plan{.stages = {{32, {7, 3}, {2, 2}, false},
                                              {64, {5, 3}, {2, 1}, false},
                                              {96, {3, 3}, {2, 2}, true},
                                              {160, {3, 3}, {2, 1}, true},
                                              {224, {3, 3}, {2, 1}, false}},
                                   .mixed = 320};
    return plan;
}

SegueNet::SegueNet(const NetworkOptions& options, const SegueNetPlan& plan)
    : m_dropout(options.dropout) {
    m_bandMean = register_buffer("band_mean", torch::full({kHeardBands, 1}, -40.0));
    m_bandDeviation = register_buffer("band_deviation", torch::full({kHeardBands, 1}, 20.0));
    std::int64_t channels = 1;
    for (std::size_t i = 0; i < plan.stages.size(); ++i) {
        const auto& stage = plan.stages[i];
        const std::string number = std::to_string(i + 1);
        const auto convolution = torch::nn::Conv2dOptions(channels, stage.channels, {stage.kernel[0], stage.kernel[1]})
                                     .stride({stage.stride[0], stage.stride[1]})
                                     .padding({stage.kernel[0] / 2, stage.kernel[1] / 2})
                                     .bias(false); // the normalisation has one
        m_trunk->push_back("conv" + number, torch::nn::Conv2d(convolution));
        m_trunk->push_back("norm" + number, torch::nn::BatchNorm2d(stage.channels));
        m_trunk->push_back("relu" + number, torch::nn::ReLU(true));
        if (stage.isRefined)
            m_trunk->push_back("refine" + number, Refinement(stage.channels));
        channels = stage.channels;
    }
    register_module("trunk", m_trunk);
    m_mix =
        register_module("mix", torch::nn::Conv1d(torch::nn::Conv1dOptions(channels * rowsLeft(plan), plan.mixed, 1).bias(false)));
    m_mixNorm = register_module("mix_norm", torch::nn::BatchNorm1d(plan.mixed));
    m_embedding = register_module("embedding",
                                  torch::nn::Linear(torch::nn::LinearOptions(kMoments * plan.mixed, kEmbeddingSize).bias(false)));
    m_embeddingNorm = register_module("embedding_norm", torch::nn::BatchNorm1d(kEmbeddingSize));
    m_genres = register_module("genres", torch::nn::Linear(kEmbeddingSize, options.labels));
}

NetworkOutput SegueNet::forward(const torch::Tensor& patches) {
    const torch::Tensor heard = patches.narrow(1, 0, kHeardBands);
    torch::Tensor x = ((heard - m_bandMean) / m_bandDeviation).unsqueeze(1);
    // [n, channels * rows, columns], laid out so: Torch mixes strides ten times slower.
    x = m_trunk->forward(x).contiguous().flatten(1, 2);
    x = torch::relu(m_mixNorm(m_mix(x)));
    const torch::Tensor pooled = torch::cat({x.mean(2), x.std(2, false), std::get<0>(x.max(2))}, 1);
    const torch::Tensor embedding = m_embeddingNorm(m_embedding(torch::dropout(pooled, m_dropout, is_training())));
    return {.logits = m_genres(embedding), .embedding = embedding};
}

void SegueNet::learnLevels(const torch::Tensor& mean, const torch::Tensor& deviation) {
    const torch::NoGradGuard noGrad;
    m_bandMean.copy_(mean.narrow(0, 0, kHeardBands).view({kHeardBands, 1}));
    // A band that never changes says nothing, at whatever scale.
    m_bandDeviation.copy_(deviation.narrow(0, 0, kHeardBands).clamp_min(1.0).view({kHeardBands, 1}));
}

} // namespace segue::inference
