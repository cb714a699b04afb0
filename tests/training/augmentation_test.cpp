// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/augmentation.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <cmath>

using namespace segue;
using training::AugmentationSettings;
using training::Batch;

namespace {

constexpr AugmentationSettings kNothing{
    .shift = false, .gainDb = 0, .equaliserDb = 0, .maskBands = 0, .maskColumns = 0, .mixup = 0};

// Six patches of 16 x 8 without silence, of three genres.
Batch example() {
    torch::manual_seed(2);
    return {.patches = torch::rand({6, 16, 8}) * 50.0 - 60.0,
            .targets = torch::one_hot(torch::tensor({0, 1, 2, 0, 1, 2}), 3).to(torch::kFloat32)};
}

Batch varied(const Batch& batch, const AugmentationSettings& settings, std::uint64_t seed = 1) {
    std::mt19937_64 random(seed);
    return training::augment(batch, settings, random);
}

} // namespace

TEST_CASE("with every variation off a batch stays as it is") {
    const auto batch = example();
    const auto result = varied(batch, kNothing);
    CHECK(torch::allclose(result.patches, batch.patches));
    CHECK(torch::equal(result.targets, batch.targets));
}

TEST_CASE("equal random states give equal batches, different ones do not") {
    const auto batch = example();
    const AugmentationSettings settings;
    CHECK(torch::equal(varied(batch, settings).patches, varied(batch, settings).patches));
    CHECK_FALSE(torch::equal(varied(batch, settings).patches, varied(batch, settings, 2).patches));
}

TEST_CASE("the given batch is left alone") {
    const auto batch = example();
    const auto copy = batch.patches.clone();
    (void)varied(batch, {});
    CHECK(torch::equal(batch.patches, copy));
}

TEST_CASE("a flip plays some patches backwards and leaves the others") {
    const auto batch = example();
    auto settings = kNothing;
    settings.flip = true;
    const auto result = varied(batch, settings);
    std::size_t backwards = 0;
    for (std::int64_t i = 0; i < batch.patches.size(0); ++i) {
        const bool isFlipped = torch::allclose(result.patches[i], batch.patches[i].flip(1));
        CHECK(isFlipped != torch::allclose(result.patches[i], batch.patches[i]));
        backwards += isFlipped ? 1 : 0;
    }
    CHECK(backwards > 0);
    CHECK(backwards < 6);
}

TEST_CASE("what a teacher did not say is not known of a mixture either") {
    auto batch = example();
    batch.targets = torch::Tensor();
    batch.teacher = torch::ones({6, 2});
    batch.teacher[2][1] = NAN;
    auto settings = kNothing;
    settings.mixup = 0.3;
    const auto result = varied(batch, settings);
    CHECK_FALSE(result.targets.defined());
    CHECK(result.teacher[0].isfinite().all().item<bool>());
    CHECK(result.teacher[2][1].isnan().item<bool>());
    CHECK(result.teacher[3][1].isnan().item<bool>()); // mixed with its neighbour
    CHECK(result.teacher[3][0].item<float>() == Approx(1.0F));
}

TEST_CASE("a shift only turns the columns round") {
    const auto batch = example();
    auto settings = kNothing;
    settings.shift = true;
    const auto result = varied(batch, settings);
    CHECK_FALSE(torch::allclose(result.patches, batch.patches));
    CHECK(torch::allclose(std::get<0>(result.patches.sort(2)), std::get<0>(batch.patches.sort(2)), 1e-4, 1e-4));
}

TEST_CASE("gain is one number a patch and the equaliser one number a band") {
    const auto batch = example();
    auto settings = kNothing;
    settings.gainDb = 3.0;
    const auto gained = varied(batch, settings).patches - batch.patches;
    CHECK(gained.abs().max().item<float>() <= 3.001F);
    CHECK((gained.amax({1, 2}) - gained.amin({1, 2})).max().item<float>() < 1e-3F);
    settings.equaliserDb = 3.0;
    const auto equalised = varied(batch, settings).patches - batch.patches;
    CHECK((equalised.amax(2) - equalised.amin(2)).max().item<float>() < 1e-3F);
    CHECK((equalised.amax({1, 2}) - equalised.amin({1, 2})).min().item<float>() > 0.01F);
}

TEST_CASE("silence stays silent and nothing falls below the floor") {
    auto batch = example();
    batch.patches.narrow(1, 0, 8).fill_(-80.0);
    auto settings = kNothing;
    settings.gainDb = 60.0;
    const auto result = varied(batch, settings).patches;
    CHECK(result.narrow(1, 0, 8).max().item<float>() == -80.0F);
    CHECK(result.min().item<float>() >= -80.0F);
}

TEST_CASE("a mask silences whole bands, no more than allowed") {
    const auto batch = example();
    auto settings = kNothing;
    settings.maskBands = 5;
    const auto silent = (varied(batch, settings).patches == -80.0);
    const auto bands = silent.all(2).sum(1);
    CHECK(bands.max().item<std::int64_t>() <= 5);
    CHECK(bands.max().item<std::int64_t>() >= 1);
    CHECK(silent.sum().item<std::int64_t>() == bands.sum().item<std::int64_t>() * 8);
}

TEST_CASE("mixup mixes targets as it mixes patches") {
    Batch batch{.patches = torch::zeros({3, 2, 2}), .targets = torch::eye(3)};
    batch.patches[0].fill_(-10.0);
    batch.patches[1].fill_(-20.0);
    batch.patches[2].fill_(-40.0);
    auto settings = kNothing;
    settings.mixup = 1.0;
    const auto result = varied(batch, settings);
    CHECK(torch::allclose(result.targets.sum(1), torch::ones({3})));
    const auto expected = torch::matmul(result.targets, torch::tensor({-10.0F, -20.0F, -40.0F}));
    CHECK(torch::allclose(result.patches.select(2, 0).select(1, 0), expected, 1e-4, 1e-3));
    CHECK_FALSE(torch::equal(result.targets, batch.targets));
    CHECK(torch::equal(result.targets.argmax(1), torch::tensor({0L, 1L, 2L}))); // the first clip keeps the larger share
}

TEST_CASE("a run of columns can be kept instead of all") {
    const Batch batch = example();
    AugmentationSettings settings = kNothing;
    settings.columns = 5;
    const auto part = varied(batch, settings);
    CHECK(part.patches.sizes() == torch::IntArrayRef({6, 16, 5}));
    settings.columns = 8;
    CHECK(torch::equal(varied(batch, settings).patches, batch.patches));
}

TEST_CASE("a mixed clip's teacher is mixed like its patch") {
    Batch batch = example();
    batch.teacher = batch.patches.mean(std::vector<std::int64_t>{1, 2}).unsqueeze(1);
    AugmentationSettings settings = kNothing;
    settings.mixup = 0.5;
    const auto mixed = varied(batch, settings);
    CHECK(torch::allclose(mixed.teacher, mixed.patches.mean(std::vector<std::int64_t>{1, 2}).unsqueeze(1), 1e-4, 1e-3));
}
