// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/classification.h"

#include "engine/words/error.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <vector>

using namespace segue;

namespace {

// Probabilities of three genres in which those named are heard.
std::vector<float> hearing(const std::vector<std::size_t>& heard) {
    std::vector<float> probabilities(heard.size() * 3, 0.2F);
    for (std::size_t row = 0; row < heard.size(); ++row)
        probabilities[row * 3 + heard[row]] = 0.6F;
    return probabilities;
}

} // namespace

TEST_CASE("accuracy counts rows, macro-F1 counts genres") {
    // Genre 0: 4 songs, 3 heard rightly, heard 3 times: F1 = 6/7. Genre 1: 1 song, right, heard twice: F1 = 2/3.
    // Genre 2: 1 song, right, heard once: 1.
    const auto figures = training::classify(hearing({0, 0, 0, 1, 1, 2}), std::vector<std::size_t>{0, 0, 0, 0, 1, 2}, 3);
    CHECK(figures.accuracy == Approx(5.0 / 6.0));
    CHECK(figures.macroF1 == Approx((6.0 / 7.0 + 2.0 / 3.0 + 1.0) / 3.0));
    CHECK(figures.confusion == std::vector<std::vector<std::size_t>>{{3, 1, 0}, {0, 1, 0}, {0, 0, 1}});
}

TEST_CASE("a genre without songs counts only if it is heard") {
    const std::vector<std::size_t> genres{0, 1};
    CHECK(training::classify(hearing({0, 1}), genres, 3).macroF1 == Approx(1.0));
    CHECK(training::classify(hearing({0, 2}), genres, 3).macroF1 == Approx(1.0 / 3.0));
}

TEST_CASE("without rows nothing is right, and nothing is NaN") {
    const auto none = training::classify({}, {}, 3);
    CHECK(none.accuracy == 0.0);
    CHECK(none.macroF1 == 0.0);
    const std::vector<float> nothing(3, std::numeric_limits<float>::quiet_NaN());
    CHECK(std::isfinite(training::classify(nothing, std::vector<std::size_t>{1}, 3).macroF1));
}

TEST_CASE("probabilities and genres that do not fit are refused") {
    CHECK_THROWS_AS(training::classify(hearing({0, 1}), std::vector<std::size_t>{0}, 3), Error);
    CHECK_THROWS_AS(training::classify(hearing({0}), std::vector<std::size_t>{3}, 3), Error);
}
