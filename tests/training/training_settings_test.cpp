// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/training_settings.h"

#include <catch2/catch.hpp>

using namespace segue;

TEST_CASE("the learning rate rises for a fifth of the run and falls to nothing") {
    training::TrainingSettings settings;
    settings.learningRate = 0.01;
    constexpr std::int64_t kSteps = 100;
    const auto rate = [&](std::int64_t step) { return training::learningRateAt(settings, step, kSteps); };
    CHECK(rate(0) == Approx(0.0005));
    CHECK(rate(19) == Approx(0.01));
    CHECK(rate(59) == Approx(0.005));
    CHECK(rate(99) == Approx(0.0).margin(1e-9));
    for (std::int64_t step = 1; step < kSteps; ++step)
        CHECK((step < 20) == (rate(step) > rate(step - 1)));
}

TEST_CASE("different settings are described differently") {
    training::TrainingSettings settings;
    const auto usual = training::describe(settings);
    settings.augmentation.mixup = 0.3;
    CHECK(training::describe(settings) != usual);
    settings = {.split = training::Split::clips};
    CHECK(training::describe(settings) != usual);
}
