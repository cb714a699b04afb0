// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/sound_fit.h"

#include "engine/inference/torch/network.h"
#include "engine/words/error.h"

#include <torch/torch.h>

#include <algorithm>
#include <map>
#include <numbers>
#include <random>
#include <utility>
#include <vector>

namespace segue::training {
namespace {

constexpr std::size_t kRowsAtOnce = 64;
constexpr double kQuietestDb = -80.0;
constexpr double kEqualiserDb = 6.0;
constexpr int kFitTerms = 3;
// Of the share of the scatter's off-diagonal that is discarded: so much for each statistic a clip, and at most.
constexpr double kShrinkage = 0.3;
constexpr double kMostShrinkage = 0.5;
// What encoders of low bit rates drop lies below, for the most part.
constexpr double kFloorDb = -62.0;

using Random = std::mt19937_64;

// The clip as another recording of it would sound: through a smooth equaliser, and relative to its new maximum.
torch::Tensor rerecorded(const torch::Tensor& patch, Random& random) {
    const std::int64_t bands = patch.size(0);
    const torch::Tensor position = torch::arange(bands, torch::kFloat32) / static_cast<double>(bands);
    torch::Tensor curve = torch::zeros({bands});
    for (int term = 1; term <= kFitTerms; ++term) {
        std::uniform_real_distribution<double> height(-kEqualiserDb / term, kEqualiserDb / term);
        curve += height(random) * torch::cos(std::numbers::pi * term * position);
    }
    torch::Tensor changed = torch::where(patch <= kQuietestDb, patch, patch + curve.unsqueeze(1));
    changed = (changed - changed.max()).clamp_min(kQuietestDb);
    return changed;
}

struct Statistics {
    torch::Tensor whole, rerecorded, firstHalf, secondHalf; // [rows, kSoundStatistics]
};

// The columns of all the song's patches side by side, as they are heard: [bands, columns].
torch::Tensor columnsOf(const Dataset& dataset, std::size_t row) {
    const auto bands = static_cast<std::int64_t>(dataset.bands());
    const auto columns = static_cast<std::int64_t>(dataset.columns());
    return torch::tensor(dataset.patchDb(row)).view({-1, bands, columns}).transpose(0, 1).reshape({bands, -1});
}

// How many of the first rows have as many patches as the first one, so that they fit into one tensor; not too many.
std::size_t countAlike(const Dataset& dataset, std::span<const std::size_t> rows) {
    std::size_t count = 1;
    while (count < std::min(rows.size(), kRowsAtOnce) && dataset.patchCount(rows[count]) == dataset.patchCount(rows[0]))
        ++count;
    return count;
}

Statistics statisticsOf(const Dataset& dataset, std::span<const std::size_t> rows, Random& random) {
    std::vector<torch::Tensor> whole, changed, first, second;
    for (std::size_t begin = 0; begin < rows.size();) {
        const std::size_t count = countAlike(dataset, rows.subspan(begin));
        std::vector<torch::Tensor> patches, others;
        for (const std::size_t row : rows.subspan(begin, count)) {
            patches.push_back(columnsOf(dataset, row));
            others.push_back(rerecorded(patches.back(), random));
        }
        const torch::Tensor batch = torch::stack(patches);
        const auto halves = batch.chunk(2, 2);
        whole.push_back(inference::soundStatistics(batch, kFloorDb));
        changed.push_back(inference::soundStatistics(torch::stack(others), kFloorDb));
        first.push_back(inference::soundStatistics(halves[0], kFloorDb));
        second.push_back(inference::soundStatistics(halves[1], kFloorDb));
        begin += count;
    }
    return {torch::cat(whole), torch::cat(changed), torch::cat(first), torch::cat(second)};
}

// Mean square of the difference between two versions of the same clips, as the variance of one version: [size, size].
torch::Tensor scatterBetween(const torch::Tensor& one, const torch::Tensor& other) {
    const torch::Tensor difference = one - other;
    return torch::matmul(difference.t(), difference) / (2.0 * static_cast<double>(difference.size(0)));
}

// Scatter of the clips around their artist's mean; zero if no artist has two.
torch::Tensor scatterWithinArtists(const torch::Tensor& statistics, const Dataset& dataset, std::span<const std::size_t> rows) {
    std::map<std::int64_t, std::vector<std::int64_t>> byArtist;
    for (std::size_t i = 0; i < rows.size(); ++i)
        byArtist[dataset.artist(rows[i])].push_back(static_cast<std::int64_t>(i));
    torch::Tensor scatter = torch::zeros({statistics.size(1), statistics.size(1)}, torch::kFloat64);
    double freedom = 0.0;
    for (const auto& [artist, members] : byArtist) {
        if (members.size() < 2)
            continue;
        const torch::Tensor own = statistics.index_select(0, torch::tensor(members));
        const torch::Tensor centred = own - own.mean(0);
        scatter += torch::matmul(centred.t(), centred);
        freedom += static_cast<double>(members.size() - 1);
    }
    return freedom > 0.0 ? scatter / freedom : scatter;
}

// The axes on which `total` is largest compared with `within`, best first: [size, count].
torch::Tensor discriminantAxes(const torch::Tensor& total, const torch::Tensor& within, std::int64_t count) {
    // total v = w within v, by the Cholesky factor of within
    const torch::Tensor factor = torch::linalg_cholesky(within);
    const torch::Tensor half = torch::linalg_solve(factor, total);
    const torch::Tensor symmetric = torch::linalg_solve(factor, half.t().contiguous());
    const torch::Tensor vectors = std::get<1>(torch::linalg_eigh((symmetric + symmetric.t()) / 2.0));
    const torch::Tensor best = vectors.narrow(1, vectors.size(1) - count, count).flip(1);
    return torch::linalg_solve(factor.t().contiguous(), best.contiguous());
}

} // namespace

inference::SoundPart fitSoundPart(const Dataset& dataset, std::span<const std::size_t> rows, std::uint64_t seed) {
    if (rows.size() < 2)
        throw Error(ErrorKind::usage, "The sound part needs at least two clips to learn from.");
    if (dataset.bands() != static_cast<std::size_t>(inference::kNetworkBands) || dataset.columns() < 2)
        throw Error(ErrorKind::usage, "The sound part takes patches of 128 bands; this data set has others.");
    const torch::NoGradGuard noGrad;
    Random random(seed);
    const Statistics seen = statisticsOf(dataset, rows, random);
    inference::SoundPart part{.mean = seen.whole.mean(0), .deviation = seen.whole.std(0).clamp_min(1e-3), .floorDb = kFloorDb};
    const auto scaled = [&part](const torch::Tensor& statistics) {
        return inference::standardised(part, statistics).to(torch::kFloat64);
    };
    const torch::Tensor whole = scaled(seen.whole);
    const torch::Tensor mean = whole.mean(0);
    const torch::Tensor centred = whole - mean;
    const torch::Tensor total = torch::matmul(centred.t(), centred) / static_cast<double>(rows.size() - 1);
    const torch::Tensor nuisance = scatterWithinArtists(whole, dataset, rows) + scatterBetween(whole, scaled(seen.rerecorded)) +
                                   scatterBetween(scaled(seen.firstHalf), scaled(seen.secondHalf));
    const torch::Tensor diagonal = total.diagonal().clamp_min(1e-3); // statistics that never change are left alone
    const double shrinkage =
        std::min(kMostShrinkage, kShrinkage * static_cast<double>(inference::kSoundStatistics) / static_cast<double>(rows.size()));
    const torch::Tensor within = (1.0 - shrinkage) * nuisance + shrinkage * torch::diag(diagonal);
    const torch::Tensor axes = discriminantAxes(total, within, static_cast<std::int64_t>(kSoundPartSize));
    part.projection = axes.to(torch::kFloat32).contiguous();
    part.offset = torch::matmul(mean, axes).to(torch::kFloat32);
    return part;
}

} // namespace segue::training
