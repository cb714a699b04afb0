// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/lessons.h"

#include "engine/features/npy.h"
#include "engine/inference/embedder.h"
#include "engine/training/taught_evaluation.h"
#include "engine/training/taught_order.h"
#include "engine/words/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_taught_music.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <cmath>
#include <set>

using namespace segue;
using training::RowChoice;
using training::TaughtMusic;

namespace {

/// Hears how loud each quarter of the bands is.
class QuarterEmbedder final : public inference::Embedder {
public:
    QuarterEmbedder() { m_spec.embeddingSize = 4; }
    [[nodiscard]] const inference::ModelSpec& spec() const override { return m_spec; }
    [[nodiscard]] std::vector<inference::PatchResult> embed(std::span<const float> /*patches*/) const override { return {}; }
    [[nodiscard]] inference::SongResult embedSong(std::span<const float> patches) const override {
        std::vector<float> loudness(4, 0.0F);
        for (std::size_t i = 0; i < patches.size(); ++i)
            loudness[i * 4 / patches.size()] += (patches[i] + 80.0F) / 1000.0F;
        for (float& value : loudness)
            value *= value * value;
        return {.embedding = loudness, .probabilities = {}};
    }

private:
    inference::ModelSpec m_spec;
};

} // namespace

TEST_CASE("lessons are what teachers said, reduced, of one scale, and unknown where they were not asked") {
    const test::TemporaryFolder folder;
    test::writeSmallTaughtMusic(folder.path(), 60);
    const auto music = TaughtMusic::load(folder.path());
    const auto rows = music.rows(RowChoice::training);
    const torch::Tensor lessons = training::lessonsOf(music, rows);
    REQUIRE(lessons.sizes() == torch::IntArrayRef({120, 64 + 5})); // of 80 numbers, and of 5
    const torch::Tensor much = lessons.narrow(1, 0, 64), place = lessons.narrow(1, 64, 5);
    CHECK(much.isfinite().all().item<bool>());
    CHECK(place[0].isfinite().all().item<bool>());
    CHECK(place[4].isnan().all().item<bool>());
    const std::vector<std::int64_t> indices(rows.begin(), rows.end());
    const torch::Tensor seen = much.index_select(0, torch::tensor(indices));
    CHECK(seen.mean(0).abs().max().item<double>() < 1e-3);
    CHECK(seen.square().mean().item<double>() == Approx(1.0).margin(0.05));
    const torch::Tensor power = seen.square().mean(0);
    CHECK(power[0].item<double>() > power[63].item<double>()); // the first says most
}

TEST_CASE("a teacher that heard hardly anything says nothing") {
    const test::TemporaryFolder folder;
    test::writeSmallTaughtMusic(folder.path(), 4);
    features::writeNpy(folder / "hears_much_f32.npy", std::vector<float>(8, NAN), {8, 1});
    const auto music = TaughtMusic::load(folder.path());
    const torch::Tensor lessons = training::lessonsOf(music, music.rows(RowChoice::all));
    CHECK(lessons.sizes() == torch::IntArrayRef({8, 5}));
}

TEST_CASE("a step draws so many different rows, two of a recording, the same from equal states") {
    const test::TemporaryFolder folder;
    test::writeSmallTaughtMusic(folder.path(), 40);
    const auto music = TaughtMusic::load(folder.path());
    const training::TaughtOrder order(music);
    std::mt19937_64 random(3), again(3);
    const auto rows = order.draw(9, random);
    CHECK(order.draw(9, again) == rows);
    CHECK(rows.size() == 9);
    CHECK(std::set<std::size_t>(rows.begin(), rows.end()).size() == 9);
    std::set<std::int64_t> recordings;
    for (const std::size_t row : rows) {
        recordings.insert(music.recording(row));
        CHECK(std::ranges::count(music.rows(RowChoice::training), row) == 1);
    }
    CHECK(recordings.size() == 5);
    CHECK(order.draw(1000, random).size() == music.rows(RowChoice::training).size());
}

TEST_CASE("figures of such music: its recordings are found, and a network that hears what a teacher hears agrees with it") {
    const test::TemporaryFolder folder;
    test::writeSmallTaughtMusic(folder.path(), 24);
    const auto music = TaughtMusic::load(folder.path());
    const auto rows = music.rows(RowChoice::all);
    const auto figures = training::evaluateTaught(QuarterEmbedder(), music, rows);
    CHECK(figures.rows == 48);
    CHECK(figures.recordingMap.value() > 1.0 / 12.0); // six recordings sound alike
    REQUIRE(figures.agreements.size() == 2);
    const auto& place = figures.agreements[1];
    CHECK(place.teacher == "hears_place_f16");
    CHECK(place.rows == 32);
    CHECK(place.shared.value() > figures.agreements[0].shared.value() + 0.2);
    CHECK(training::formatTaught(figures).find("hears_place_f16") != std::string::npos);
    CHECK_THROWS_AS(training::evaluateTaught(QuarterEmbedder(), music, {}), Error);
}
