// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/augmentation.h"

#include <torch/torch.h>

#include <algorithm>
#include <numbers>
#include <vector>

namespace segue::training {
namespace {

constexpr double kFloorDb = -80.0;
constexpr int kCurveTerms = 3;
constexpr double kStrongestDroppedDb = -35.0; // relative to the excerpt's maximum, as seen in mp3 at 64 kbit/s
constexpr double kDroppedRangeDb = 30.0;

double uniform(std::mt19937_64& random, double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
}

std::int64_t whole(std::mt19937_64& random, std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

// [bands, 1] in dB: a constant and a few slow cosines, each weaker than the one before.
torch::Tensor equaliserCurve(std::int64_t bands, const AugmentationSettings& settings, std::mt19937_64& random) {
    const torch::Tensor position = torch::arange(bands, torch::kFloat32) / static_cast<double>(bands);
    torch::Tensor curve = torch::full({bands}, uniform(random, -settings.gainDb, settings.gainDb), torch::kFloat32);
    for (int term = 1; term <= kCurveTerms; ++term) {
        const double height = settings.equaliserDb / term;
        curve += uniform(random, -height, height) * torch::cos(std::numbers::pi * term * position);
    }
    return curve.unsqueeze(1);
}

// Silences a stretch of random length and place along one axis of [bands, columns].
void mask(torch::Tensor& patch, std::int64_t axis, std::int64_t longest, std::mt19937_64& random) {
    const std::int64_t size = patch.size(axis);
    const std::int64_t length = whole(random, 0, std::min(longest, size));
    if (length > 0)
        patch.narrow(axis, whole(random, 0, size - length), length).fill_(kFloorDb);
}

// What encoders of low bit rates do: everything above some frequency goes, and below it the weak cells of the upper bands.
void encode(torch::Tensor& patch, std::mt19937_64& random) {
    const std::int64_t bands = patch.size(0);
    const std::int64_t weakFrom = whole(random, bands / 2, bands * 7 / 8);
    const torch::Tensor upper = patch.narrow(0, weakFrom, bands - weakFrom);
    const double weak = uniform(random, kStrongestDroppedDb - kDroppedRangeDb, kStrongestDroppedDb);
    upper.masked_fill_(upper < weak, kFloorDb);
    const std::int64_t limit = whole(random, bands * 5 / 8, bands - 1);
    patch.narrow(0, limit, bands - limit).fill_(kFloorDb);
}

torch::Tensor vary(const torch::Tensor& original, const AugmentationSettings& settings, std::mt19937_64& random) {
    torch::Tensor patch = original;
    if (settings.shift)
        patch = torch::roll(patch, whole(random, 0, patch.size(1) - 1), 1);
    if (settings.flip && whole(random, 0, 1) == 1)
        patch = patch.flip(1);
    const torch::Tensor changed = patch + equaliserCurve(patch.size(0), settings, random);
    // What was silent stays silent: a gain does not raise the floor.
    patch = torch::where(patch <= kFloorDb, patch, changed.clamp_min(kFloorDb));
    // Only asked where it is wanted: other settings keep their sequence of random numbers.
    if (settings.encoder > 0.0 && uniform(random, 0.0, 1.0) < settings.encoder)
        encode(patch, random);
    mask(patch, 0, settings.maskBands, random);
    mask(patch, 1, settings.maskColumns, random);
    if (settings.columns > 0 && settings.columns < patch.size(1))
        patch = patch.narrow(1, whole(random, 0, patch.size(1) - settings.columns), settings.columns);
    return patch;
}

double beta(double alpha, std::mt19937_64& random) {
    std::gamma_distribution<double> gamma(alpha, 1.0);
    const double first = gamma(random);
    const double second = gamma(random);
    return first + second > 0.0 ? first / (first + second) : 1.0;
}

} // namespace

Batch augment(const Batch& batch, const AugmentationSettings& settings, std::mt19937_64& random) {
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> varied;
    for (std::int64_t i = 0; i < batch.patches.size(0); ++i)
        varied.push_back(vary(batch.patches[i], settings, random));
    Batch result{.patches = torch::stack(varied), .targets = batch.targets, .teacher = batch.teacher};
    if (settings.mixup <= 0.0)
        return result;
    std::vector<float> shares;
    for (std::int64_t i = 0; i < batch.patches.size(0); ++i) {
        const double share = beta(settings.mixup, random);
        shares.push_back(static_cast<float>(std::max(share, 1.0 - share)));
    }
    // The batch is in random order, so the neighbour is a random second clip.
    const torch::Tensor share = torch::tensor(shares);
    const auto mix = [](const torch::Tensor& rows, const torch::Tensor& weight) {
        return rows * weight + torch::roll(rows, 1, 0) * (1.0 - weight);
    };
    result.patches = mix(result.patches, share.view({-1, 1, 1}));
    if (result.targets.defined())
        result.targets = mix(result.targets, share.view({-1, 1}));
    if (result.teacher.defined())
        result.teacher = mix(result.teacher, share.view({-1, 1}));
    return result;
}

} // namespace segue::training
