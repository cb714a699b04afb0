// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/study_crnn.h"

#include "engine/inference/torch/study_parts.h"

#include <torch/nn/functional/activation.h>

#include <string>
#include <tuple>

namespace segue::inference {

namespace {

constexpr std::array<StudyStage, 4> kCrnnStages{{{32, {2, 2}}, {64, {4, 2}}, {128, {4, 1}}, {128, {4, 1}}}};

} // namespace

StudyCrnn::StudyCrnn(const NetworkOptions& options)
    : m_dropout(options.dropout) {
    std::int64_t channels = 1;
    for (std::size_t i = 0; i < kCrnnStages.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        m_convs[i] = register_module("conv" + number,
                                     torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, kCrnnStages[i].channels, 3).padding(1)));
        m_norms[i] = register_module("norm" + number, torch::nn::BatchNorm2d(kCrnnStages[i].channels));
        channels = kCrnnStages[i].channels;
    }
    m_gru = register_module("gru", torch::nn::GRU(torch::nn::GRUOptions(channels, kStates).num_layers(2).batch_first(true)));
    m_dense = register_module("dense", torch::nn::Linear(kStates, options.labels));
}

NetworkOutput StudyCrnn::forward(const torch::Tensor& patches) {
    torch::Tensor x = ((patches - kCentreDb) / kSpreadDb).unsqueeze(1);
    for (std::size_t i = 0; i < kCrnnStages.size(); ++i) {
        x = torch::max_pool2d(torch::elu(m_norms[i](m_convs[i](x))), kCrnnStages[i].pool, kCrnnStages[i].pool);
        x = torch::dropout(x, m_dropout / 4, is_training());
    }
    const torch::Tensor steps = x.flatten(1, 2).transpose(1, 2).contiguous(); // [n, columns / 4, channels]
    const torch::Tensor states = std::get<0>(m_gru(steps));
    const torch::Tensor embedding = states.select(1, states.size(1) - 1);
    return {.logits = m_dense(torch::dropout(embedding, m_dropout, is_training())), .embedding = embedding};
}

} // namespace segue::inference
