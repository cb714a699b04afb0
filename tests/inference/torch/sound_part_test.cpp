// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/sound_part.h"

#include "engine/words/error.h"
#include "tests/support/said.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>

using namespace segue;
using Catch::Matchers::Contains;
using inference::kSoundStatistics;

namespace {

constexpr std::int64_t kHeard = 104; // bands

torch::Tensor randomPatch(std::uint64_t seed, std::int64_t columns = 128) {
    torch::manual_seed(seed);
    return torch::rand({1, 128, columns}) * 60.0 - 70.0;
}

inference::SoundPart anyPart() {
    torch::manual_seed(2);
    return {.mean = torch::randn({kSoundStatistics}),
            .deviation = torch::rand({kSoundStatistics}) + 0.5,
            .projection = torch::randn({kSoundStatistics, 7}),
            .offset = torch::randn({7}),
            .floorDb = -55.0};
}

std::string complaintOf(std::vector<inference::Tensor> arrays) {
    try {
        (void)inference::takeSoundPart(arrays);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::badFile);
        return segue::test::said(error);
    }
    return "none";
}

} // namespace

TEST_CASE("the means are those of the orthonormal cosine transform and of the bands") {
    // Bands in the shape of the third cosine, 5 dB high: all of it is in coefficient 3.
    const torch::Tensor band = torch::arange(128, torch::kFloat64);
    const torch::Tensor wave = -40.0 + 5.0 * torch::cos(std::numbers::pi / kHeard * 3.0 * (band + 0.5));
    const torch::Tensor statistics =
        inference::soundStatistics(wave.to(torch::kFloat32).view({1, 128, 1}).expand({1, 128, 32}).contiguous())[0];
    REQUIRE(statistics.size(0) == kSoundStatistics);
    CHECK(statistics[0].item<double>() == Approx(-40.0 * std::sqrt(kHeard)));
    CHECK(statistics[3].item<double>() == Approx(5.0 * std::sqrt(kHeard / 2.0)));
    CHECK(std::abs(statistics[5].item<double>()) < 1e-3);
    CHECK(statistics.narrow(0, 20, 20).abs().max().item<double>() < 1e-3); // nothing changes
    CHECK(statistics[460].item<double>() == Approx(wave[0].item<double>()));
}

TEST_CASE("uncorrelated coefficients have the logarithms of their variances on the diagonal") {
    // Only the mean level changes, by 2 dB up and down: the variance of coefficient 0 is 4 * 104.
    torch::Tensor patch = torch::full({1, 128, 64}, -40.0);
    for (std::int64_t column = 0; column < 64; ++column)
        patch.select(2, column) += column % 2 == 0 ? 2.0 : -2.0;
    const torch::Tensor logs = inference::soundStatistics(patch)[0].narrow(0, 40, 210);
    CHECK(logs[0].item<double>() == Approx(std::log(4.0 * kHeard + 3.0)));
    CHECK(logs[1].item<double>() == Approx(0.0).margin(1e-4)); // of coefficients 0 and 1
    CHECK(logs[20].item<double>() == Approx(std::log(3.0)));   // of coefficient 1
}

TEST_CASE("what encoders take away above 10 kHz is not heard") {
    const torch::Tensor whole = randomPatch(1);
    torch::Tensor cut = whole.clone();
    cut.narrow(1, kHeard, 128 - kHeard).fill_(-80.0);
    CHECK(torch::equal(inference::soundStatistics(whole), inference::soundStatistics(cut)));
}

TEST_CASE("what lies below the floor is heard as the floor") {
    const torch::Tensor whole = randomPatch(1);
    const torch::Tensor dropped = torch::where(whole < -50.0, torch::full_like(whole, -80.0), whole);
    CHECK(torch::equal(inference::soundStatistics(whole, -50.0), inference::soundStatistics(dropped, -50.0)));
    CHECK_FALSE(torch::equal(inference::soundStatistics(whole), inference::soundStatistics(dropped)));
}

TEST_CASE("silence and two columns have finite statistics") {
    for (const auto& patch : {torch::full({1, 128, 128}, -80.0), randomPatch(3, 2), torch::zeros({1, 128, 3})})
        CHECK(inference::soundStatistics(patch).isfinite().all().item<bool>());
}

TEST_CASE("what is heard has unit length, each song by itself") {
    const auto part = anyPart();
    const torch::Tensor both = torch::cat({inference::soundStatistics(randomPatch(4)), inference::soundStatistics(randomPatch(5))});
    const torch::Tensor heard = part.hear(both);
    CHECK(heard.sizes() == torch::IntArrayRef({2, 7}));
    CHECK(torch::allclose(heard.norm(2, 1), torch::ones({2})));
    CHECK(torch::allclose(heard[1], part.hear(both.narrow(0, 1, 1))[0], 1e-4, 1e-5));
}

TEST_CASE("a sound part is the same after it went through a bundle's arrays, and leaves the network's there") {
    const auto part = anyPart();
    auto arrays = inference::arraysOf(part);
    arrays.push_back({.name = "conv1.weight", .shape = {1}, .values = {1.0F}});
    const auto again = inference::takeSoundPart(arrays);
    CHECK(torch::equal(again.projection, part.projection));
    CHECK(torch::equal(again.mean, part.mean));
    CHECK(torch::equal(again.deviation, part.deviation));
    CHECK(torch::equal(again.offset, part.offset));
    CHECK(again.floorDb == part.floorDb);
    REQUIRE(arrays.size() == 1);
    CHECK(arrays.front().name == "conv1.weight");
}

TEST_CASE("a sound part that lacks an array or has one of another shape is refused and the array named") {
    const auto whole = inference::arraysOf(anyPart());
    for (std::size_t left = 0; left < 4; ++left) {
        auto arrays = whole;
        arrays.erase(arrays.begin() + static_cast<std::ptrdiff_t>(left));
        CHECK_THAT(complaintOf(arrays), Contains("lack the array \"" + whole[left].name + "\""));
    }
    auto arrays = whole;
    arrays[0].shape = {1, kSoundStatistics};
    CHECK_THAT(complaintOf(arrays), Contains("\"sound.mean\""));
    arrays = whole;
    arrays[0].shape = {5};
    arrays[0].values.resize(5);
    CHECK_THAT(complaintOf(arrays), Contains("do not fit"));
    arrays = whole;
    arrays[3].shape = {6};
    arrays[3].values.resize(6);
    CHECK_THAT(complaintOf(arrays), Contains("do not fit"));
    arrays = whole;
    arrays[1].values[9] = 0.0F;
    CHECK_THAT(complaintOf(arrays), Contains("do not fit"));
    arrays = whole;
    arrays[4].values[0] = NAN;
    CHECK_THAT(complaintOf(arrays), Contains("do not fit"));
}

TEST_CASE("a sound part from before there were floors has that of patches") {
    auto arrays = inference::arraysOf(anyPart());
    REQUIRE(arrays.back().name == "sound.floor");
    arrays.pop_back();
    CHECK(inference::takeSoundPart(arrays).floorDb == -80.0);
}
