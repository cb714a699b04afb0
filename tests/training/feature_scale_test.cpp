// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/feature_scale.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <vector>

using namespace segue;
using Catch::Matchers::Contains;
using training::FeatureScale;

namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();
constexpr float kEndless = std::numeric_limits<float>::infinity();

} // namespace

TEST_CASE("each column gets mean 0 and deviation 1, with the training rows' constants") {
    const std::vector<float> seen{1, 100, 3, 300};
    const auto scale = FeatureScale::learn(seen, 2);
    CHECK(scale.apply(seen) == std::vector<float>{-1, -1, 1, 1});
    CHECK(scale.apply(std::vector<float>{4, 200}) == std::vector<float>{2, 0});
}

TEST_CASE("what lies far away is cut off at four deviations") {
    const auto scale = FeatureScale::learn(std::vector<float>{-1, 1}, 1);
    CHECK(scale.apply(std::vector<float>{1e30F, -1e30F}) == std::vector<float>{4, -4});
}

TEST_CASE("a column that never changes tells nothing, whatever comes later") {
    const auto scale = FeatureScale::learn(std::vector<float>{7, 7.000001F, 7}, 1);
    CHECK(scale.apply(std::vector<float>{7, 8, -1e30F}) == std::vector<float>{0, 0, 0});
}

TEST_CASE("a number that is not finite is left out while learning, then it is the mean") {
    const auto scale = FeatureScale::learn(std::vector<float>{kNothing, kEndless, 1, -kEndless, 3, kNothing}, 1);
    CHECK(scale.apply(std::vector<float>{1, 3, kNothing, kEndless, -kEndless}) == std::vector<float>{-1, 1, 0, 0, 0});
    const auto nothing = FeatureScale::learn(std::vector<float>{kNothing, kNothing}, 1);
    CHECK(nothing.apply(std::vector<float>{5}) == std::vector<float>{0});
}

TEST_CASE("a scale of nothing, or for other rows, is refused") {
    CHECK_THROWS_WITH(FeatureScale::learn({}, 2), Contains("no row to train on"));
    CHECK_THROWS_WITH(FeatureScale::learn(std::vector<float>(3), 2), Contains("rows of 2"));
    CHECK_THROWS_WITH(FeatureScale::learn(std::vector<float>(4), 2).apply(std::vector<float>(3)), Contains("rows of 2"));
}

TEST_CASE("rows are scaled to unit length, and zeros stay zeros") {
    std::vector<float> rows{3, 4, 0, 0};
    training::makeUnitLength(rows, 2);
    CHECK(rows[0] == Approx(0.6F));
    CHECK(rows[1] == Approx(0.8F));
    CHECK(rows[2] == 0.0F);
    CHECK(rows[3] == 0.0F);
}
