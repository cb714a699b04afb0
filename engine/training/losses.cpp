// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/losses.h"

#include <torch/torch.h>

namespace segue::training {
namespace {

constexpr double kNever = -1e9; // a logit that no softmax sees

} // namespace

torch::Tensor artistContrast(const torch::Tensor& embeddings, const torch::Tensor& artists) {
    constexpr double kTemperature = 0.1;
    const torch::Tensor unit = torch::nn::functional::normalize(embeddings);
    const torch::Tensor self = torch::eye(unit.size(0));
    const torch::Tensor logits = unit.mm(unit.t()) / kTemperature + kNever * self;
    const torch::Tensor same = (artists.unsqueeze(0) == artists.unsqueeze(1)).to(torch::kFloat32) - self;
    const torch::Tensor partners = same.sum(1);
    const torch::Tensor logShare = logits - torch::logsumexp(logits, 1, true);
    const torch::Tensor each = -(same * logShare).sum(1) / partners.clamp_min(1.0);
    const torch::Tensor counted = (partners > 0).to(torch::kFloat32);
    return (each * counted).sum() / counted.sum().clamp_min(1.0);
}

torch::Tensor genreContrast(const torch::Tensor& embeddings, const torch::Tensor& genres) {
    constexpr double kTemperature = 0.2;
    const torch::Tensor unit = torch::nn::functional::normalize(embeddings);
    const torch::Tensor self = torch::eye(unit.size(0));
    const torch::Tensor logits = unit.mm(unit.t()) / kTemperature + kNever * self;
    const torch::Tensor agreement = genres.mm(genres.t()) * (1.0 - self);
    const torch::Tensor wanted = agreement / agreement.sum(1, true).clamp_min(1e-6);
    return -(wanted * torch::log_softmax(logits, 1)).sum(1).mean();
}

} // namespace segue::training
