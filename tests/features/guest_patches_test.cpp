// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the numbers are compared with was computed from the same sounds with NumPy and PyTorch, by each network's own recipe.
#include "engine/features/guest_patches.h"
#include "engine/words/error.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

using namespace segue;
using features::frontEndOf;
using features::GuestPatches;
using features::Recipe;

namespace {

/// A glide from 110 Hz upwards with noise.
std::vector<float> sound(int rateHz, double seconds) {
    std::vector<float> samples(static_cast<std::size_t>(rateHz * seconds));
    std::uint64_t random = 1;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        random = random * 48'271 % 2'147'483'647;
        const double t = static_cast<double>(i) / rateHz;
        const double noise = static_cast<double>(random % 2001) / 2000.0 - 0.5;
        samples[i] = static_cast<float>(0.3 * std::sin(2.0 * std::numbers::pi * (110.0 * t + 150.0 * t * t)) + 0.05 * noise);
    }
    return samples;
}

struct Cell {
    std::size_t patch, band, column;
    float value;
};

double meanOf(const std::vector<float>& patches) {
    return std::accumulate(patches.begin(), patches.end(), 0.0) / static_cast<double>(patches.size());
}

void compare(Recipe recipe, const std::vector<float>& patches, const std::vector<Cell>& cells) {
    const auto frontEnd = frontEndOf(recipe);
    for (const auto& [patch, band, column, value] : cells) {
        INFO("patch " << patch << " band " << band << " column " << column);
        const auto columns = static_cast<std::size_t>(frontEnd.columns);
        CHECK(patches.at(patch * frontEnd.patchSize() + band * columns + column) == Approx(value).margin(1e-3));
    }
}

} // namespace

