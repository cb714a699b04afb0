// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/constant_q.h"
#include "engine/words/error.h"
#include "tests/features/reference_arrays.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>

using namespace segue;
using namespace segue::test;
using features::ConstantQ;
using features::constantQ;
using features::ConstantQOptions;
using features::Matrix;

namespace {

constexpr int kConstantQRateHz = 22'050;
constexpr int kA4 = 45; // bins above C1

double noteHz(int bin) { return 32.70319566257483 * std::exp2(bin / 12.0); }

std::size_t loudestBin(const Matrix& cqt, std::size_t frame) {
    std::size_t best = 0;
    for (std::size_t bin = 0; bin < cqt.rows; ++bin) {
        if (cqt.at(bin, frame) > cqt.at(best, frame))
            best = bin;
    }
    return best;
}

} // namespace

TEST_CASE("the constant-Q transform is librosa's") {
    if (references().empty()) {
        WARN("skipped: there is no shared data folder");
        return;
    }
    for (const Reference& reference : references()) {
        INFO(reference.name());
        const float tuning = reference.array("tuning").values.at(0);
        const Matrix ours = constantQ(reference.samples(), Reference::kRateHz, {.tuning = tuning});
        CHECK(normError(ours, reference.array("cqt_magnitude")) < 1e-5);
    }
}

TEST_CASE("a note lights its own bin at every rate") {
    for (const int rateHz : {8'000, 11'025, 22'050, 44'100, 48'000, 192'000}) {
        const ConstantQ transform(rateHz);
        for (const int bin : {12, kA4, 57, 80}) {
            INFO(rateHz << " Hz, bin " << bin);
            const Matrix cqt = transform.compute(tone(noteHz(bin), 1.0, rateHz));
            REQUIRE(cqt.rows == 84);
            CHECK(cqt.columns == 1 + static_cast<std::size_t>(rateHz) / 512);
            CHECK(loudestBin(cqt, cqt.columns / 2) == static_cast<std::size_t>(bin));
        }
    }
}

TEST_CASE("a tuning moves all bins") {
    const auto sound = tone(noteHz(kA4) * std::exp2(0.4 / 12.0), 1.0, kConstantQRateHz);
    const Matrix plain = constantQ(sound, kConstantQRateHz);
    const Matrix tuned = constantQ(sound, kConstantQRateHz, {.tuning = 0.4F});
    const std::size_t middle = plain.columns / 2;
    CHECK(tuned.at(kA4, middle) > 1.05F * plain.at(kA4, middle));
    CHECK(tuned.at(kA4, middle) ==
          Approx(constantQ(tone(noteHz(kA4), 1.0, kConstantQRateHz), kConstantQRateHz).at(kA4, middle)).epsilon(0.03));
}

TEST_CASE("twice the sound is twice the transform") {
    auto sound = noise(1.0, kConstantQRateHz);
    Matrix once = constantQ(sound, kConstantQRateHz);
    std::ranges::transform(sound, sound.begin(), [](float sample) { return 2.0F * sample; });
    std::ranges::transform(once.values, once.values.begin(), [](float value) { return 2.0F * value; });
    CHECK(normError(constantQ(sound, kConstantQRateHz), once) < 1e-6);
}

TEST_CASE("a shift by a hop shifts the frames") {
    const auto sound = noise(2.0, kConstantQRateHz);
    std::vector<float> later(512);
    later.insert(later.end(), sound.begin(), sound.end());
    const Matrix before = constantQ(sound, kConstantQRateHz);
    const Matrix after = constantQ(later, kConstantQRateHz);
    REQUIRE(after.columns == before.columns + 1);
    for (const std::size_t bin : {0U, 30U, 83U}) {
        for (const std::size_t frame : {10U, 40U, 60U})
            CHECK(after.at(bin, frame + 1) == Approx(before.at(bin, frame)).epsilon(1e-3).margin(1e-4));
    }
}

