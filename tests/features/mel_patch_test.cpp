// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/decibel.h"
#include "engine/features/mel_patch.h"
#include "engine/words/error.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>

using namespace segue;
using namespace segue::test;
using features::FrontEnd;
using features::MelPatch;

namespace {

/// The definition: all frames, decibels relative to the loudest of them, columns picked.
std::vector<float> definition(std::span<const float> mono) {
    features::Matrix mel = features::melspectrogram(mono, 44'100);
    features::powerToDbOfMaximum(std::span<float>(mel.values), 1e-30F);
    std::vector<float> patch;
    for (std::size_t band = 0; band < 128; ++band) {
        for (int k = 0; k < 128; ++k)
            patch.push_back(mel.at(band, static_cast<std::size_t>((k + 0.5) / 128.0 * static_cast<double>(mel.columns))));
    }
    return patch;
}

} // namespace

TEST_CASE("a patch is the picked columns of the whole spectrogram, relative to all of it") {
    const MelPatch front{FrontEnd{}};
    // A click between two picked columns is the loudest there is, and no column shows it.
    std::vector<float> clicked = noise(30.0, 44'100, 3, 0.01F);
    std::fill_n(clicked.begin() + 44'100 * 10 + 5'000, 40, 1.0F);
    for (const auto& samples : {noise(30.0, 44'100), glide(40.0, 15'000.0, 30.0, 44'100), tone(440.0, 12.0, 44'100), clicked}) {
        const auto patch = front.compute(samples);
        REQUIRE(patch.size() == 128 * 128);
        CHECK(largestDifference(patch, definition(samples)) < 1e-3F);
    }
    const auto patch = front.compute(clicked);
    CHECK(*std::ranges::max_element(patch) < -1.0F);
}

TEST_CASE("a patch does not depend on how loud the music is") {
    const MelPatch front{FrontEnd{}};
    CHECK(largestDifference(front.compute(noise(5.0, 44'100, 1, 0.5F)), front.compute(noise(5.0, 44'100, 1, 0.001F))) < 1e-2F);
}

TEST_CASE("a patch of silence is all floor, and so is a patch of nothing") {
    const MelPatch front{FrontEnd{}};
    CHECK(identical(front.compute(silence(30.0, 44'100)), std::vector<float>(128 * 128, -80.0F)));
    CHECK(identical(front.compute({}), std::vector<float>(128 * 128, -80.0F)));
}

TEST_CASE("a tenth of a second fills a patch by repeating its frames") {
    const auto samples = tone(1000.0, 0.1, 44'100);
    const auto patch = MelPatch{FrontEnd{}}.compute(samples);
    CHECK(largestDifference(patch, definition(samples)) < 1e-3F);
    CHECK(*std::ranges::max_element(patch) == Approx(0.0).margin(1e-4));
}

TEST_CASE("what is not a number never comes out of a patch") {
    auto samples = noise(5.0, 44'100);
    samples[100'000] = std::numeric_limits<float>::quiet_NaN();
    samples[150'000] = std::numeric_limits<float>::infinity();
    samples[50'000] = 1e30F;
    const auto patch = MelPatch{FrontEnd{}}.compute(samples);
    CHECK(std::ranges::all_of(patch, [](float db) { return db >= -80.0F && db <= 0.0F; }));
}

TEST_CASE("a tone lights up its band") {
    const auto patch = MelPatch{FrontEnd{}}.compute(tone(200.0, 5.0, 44'100));
    // 200 Hz are 3 mel; 129 steps cover the 60 mel up to half the rate.
    std::size_t loudest = 0;
    for (std::size_t band = 0; band < 128; ++band) {
        if (patch[band * 128 + 64] > patch[loudest * 128 + 64])
            loudest = band;
    }
    CHECK(loudest >= 4);
    CHECK(loudest <= 7);
}

TEST_CASE("one patch maker serves many threads") {
    const MelPatch front{FrontEnd{}};
    const auto samples = noise(3.0, 44'100);
    const auto expected = front.compute(samples);
    std::vector<std::vector<float>> results(6);
    {
        std::vector<std::jthread> threads;
        for (auto& result : results)
            threads.emplace_back([&] { result = front.compute(samples); });
    }
    for (const auto& result : results)
        CHECK(identical(result, expected));
}

TEST_CASE("other front ends give patches of their size") {
    const FrontEnd small{.rateHz = 22'050, .fftSize = 1024, .hopLength = 256, .bands = 64, .columns = 32, .floorDb = -60.0F};
    const auto patch = MelPatch{small}.compute(noise(4.0, 22'050));
    CHECK(patch.size() == small.patchSize());
    CHECK(*std::ranges::min_element(patch) >= -60.0F);
    CHECK_THROWS_AS(MelPatch{FrontEnd{.columns = 0}}, Error);
    CHECK_THROWS_AS(MelPatch{FrontEnd{.floorDb = 0.0F}}, Error);
    CHECK_THROWS_AS(MelPatch{FrontEnd{.bands = -1}}, Error);
    CHECK_THROWS_AS(MelPatch{FrontEnd{.columnStride = -1}}, Error);
    CHECK_THROWS_AS((MelPatch{FrontEnd{.columnStride = 1, .patchesPerExcerpt = 0}}), Error);
    CHECK_THROWS_AS(MelPatch{FrontEnd{.patchesPerExcerpt = 2}}, Error);
}

TEST_CASE("dense patches are neighbouring columns of the whole spectrogram, relative to all of it") {
    const int stride = GENERATE(1, 3);
    const int rateHz = GENERATE(22'050, 44'100);
    const MelPatch front{FrontEnd{.rateHz = rateHz, .columnStride = stride, .patchesPerExcerpt = 4}};
    auto samples = glide(40.0, 10'000.0, 20.0, rateHz);
    std::fill_n(samples.begin() + 40, 40, 1.0F); // the loudest, at the edge, where no patch looks
    features::Matrix mel = features::melspectrogram(samples, rateHz);
    features::powerToDbOfMaximum(std::span<float>(mel.values), 1e-30F);
    const auto patches = front.compute(samples);
    const std::size_t count = front.patchesOf(samples.size());
    CHECK(count == std::min<std::size_t>(4, mel.columns / (128 * static_cast<std::size_t>(stride))));
    REQUIRE(patches.size() == count * 128 * 128);
    float largest = 0.0F;
    for (std::size_t patch = 0; patch < count; ++patch) {
        const double middle = (static_cast<double>(patch) + 0.5) / static_cast<double>(count) * static_cast<double>(mel.columns);
        const auto first = static_cast<std::size_t>(middle - 64.0 * stride);
        for (std::size_t band = 0; band < 128; ++band)
            for (std::size_t k = 0; k < 128; ++k)
                largest = std::max(largest, std::abs(patches[(patch * 128 + band) * 128 + k] -
                                                     mel.at(band, first + k * static_cast<std::size_t>(stride))));
    }
    CHECK(largest < 1e-3F);
}

TEST_CASE("three-second slices of thirty seconds are ten") {
    const MelPatch study{FrontEnd{.rateHz = 22'050, .columnStride = 1, .patchesPerExcerpt = 100}};
    CHECK(study.patchesOf(std::size_t{30} * 22'050) == 10);
    CHECK(study.patchesOf(std::size_t{6} * 22'050) == 2);
    CHECK(study.patchesOf(0) == 1);
    CHECK(MelPatch{FrontEnd{}}.patchesOf(std::size_t{30} * 44'100) == 1);
}

TEST_CASE("an excerpt shorter than a dense patch is heard again from its beginning") {
    const MelPatch front{FrontEnd{.columnStride = 1}};
    const auto samples = glide(100.0, 5'000.0, 0.5, 44'100); // 44 frames
    const auto patch = front.compute(samples);
    REQUIRE(patch.size() == 128 * 128);
    for (std::size_t band = 0; band < 128; band += 9)
        CHECK(patch[band * 128 + 3] == patch[band * 128 + 3 + 44]);
    CHECK(identical(front.compute(silence(0.5, 44'100)), std::vector<float>(128 * 128, -80.0F)));
}
