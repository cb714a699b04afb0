// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/resample.h"
#include "engine/words/error.h"
#include "tests/features/reference_arrays.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <numeric>

using namespace segue;
using namespace segue::test;
using features::resample;
using features::ResampleGain;

namespace {

double energy(std::span<const float> samples) { return std::inner_product(samples.begin(), samples.end(), samples.begin(), 0.0); }

/// Without the ends, where a resampler sees the silence around the sound.
std::span<const float> inner(std::span<const float> samples) { return samples.subspan(samples.size() / 4, samples.size() / 2); }

} // namespace

TEST_CASE("a tone keeps its pitch, place and height at another rate") {
    for (const auto& [from, to] :
         {std::pair(44'100, 22'050), std::pair(48'000, 22'050), std::pair(8'000, 22'050), std::pair(192'000, 44'100)}) {
        INFO(from << " to " << to);
        const auto ours = resample(tone(1'000.0, 1.0, from), from, to);
        const auto expected = tone(1'000.0, 1.0, to);
        REQUIRE(ours.size() == expected.size());
        CHECK(largestDifference(inner(ours), inner(expected)) < 1e-4F);
    }
}

TEST_CASE("a tone above half the new rate vanishes") {
    const auto ours = resample(tone(11'600.0, 1.0, 44'100), 44'100, 22'050);
    CHECK(largestDifference(inner(ours), silence(1.0, 22'050)) < 1e-5F);
}

TEST_CASE("the number of samples is rounded up") {
    CHECK(resample(silence(1.0, 44'101), 2, 1).size() == 22'051);
    CHECK(resample(std::vector<float>(1, 0.5F), 2, 1).size() == 1);
    CHECK(resample(std::vector<float>(1, 0.5F), 1'000, 1).size() == 1);
    CHECK(resample(std::vector<float>(3, 0.5F), 1, 4).size() == 12);
    CHECK(resample({}, 44'100, 22'050).empty());
}

TEST_CASE("energy or amplitude stays, as asked") {
    const auto sound = tone(500.0, 1.0, 44'100);
    const double before = energy(sound);
    CHECK(energy(resample(sound, 2, 1, ResampleGain::energy)) == Approx(before).epsilon(0.01));
    CHECK(energy(resample(sound, 2, 1)) == Approx(before / 2.0).epsilon(0.01));
}

TEST_CASE("equal rates change nothing") {
    const auto sound = noise(0.1, 22'050);
    CHECK(identical(resample(sound, 22'050, 22'050), sound));
}

TEST_CASE("what is not a number is silence to the resampler") {
    auto sound = tone(500.0, 0.2, 44'100);
    auto cleaned = sound;
    sound[100] = std::numeric_limits<float>::quiet_NaN();
    sound[200] = -std::numeric_limits<float>::infinity();
    cleaned[100] = cleaned[200] = 0.0F;
    CHECK(identical(resample(sound, 2, 1), resample(cleaned, 2, 1)));
    CHECK(allFinite(resample(std::vector<float>(1'000, 3e38F), 2, 1)));
}

TEST_CASE("rates that are none are refused") {
    const std::vector<float> sound(10);
    CHECK_THROWS_AS(resample(sound, 0, 1), Error);
    CHECK_THROWS_AS(resample(sound, 1, -1), Error);
    CHECK_THROWS_AS(resample(sound, std::nan(""), 1), Error);
    CHECK_THROWS_AS(resample(sound, 1, 1e9), Error);
}