TEST_CASE("bins beyond half the rate are empty and the others are not") {
    const Matrix cqt = constantQ(noise(2.0, 8'000), 8'000);
    const auto isZero = [](float value) { return value == 0.0F; };
    CHECK(std::ranges::all_of(cqt.row(83), isZero));
    for (std::size_t bin = 0; bin < 83; ++bin)
        CHECK(std::ranges::none_of(cqt.row(bin), isZero));
    const Matrix nothing = constantQ(noise(1.0, 60), 60);
    CHECK(std::ranges::all_of(nothing.values, isZero));
}

TEST_CASE("any number of bins in an octave and of octaves will do") {
    for (const int perOctave : {1, 5, 24, 36}) {
        for (const int bins : {1, perOctave, 2 * perOctave + perOctave / 2 + 1}) {
            INFO(perOctave << ", " << bins);
            const ConstantQOptions options{.lowestHz = 220.0F, .bins = bins, .binsPerOctave = perOctave};
            const Matrix cqt = constantQ(tone(220.0, 1.0, kConstantQRateHz), kConstantQRateHz, options);
            REQUIRE(cqt.rows == static_cast<std::size_t>(bins));
            CHECK(allFinite(cqt.values));
            CHECK(loudestBin(cqt, cqt.columns / 2) == 0);
        }
    }
}

TEST_CASE("silence, nothing and very short sounds have a transform") {
    CHECK(std::ranges::all_of(constantQ(silence(1.0, kConstantQRateHz), kConstantQRateHz).values,
                              [](float value) { return value == 0.0F; }));
    for (const int rateHz : {8'000, kConstantQRateHz, 192'000}) {
        for (const std::size_t length : {0U, 1U, 100U, 511U, 512U, 2'205U}) {
            INFO(rateHz << " Hz, " << length << " samples");
            const Matrix cqt = constantQ(std::vector<float>(length, 0.5F), rateHz);
            CHECK(cqt.rows == 84);
            CHECK(cqt.columns - 1 - length / 512 <= (rateHz == 192'000 ? 1 : 0)); // the early halving rounds up
            CHECK(allFinite(cqt.values));
        }
    }
}

TEST_CASE("constant-Q values of the worst sounds are numbers") {
    auto broken = noise(0.5, kConstantQRateHz);
    broken[5] = std::numeric_limits<float>::quiet_NaN();
    broken[6] = std::numeric_limits<float>::infinity();
    broken[7] = -3e38F;
    CHECK(allFinite(constantQ(broken, kConstantQRateHz).values));
    CHECK(allFinite(constantQ(std::vector<float>(kConstantQRateHz, 1.0F), kConstantQRateHz).values));
    auto square = tone(100.0, 1.0, kConstantQRateHz);
    std::ranges::transform(square, square.begin(), [](float sample) { return sample < 0.0F ? -1.0F : 1.0F; });
    CHECK(allFinite(constantQ(square, kConstantQRateHz).values));
}

TEST_CASE("impossible constant-Q transforms are refused") {
    CHECK_THROWS_AS(ConstantQ(0), Error);
    CHECK_THROWS_AS(ConstantQ(kConstantQRateHz, {.hopLength = 0}), Error);
    CHECK_THROWS_AS(ConstantQ(kConstantQRateHz, {.hopLength = 500}), Error);
    CHECK_THROWS_AS(ConstantQ(kConstantQRateHz, {.lowestHz = 0.0F}), Error);
    CHECK_THROWS_AS(ConstantQ(kConstantQRateHz, {.bins = 0}), Error);
    CHECK_THROWS_AS(ConstantQ(kConstantQRateHz, {.tuning = std::nanf("")}), Error);
    CHECK_THROWS_AS(ConstantQ(kConstantQRateHz, {.lowestHz = 1e-6F, .bins = 12}), Error);
    CHECK_NOTHROW(ConstantQ(kConstantQRateHz, {.hopLength = 64}));
    CHECK_NOTHROW(ConstantQ(192'000, {.hopLength = 1 << 20, .bins = 1}).compute(std::vector<float>(100'000, 0.5F)));
}

TEST_CASE("many threads may share a constant-Q transform") {
    const ConstantQ transform(kConstantQRateHz);
    const auto sound = noise(0.5, kConstantQRateHz);
    const Matrix expected = transform.compute(sound);
    std::vector<Matrix> results(4);
    {
        std::vector<std::jthread> threads;
        for (Matrix& result : results)
            threads.emplace_back([&] { result = transform.compute(sound); });
    }
    for (const Matrix& result : results)
        CHECK(identical(result.values, expected.values));
}
