// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/musicnn.h"

namespace segue::inference {

namespace {

struct MusicnnFilter {
    std::int64_t channels, frames, bands;
};

constexpr std::array<MusicnnFilter, 5> kMusicnnFront{{{204, 7, 38}, {204, 7, 67}, {51, 128, 1}, {51, 64, 1}, {51, 32, 1}}};
constexpr std::int64_t kMusicnnRows = 561; // the sum of those channels
constexpr std::int64_t kMusicnnMiddle = 64;
constexpr std::int64_t kMusicnnPooled = 2 * (kMusicnnRows + 3 * kMusicnnMiddle);

} // namespace

Musicnn::Affine Musicnn::registerAffine(const std::string& name, std::int64_t channels) {
    return {.scale = register_buffer(name + "_scale", torch::ones({channels})),
            .offset = register_buffer(name + "_offset", torch::zeros({channels}))};
}

Musicnn::Musicnn(const NetworkOptions& /*options*/)
    : m_input(registerAffine("input", 1))
    , m_pooledScale(registerAffine("pooled", kMusicnnPooled))
    , m_hiddenScale(registerAffine("hidden", kEmbeddingSize)) {
    for (std::size_t i = 0; i < kMusicnnFront.size(); ++i) {
        const auto& [channels, frames, bands] = kMusicnnFront[i];
        const std::string name = "front" + std::to_string(i + 1);
        m_front[i] = register_module(name, torch::nn::Conv2d(torch::nn::Conv2dOptions(1, channels, {frames, bands})));
        m_frontScale[i] = registerAffine(name, channels);
    }
    for (std::size_t i = 0; i < m_middle.size(); ++i) {
        const std::string name = "middle" + std::to_string(i + 1);
        const auto inputs = i == 0 ? kMusicnnRows : kMusicnnMiddle;
        m_middle[i] = register_module(name, torch::nn::Conv1d(torch::nn::Conv1dOptions(inputs, kMusicnnMiddle, 7).padding(3)));
        m_middleScale[i] = registerAffine(name, kMusicnnMiddle);
    }
    m_hidden = register_module("dense", torch::nn::Linear(kMusicnnPooled, kEmbeddingSize));
}

/// @param heard [n, 1, columns, bands]
/// @return [n, 561, columns]
torch::Tensor Musicnn::frontOf(const torch::Tensor& heard) {
    std::vector<torch::Tensor> rows;
    for (std::size_t i = 0; i < m_front.size(); ++i) {
        const std::int64_t frames = kMusicnnFront[i].frames; // an even length has the odd frame at the end
        const torch::Tensor padded = torch::constant_pad_nd(heard, {0, 0, (frames - 1) / 2, frames / 2}, 0.0);
        const torch::Tensor found = torch::relu(m_front[i](padded));
        const auto scale = m_frontScale[i].scale.view({1, -1, 1});
        // The maximum after the scaling: where the factor is negative that of the least.
        const torch::Tensor most = torch::where(scale > 0, found.amax(3), found.amin(3));
        rows.push_back(most * scale + m_frontScale[i].offset.view({1, -1, 1}));
    }
    return torch::cat(rows, 1);
}

torch::Tensor Musicnn::middle(std::size_t which, const torch::Tensor& rows) {
    const auto& [scale, offset] = m_middleScale[which];
    return torch::relu(m_middle[which](rows)) * scale.view({1, -1, 1}) + offset.view({1, -1, 1});
}

NetworkOutput Musicnn::forward(const torch::Tensor& patches) {
    const torch::Tensor heard = (patches.transpose(1, 2).unsqueeze(1) * m_input.scale + m_input.offset).contiguous();
    const torch::Tensor front = frontOf(heard);
    const torch::Tensor first = middle(0, front);
    const torch::Tensor second = middle(1, first) + first;
    const torch::Tensor third = middle(2, second) + second;
    const torch::Tensor all = torch::cat({front, first, second, third}, 1);
    const torch::Tensor pooled = torch::stack({all.amax(2), all.mean(2)}, 2).flatten(1);
    const torch::Tensor hidden = torch::relu(m_hidden(pooled * m_pooledScale.scale + m_pooledScale.offset));
    return {.logits = {}, .embedding = hidden * m_hiddenScale.scale + m_hiddenScale.offset};
}

} // namespace segue::inference
