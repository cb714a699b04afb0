// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/study_cnn.h"

#include "engine/inference/torch/study_parts.h"

#include <torch/nn/functional/dropout.h>
#include <torch/nn/init.h>

#include <algorithm>
#include <string>

namespace segue::inference {
namespace {

constexpr std::array<StudyStage, 5> kCnnStages{{{47, {2, 4}}, {95, {2, 4}}, {95, {2, 4}}, {142, {3, 5}}, {190, {4, 4}}}};

// As TensorFlow's "same": ceil(size / stride) outputs, the odd padding at the end. The pad is never the maximum that
// counts: a ReLU follows, and zero is what it makes of everything below.
torch::Tensor maxPoolSame(const torch::Tensor& input, const std::array<std::int64_t, 2>& kernel) {
    std::array<std::int64_t, 2> before{};
    std::array<std::int64_t, 2> after{};
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const std::int64_t size = input.size(static_cast<std::int64_t>(axis) + 2);
        const std::int64_t outputs = (size + kernel[axis] - 1) / kernel[axis];
        const std::int64_t total = std::max<std::int64_t>(outputs * kernel[axis] - size, 0);
        before[axis] = total / 2;
        after[axis] = total - before[axis];
    }
    torch::Tensor padded = input;
    if (after[0] > 0 || after[1] > 0)
        padded = torch::constant_pad_nd(input, {before[1], after[1], before[0], after[0]}, 0.0);
    return torch::max_pool2d(padded, kernel, kernel);
}

} // namespace

StudyCnn::StudyCnn(const NetworkOptions& options)
    : m_dropout(options.dropout) {
    std::int64_t channels = 1;
    for (std::size_t i = 0; i < kCnnStages.size(); ++i) {
        const auto convolution = torch::nn::Conv2dOptions(channels, kCnnStages[i].channels, 3).padding(1);
        m_convs[i] = register_module("conv" + std::to_string(i + 1), torch::nn::Conv2d(convolution));
        torch::nn::init::kaiming_normal_(m_convs[i]->weight, 0.0, torch::kFanIn, torch::kReLU);
        torch::nn::init::zeros_(m_convs[i]->bias);
        channels = kCnnStages[i].channels;
    }
    m_dense = register_module("dense", torch::nn::Linear(kActivations, options.labels));
}

NetworkOutput StudyCnn::forward(const torch::Tensor& patches) {
    namespace functional = torch::nn::functional;
    torch::Tensor x = ((patches - kCentreDb) / kSpreadDb).unsqueeze(1);
    for (std::size_t i = 0; i < kCnnStages.size(); ++i) {
        if (i + 1 == kCnnStages.size() && is_training() && m_dropout > 0.0)
            x = functional::dropout2d(x, functional::Dropout2dFuncOptions().p(m_dropout / 2).training(true));
        x = torch::relu(maxPoolSame(m_convs[i]->forward(x), kCnnStages[i].pool));
    }
    const torch::Tensor activations = x.flatten(1);
    const torch::Tensor hidden = torch::dropout(activations, m_dropout, is_training());
    return {.logits = m_dense->forward(hidden), .embedding = activations};
}

} // namespace segue::inference
