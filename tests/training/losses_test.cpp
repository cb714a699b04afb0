// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/losses.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <cmath>

using namespace segue;
using training::artistContrast;
using training::errorOfKnown;
using training::genreContrast;
using training::neighbourDifference;

TEST_CASE("clips of one artist side by side cost less than far apart") {
    const auto artists = torch::tensor({1, 1, 2, 2}, torch::kInt64);
    const auto together = torch::tensor({{1.0, 0.0}, {1.0, 0.1}, {0.0, 1.0}, {0.1, 1.0}});
    const auto apart = torch::tensor({{1.0, 0.0}, {0.0, 1.0}, {1.0, 0.1}, {0.1, 1.0}});
    CHECK(artistContrast(together, artists).item<float>() < 0.1F);
    CHECK(artistContrast(apart, artists).item<float>() > 5.0F);
}

TEST_CASE("the lengths of embeddings do not count") {
    torch::manual_seed(1);
    const auto embeddings = torch::randn({6, 4});
    const auto artists = torch::tensor({1, 1, 2, 2, 3, 3}, torch::kInt64);
    CHECK(artistContrast(embeddings * 7.0, artists).item<float>() ==
          Approx(artistContrast(embeddings, artists).item<float>()).epsilon(1e-4));
}

TEST_CASE("a batch in which every artist is alone costs nothing, and has a gradient") {
    const auto embeddings = torch::randn({3, 4}).set_requires_grad(true);
    const auto loss = artistContrast(embeddings, torch::tensor({1, 2, 3}, torch::kInt64));
    CHECK(loss.item<float>() == 0.0F);
    loss.backward();
    CHECK(embeddings.grad().isfinite().all().item<bool>());
}

TEST_CASE("clips of one genre side by side cost less than far apart") {
    const auto genres = torch::tensor({{1.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}, {0.0, 1.0}});
    const auto together = torch::tensor({{1.0, 0.0}, {1.0, 0.1}, {0.0, 1.0}, {0.1, 1.0}});
    const auto apart = torch::tensor({{1.0, 0.0}, {0.0, 1.0}, {1.0, 0.1}, {0.1, 1.0}});
    CHECK(genreContrast(together, genres).item<float>() + 1.0F < genreContrast(apart, genres).item<float>());
}

TEST_CASE("a clip of half one genre and half another belongs between the two") {
    const auto genres = torch::tensor({{1.0, 0.0}, {0.5, 0.5}, {0.0, 1.0}});
    const auto between = torch::tensor({{1.0, 0.0}, {0.7, 0.7}, {0.0, 1.0}});
    const auto astray = torch::tensor({{1.0, 0.0}, {-0.7, -0.7}, {0.0, 1.0}});
    CHECK(genreContrast(between, genres).item<float>() < genreContrast(astray, genres).item<float>());
}

TEST_CASE("a batch in which no genre occurs twice costs nothing, and has a gradient") {
    const auto embeddings = torch::randn({3, 4}).set_requires_grad(true);
    const auto loss = genreContrast(embeddings, torch::eye(3));
    CHECK(loss.item<float>() == 0.0F);
    loss.backward();
    CHECK(embeddings.grad().isfinite().all().item<bool>());
}

TEST_CASE("what a teacher did not say costs nothing and pulls nowhere") {
    const auto wanted = torch::tensor({{1.0F, NAN}, {NAN, NAN}});
    const auto predicted = torch::tensor({{3.0F, 7.0F}, {5.0F, 9.0F}}).set_requires_grad(true);
    const auto loss = errorOfKnown(predicted, wanted);
    CHECK(loss.item<float>() == 4.0F);
    loss.backward();
    CHECK(torch::equal(predicted.grad(), torch::tensor({{4.0F, 0.0F}, {0.0F, 0.0F}})));
    CHECK(errorOfKnown(torch::ones({2, 2}), torch::full({2, 2}, NAN)).item<float>() == 0.0F);
    CHECK(errorOfKnown(torch::ones({2, 0}), torch::ones({2, 0})).item<float>() == 0.0F);
}

TEST_CASE("embeddings whose neighbours are those of the teacher cost less, wherever they lie") {
    const auto teacher = torch::tensor({{1.0F, 0.0F, 0.0F}, {1.0F, 0.1F, 0.0F}, {0.0F, 0.0F, 1.0F}, {0.0F, 0.1F, 1.0F}});
    const auto alike = torch::tensor({{0.0F, 5.0F}, {0.1F, 5.0F}, {-2.0F, 0.0F}, {-2.0F, 0.1F}});
    const auto crossed = torch::tensor({{0.0F, 5.0F}, {-2.0F, 0.0F}, {0.1F, 5.0F}, {-2.0F, 0.1F}});
    CHECK(neighbourDifference(alike, teacher).item<float>() + 0.5F < neighbourDifference(crossed, teacher).item<float>());
}

TEST_CASE("what all rows have in common is no likeness") {
    const auto rows = torch::tensor({{9.0F, 1.0F}, {9.0F, -1.0F}, {9.0F, 1.1F}, {9.0F, -1.1F}});
    const auto cosines = training::centredCosines(rows);
    CHECK(cosines[0][2].item<float>() > 0.99F);
    CHECK(cosines[0][1].item<float>() < -0.99F);
    CHECK(training::cosineDifference(rows, cosines).item<float>() == Approx(0.0F).margin(1e-6));
    CHECK(training::cosineDifference(rows.index_select(0, torch::tensor({0, 2, 1, 3})), cosines).item<float>() > 1.0F);
}
