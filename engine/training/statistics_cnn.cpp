// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/statistics_cnn.h"

#include "engine/words/error.h"

#include <torch/nn/functional/pooling.h>

#include <string>

namespace segue::training {

namespace {

constexpr std::int64_t kKernel = 32;
constexpr std::int64_t kPool = 2;
constexpr std::array<std::int64_t, 3> kFilters{200, 8, 8};
constexpr std::int64_t kHidden = 100;

} // namespace

StatisticsCnn::StatisticsCnn(std::int64_t size, std::int64_t classes) {
    if (size < kLeastSize)
        throw Error(ErrorKind::usage, "The study's 1-D network needs at least " + std::to_string(kLeastSize) +
                                          " statistics a song, not " + std::to_string(size) + ".");
    std::int64_t channels = 1;
    std::int64_t length = size;
    for (std::size_t i = 0; i < kFilters.size(); ++i) {
        m_convs[i] = register_module("conv" + std::to_string(i + 1),
                                     torch::nn::Conv1d(torch::nn::Conv1dOptions(channels, kFilters[i], kKernel)));
        channels = kFilters[i];
        length = (length - kKernel + 1) / kPool;
    }
    m_dense = register_module("dense", torch::nn::Linear(channels * length, kHidden));
    m_classes = register_module("classes", torch::nn::Linear(kHidden, classes));
}

StatisticsNetwork::Answer StatisticsCnn::forward(const torch::Tensor& rows) {
    torch::Tensor x = rows.unsqueeze(1);
    for (auto& conv : m_convs)
        x = torch::max_pool1d(torch::relu(conv(x)), kPool);
    const torch::Tensor hidden = torch::relu(m_dense(x.flatten(1)));
    return {.logits = m_classes(hidden), .hidden = hidden};
}

} // namespace segue::training
