// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/sound_part.h"

#include "engine/inference/torch/stored_array.h"
#include "engine/words/error.h"

#include <torch/linalg.h>
#include <torch/nn/functional/normalization.h>
#include <torch/utils.h>

#include <cmath>
#include <numbers>

namespace segue::inference {
namespace {

constexpr std::int64_t kBands = 104; // of those of a patch, the lowest
constexpr std::int64_t kCoefficients = 20;
// Added to the covariance's diagonal: less than what a column's place in the song changes, so that the logarithm of the
// quietest axes does not weigh most.
constexpr double kLeastVariance = 3.0;
constexpr double kFarthest = 4.0; // deviations
constexpr const char* kFloor = "sound.floor";

// The orthonormal DCT-II that librosa's mfcc takes: [kCoefficients, kBands].
torch::Tensor cosines() {
    const torch::Tensor order = torch::arange(kCoefficients, torch::kFloat64).unsqueeze(1);
    const torch::Tensor band = torch::arange(kBands, torch::kFloat64).unsqueeze(0);
    torch::Tensor matrix = torch::cos(std::numbers::pi / kBands * order * (band + 0.5)) * std::sqrt(2.0 / kBands);
    matrix[0] *= std::numbers::sqrt2 / 2.0;
    return matrix;
}

// [n, 20, 20] symmetric positive -> [n, 210]
torch::Tensor logarithmOf(const torch::Tensor& covariance) {
    const auto [values, vectors] = torch::linalg_eigh(covariance);
    const torch::Tensor logs = values.clamp_min(kLeastVariance / 2.0).log().unsqueeze(1);
    const torch::Tensor matrix = torch::matmul(vectors * logs, vectors.transpose(1, 2));
    const torch::Tensor triangle = torch::triu_indices(kCoefficients, kCoefficients);
    const torch::Tensor onDiagonal = triangle[0] == triangle[1];
    const torch::Tensor scale =
        torch::where(onDiagonal, torch::ones({1}, torch::kFloat64), torch::full({1}, std::numbers::sqrt2, torch::kFloat64));
    return matrix.index({torch::indexing::Slice(), triangle[0], triangle[1]}) * scale;
}

// [n, 20, columns] -> [n, 210]
torch::Tensor logCovariance(const torch::Tensor& coefficients) {
    const torch::Tensor centred = coefficients - coefficients.mean(2, true);
    const torch::Tensor covariance = torch::matmul(centred, centred.transpose(1, 2)) / static_cast<double>(coefficients.size(2));
    return logarithmOf(covariance + kLeastVariance * torch::eye(kCoefficients, torch::kFloat64));
}

} // namespace

torch::Tensor soundStatistics(const torch::Tensor& patches, double floorDb) {
    const torch::Tensor bands = patches.narrow(1, 0, kBands).to(torch::kFloat64).clamp_min(floorDb);
    const torch::Tensor mfcc = torch::matmul(cosines(), bands);
    const std::int64_t changes = mfcc.size(2) - 1;
    const torch::Tensor change = mfcc.narrow(2, 1, changes) - mfcc.narrow(2, 0, changes);
    return torch::cat(
               {mfcc.mean(2), mfcc.std(2, false), logCovariance(mfcc), logCovariance(change), bands.mean(2), bands.std(2, false)},
               1)
        .to(torch::kFloat32);
}

torch::Tensor standardised(const SoundPart& part, const torch::Tensor& statistics) {
    return ((statistics - part.mean) / part.deviation).clamp(-kFarthest, kFarthest);
}

torch::Tensor SoundPart::hear(const torch::Tensor& statistics) const {
    return torch::nn::functional::normalize(torch::matmul(standardised(*this, statistics), projection) - offset);
}

std::vector<Tensor> arraysOf(const SoundPart& part) {
    return {arrayOf("sound.mean", part.mean), arrayOf("sound.deviation", part.deviation),
            arrayOf("sound.projection", part.projection), arrayOf("sound.offset", part.offset),
            arrayOf(kFloor, torch::full({1}, part.floorDb, torch::kFloat32))};
}

SoundPart takeSoundPart(std::vector<Tensor>& weights) {
    SoundPart part{.mean = takeArray(weights, "sound.mean", 1),
                   .deviation = takeArray(weights, "sound.deviation", 1),
                   .projection = takeArray(weights, "sound.projection", 2),
                   .offset = takeArray(weights, "sound.offset", 1)};
    if (hasArray(weights, kFloor))
        part.floorDb = takeArray(weights, kFloor, 1).sum().item<double>();
    const bool usable = part.mean.size(0) == kSoundStatistics && part.deviation.size(0) == kSoundStatistics &&
                        part.projection.size(0) == kSoundStatistics && part.projection.size(1) == part.size() &&
                        (part.deviation > 0.0).all().item<bool>() && std::isfinite(part.floorDb);
    if (!usable)
        throw Error(
            ErrorKind::badFile,
            Message(MessageId::networkArraysBroken,
                    {"\"sound.mean\", \"sound.deviation\", \"sound.projection\" and \"sound.offset\" do not fit each other"}));
    return part;
}

} // namespace segue::inference
