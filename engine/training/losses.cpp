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

torch::Tensor errorOfKnown(const torch::Tensor& predicted, const torch::Tensor& wanted) {
    const torch::Tensor known = torch::isfinite(wanted);
    const torch::Tensor error = (predicted - torch::where(known, wanted, predicted.detach())).square();
    return error.sum() / known.sum().clamp_min(1);
}

torch::Tensor neighbourDifference(const torch::Tensor& embeddings, const torch::Tensor& wanted) {
    constexpr double kTemperature = 0.2;
    constexpr double kWantedTemperature = 0.3;
    const torch::Tensor self = torch::eye(embeddings.size(0));
    const auto logits = [&self](const torch::Tensor& rows, double temperature) {
        const torch::Tensor unit = torch::nn::functional::normalize(rows);
        return unit.mm(unit.t()) / temperature + kNever * self;
    };
    const torch::Tensor shares = torch::softmax(logits(wanted, kWantedTemperature), 1);
    return -(shares * torch::log_softmax(logits(embeddings, kTemperature), 1)).sum(1).mean();
}

torch::Tensor centredCosines(const torch::Tensor& embeddings) {
    namespace functional = torch::nn::functional;
    const torch::Tensor unit = functional::normalize(embeddings);
    const torch::Tensor centred = functional::normalize(unit - unit.mean(0));
    return centred.mm(centred.t());
}

torch::Tensor cosineDifference(const torch::Tensor& embeddings, const torch::Tensor& cosines) {
    const auto rows = static_cast<double>(embeddings.size(0));
    return (centredCosines(embeddings) - cosines).square().sum() / (rows * (rows - 1.0)); // a row is as near to itself as it can be
}

} // namespace segue::training
