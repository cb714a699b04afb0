// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/embedding_parts.h"

#include "engine/inference/torch/stored_array.h"
#include "engine/words/error.h"

#include <torch/nn/functional/normalization.h>
#include <torch/utils.h>

#include <cmath>

namespace segue::inference {
namespace {

constexpr const char* kCentre = "style.centre";
constexpr const char* kAxes = "style.axes";
constexpr const char* kGenres = "style.genres";

torch::Tensor copyOf(std::span<const float> values) { return torch::tensor(std::vector<float>(values.begin(), values.end())); }

} // namespace

std::size_t EmbeddingParts::styleSize(std::size_t labels) const {
    const torch::Tensor& last = styleAxes.defined() ? styleAxes : styleCentre;
    return static_cast<std::size_t>(last.size(last.dim() - 1)) + (genreLength > 0.0 ? labels : 0);
}

std::vector<float> EmbeddingParts::styleOf(std::span<const float> embedding, std::span<const float> probabilities) const {
    namespace functional = torch::nn::functional;
    const auto unit = functional::NormalizeFuncOptions().dim(0);
    torch::Tensor style = copyOf(embedding) - styleCentre;
    if (styleAxes.defined())
        style = torch::matmul(style, styleAxes);
    if (genreLength > 0.0)
        style = torch::cat({functional::normalize(style, unit), functional::normalize(copyOf(probabilities), unit) * genreLength});
    style = style.contiguous();
    const float* const first = style.data_ptr<float>();
    return {first, first + style.numel()};
}

std::vector<Tensor> arraysOf(const EmbeddingParts& parts) {
    auto arrays = arraysOf(parts.sound);
    arrays.push_back(arrayOf(kCentre, parts.styleCentre));
    if (parts.styleAxes.defined())
        arrays.push_back(arrayOf(kAxes, parts.styleAxes));
    if (parts.genreLength > 0.0)
        arrays.push_back(arrayOf(kGenres, torch::full({1}, parts.genreLength, torch::kFloat32)));
    return arrays;
}

EmbeddingParts takeEmbeddingParts(std::vector<Tensor>& weights) {
    EmbeddingParts parts{.styleCentre = takeArray(weights, kCentre, 1)};
    if (hasArray(weights, kAxes)) {
        parts.styleAxes = takeArray(weights, kAxes, 2);
        if (parts.styleAxes.size(0) != parts.styleCentre.size(0))
            throw Error(ErrorKind::badFile,
                        Message(MessageId::networkArraysBroken, {"\"style.centre\" and \"style.axes\" do not fit each other"}));
    }
    if (hasArray(weights, kGenres))
        parts.genreLength = takeArray(weights, kGenres, 1).sum().item<double>();
    if (!std::isfinite(parts.genreLength) || parts.genreLength < 0.0)
        throw Error(ErrorKind::badFile, Message(MessageId::networkArraysBroken, {"\"style.genres\" is no length"}));
    parts.sound = takeSoundPart(weights);
    return parts;
}

} // namespace segue::inference
