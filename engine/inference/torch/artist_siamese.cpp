// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/artist_siamese.h"

#include <string>

namespace segue::inference {

namespace {

constexpr std::array<std::int64_t, 5> kArtistKernels{4, 4, 4, 2, 1}; // columns of a convolution, and of the pool after it
constexpr std::int64_t kArtistChannels = 128;

} // namespace

ArtistSiamese::ArtistSiamese(const NetworkOptions& /*options*/) {
    for (std::size_t i = 0; i < m_convs.size(); ++i) {
        const auto outputs = i + 1 == m_convs.size() ? kEmbeddingSize : kArtistChannels;
        const auto convolution = torch::nn::Conv1dOptions(kArtistChannels, outputs, kArtistKernels[i]);
        m_convs[i] = register_module("conv" + std::to_string(i + 1), torch::nn::Conv1d(convolution));
    }
}

NetworkOutput ArtistSiamese::forward(const torch::Tensor& patches) {
    torch::Tensor x = patches;
    for (std::size_t i = 0; i < m_convs.size(); ++i) {
        const std::int64_t kernel = kArtistKernels[i]; // an even one has the odd column at the end
        x = torch::relu(m_convs[i](torch::constant_pad_nd(x, {(kernel - 1) / 2, kernel / 2}, 0.0)));
        if (kernel > 1)
            x = torch::max_pool1d(x, kernel, kernel);
    }
    return {.logits = {}, .embedding = x.amax(2)};
}

} // namespace segue::inference
