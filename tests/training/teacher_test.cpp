// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/teacher.h"

#include "engine/features/npy.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <cmath>

using namespace segue;

namespace {

constexpr std::size_t kRows = 40;
constexpr std::size_t kGenres = 2;

// A teacher that hears the genre in its first number, up to a little noise.
training::Dataset datasetWithTeacher(const std::filesystem::path& folder) {
    test::writeSmallDataset(folder, kRows, kGenres);
    std::vector<float> vectors;
    for (std::size_t row = 0; row < kRows; ++row)
        for (std::size_t i = 0; i < 3; ++i)
            vectors.push_back((i == 0 ? 100.0F * static_cast<float>(row % kGenres) : 0.0F) +
                              std::sin(static_cast<float>(row * 7 + i)));
    features::writeNpy(folder / "vggish128_f32.npy", vectors, {kRows, 3});
    return training::Dataset::load(folder);
}

} // namespace

TEST_CASE("the teacher's numbers are standardised over the rows trained on") {
    const test::TemporaryFolder folder;
    const auto dataset = datasetWithTeacher(folder / "clips");
    const auto rows = dataset.rows(training::RowChoice::training);
    const torch::Tensor teacher = training::standardisedTeacher(dataset, rows);
    const std::vector<std::int64_t> indices(rows.begin(), rows.end());
    const torch::Tensor seen = teacher.index_select(0, torch::tensor(indices));
    CHECK(seen.mean(0).abs().max().item<double>() < 1e-4);
    CHECK((seen.std(0) - 1.0).abs().max().item<double>() < 1e-4);
}

TEST_CASE("the genres that a teacher hears are probabilities of the rows trained on, and zeros elsewhere") {
    const test::TemporaryFolder folder;
    const auto dataset = datasetWithTeacher(folder / "clips");
    const auto rows = dataset.rows(training::RowChoice::training);
    const torch::Tensor heard = training::genresTeacherHears(dataset, rows, 30.0 * training::standardisedTeacher(dataset, rows));
    REQUIRE(heard.sizes() == torch::IntArrayRef({kRows, kGenres}));
    for (const std::size_t row : rows) {
        const torch::Tensor own = heard[static_cast<std::int64_t>(row)];
        CHECK(own.sum().item<double>() == Approx(1.0));
        CHECK(own.argmax().item<std::int64_t>() == static_cast<std::int64_t>(dataset.genre(row)));
    }
    for (const std::size_t row : dataset.rows(training::RowChoice::validation))
        CHECK(heard[static_cast<std::int64_t>(row)].abs().sum().item<double>() == 0.0);
}