TEST_CASE("patches of musicnn are those that its authors made") {
    const GuestPatches maker(frontEndOf(Recipe::musicnn));
    const auto patches = maker.compute(sound(16'000, 6.2));
    REQUIRE(patches.size() == 2 * maker.frontEnd().patchSize());
    CHECK(meanOf(patches) == Approx(1.221144).margin(1e-4));
    compare(Recipe::musicnn, patches,
            {{0, 0, 0, 2.11804F},
             {0, 0, 186, 0.80209F},
             {0, 1, 1, 2.95561F},
             {0, 5, 93, 1.64679F},
             {0, 24, 0, 1.26408F},
             {0, 48, 186, 1.26491F},
             {0, 95, 1, 1.28870F},
             {1, 0, 0, 1.43900F},
             {1, 5, 186, 0.30793F},
             {1, 48, 93, 0.92184F},
             {1, 95, 186, 1.12443F}});
}

TEST_CASE("patches of EfficientAT are those that its authors made") {
    const GuestPatches maker(frontEndOf(Recipe::efficientAt));
    const auto patches = maker.compute(sound(32'000, 11.0)); // the eleventh second fills no patch
    REQUIRE(patches.size() == maker.frontEnd().patchSize());
    CHECK(meanOf(patches) == Approx(0.193539).margin(1e-4));
    compare(Recipe::efficientAt, patches,
            {{0, 0, 0, 0.62284F},
             {0, 0, 999, -0.61147F},
             {0, 1, 1, -0.95720F},
             {0, 5, 500, -1.13043F},
             {0, 32, 0, -0.41576F},
             {0, 64, 999, 0.41340F},
             {0, 126, 1, 1.16713F},
             {0, 127, 500, 1.11363F}});
}

TEST_CASE("patches of the artist network are those that its authors made") {
    const GuestPatches maker(frontEndOf(Recipe::artistSiamese));
    const auto patches = maker.compute(sound(22'050, 6.2));
    REQUIRE(patches.size() == 2 * maker.frontEnd().patchSize());
    CHECK(meanOf(patches) == Approx(-0.573144).margin(1e-4));
    compare(Recipe::artistSiamese, patches,
            {{0, 0, 0, 3.11263F},
             {0, 0, 128, -0.78077F},
             {0, 1, 1, -0.12748F},
             {0, 5, 64, -0.59540F},
             {0, 32, 0, -0.66251F},
             {0, 64, 128, -0.61804F},
             {0, 127, 1, -0.63626F},
             {1, 0, 0, -0.76874F},
             {1, 64, 64, -0.67125F},
             {1, 127, 128, -0.70919F}});
}

TEST_CASE("a guest's patches follow each other, and what fills none is left out") {
    for (const Recipe recipe : {Recipe::musicnn, Recipe::efficientAt, Recipe::artistSiamese}) {
        INFO(features::nameOf(recipe));
        const GuestPatches maker(frontEndOf(recipe));
        const auto thirty = test::noise(30.0, maker.frontEnd().rateHz);
        const auto patches = maker.compute(thirty);
        CHECK(patches.size() == maker.patchesOf(thirty.size()) * maker.frontEnd().patchSize());
        CHECK(maker.patchesOf(thirty.size()) == (recipe == Recipe::efficientAt ? 3U : 10U));
        const auto shorter = maker.compute(std::span(thirty).first(thirty.size() * 3 / 4));
        // Without the last patch: its end is mirrored where the sound ends.
        const auto same = shorter.size() - maker.frontEnd().patchSize();
        CHECK(std::equal(shorter.begin(), shorter.begin() + static_cast<std::ptrdiff_t>(same), patches.begin()));
    }
}

TEST_CASE("a sound that is shorter than a guest's patch gives one") {
    for (const Recipe recipe : {Recipe::musicnn, Recipe::artistSiamese}) {
        const GuestPatches maker(frontEndOf(recipe));
        const int rateHz = maker.frontEnd().rateHz;
        const auto once = test::noise(1.0, rateHz);
        auto often = once;
        for (int i = 0; i < 3; ++i)
            often.insert(often.end(), once.begin(), once.end());
        const auto patch = maker.compute(once);
        REQUIRE(patch.size() == maker.frontEnd().patchSize());
        const auto expected = maker.compute(often);
        const auto columns = static_cast<std::size_t>(maker.frontEnd().columns);
        for (std::size_t i = 0; i < patch.size(); ++i)
            if (i % columns + 2 < columns) // the others see the end
                REQUIRE(patch[i] == expected[i]);
    }
    const GuestPatches maker(frontEndOf(Recipe::efficientAt));
    const auto patch = maker.compute(test::noise(4.0, 32'000));
    REQUIRE(patch.size() == maker.frontEnd().patchSize());
    CHECK(patch[900] == Approx((std::log(1e-5) + 4.5) / 5.0)); // silence follows
}

TEST_CASE("no sound makes a guest's patch anything but numbers") {
    for (const Recipe recipe : {Recipe::musicnn, Recipe::efficientAt, Recipe::artistSiamese}) {
        const GuestPatches maker(frontEndOf(recipe));
        auto broken = test::noise(4.0, maker.frontEnd().rateHz);
        broken[100] = NAN;
        broken[20'000] = INFINITY;
        broken[30'000] = 3e38F;
        for (const auto& samples : {broken, std::vector<float>(), std::vector<float>(1, 0.5F), test::silence(4.0, 16'000)}) {
            const auto patch = maker.compute(samples);
            CHECK(patch.size() >= maker.frontEnd().patchSize());
            CHECK(std::ranges::all_of(patch, [](float value) { return std::isfinite(value); }));
        }
    }
}

TEST_CASE("a recipe fixes its parameters and has a name") {
    for (const Recipe recipe : {Recipe::segue, Recipe::musicnn, Recipe::efficientAt, Recipe::artistSiamese}) {
        CHECK(frontEndOf(recipe).recipe == recipe);
        CHECK(features::recipeNamed(features::nameOf(recipe)) == recipe);
        CHECK(features::makePatchMaker(frontEndOf(recipe))->frontEnd() == frontEndOf(recipe));
    }
    CHECK_FALSE(features::recipeNamed("vggish"));
    auto other = frontEndOf(Recipe::musicnn);
    other.excerptsPerSong = 1;
    CHECK(features::keepsItsRecipe(other));
    other.bands = 64;
    CHECK_FALSE(features::keepsItsRecipe(other));
    CHECK_THROWS_AS(GuestPatches{other}, Error);
    CHECK_THROWS_AS(GuestPatches{features::FrontEnd{}}, Error);
}
