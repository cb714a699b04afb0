// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/losses.h"

#include <torch/torch.h>

namespace segue::training {

torch::Tensor artistContrast(const torch::Tensor& embeddings, const torch::Tensor& artists) {
    constexpr double kTemperature = 0.1;
    constexpr double kNever = -1e9; // a logit that no softmax sees
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

} // namespace segue::training
