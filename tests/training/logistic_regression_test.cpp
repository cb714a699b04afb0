// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/logistic_regression.h"

#include "engine/words/error.h"
#include "tests/training/clouds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace segue;
using Catch::Matchers::Contains;
using test::clouds;
using training::LogisticRegression;

TEST_CASE("logistic regression learns clouds, and says so of rows it has not seen") {
    const auto seen = clouds(300, 4, 3, 1);
    const auto classifier = LogisticRegression::train(seen.values, 4, seen.labels, 3, 1.0);
    CHECK(accuracy(classifier, clouds(300, 4, 3, 2)) > 0.9);
    CHECK(classifier.parameters() == 15);
    const auto probabilities = classifier.probabilities(seen.values);
    REQUIRE(probabilities.size() == 900);
    CHECK(std::accumulate(probabilities.begin(), probabilities.begin() + 3, 0.0F) == Approx(1.0F));
}

TEST_CASE("logistic regression finds the least of what it is to make small") {
    // One feature, two classes, labels that mirror: no offset, and opposite weights w/2 each, where the derivative of
    // 4 log(1 + exp(-w)) + 2 log(1 + exp(w)) + l2 w^2 / 4 is 0.
    const std::vector<float> values{1, 1, 1, -1, -1, -1};
    const std::vector<std::size_t> labels{0, 0, 1, 1, 1, 0};
    const double l2 = 0.5;
    const auto classifier = LogisticRegression::train(values, 1, labels, 2, l2);
    const auto probabilities = classifier.probabilities(std::vector<float>{1.0F});
    const double w = std::log(static_cast<double>(probabilities[0]) / static_cast<double>(probabilities[1]));
    CHECK(-4.0 / (1.0 + std::exp(w)) + 2.0 / (1.0 + std::exp(-w)) + l2 * w / 2.0 == Approx(0.0).margin(1e-4));
}

TEST_CASE("with a heavy penalty only the classes' shares are left") {
    const auto seen = clouds(300, 4, 3, 1);
    std::vector<std::size_t> labels = seen.labels;
    std::ranges::replace(labels, 2, 1);
    const auto probabilities =
        LogisticRegression::train(seen.values, 4, labels, 2, 1e9).probabilities(std::vector<float>{5, 0, 0, 0});
    CHECK(probabilities[0] == Approx(1.0 / 3.0).margin(1e-3));
    CHECK(probabilities[1] == Approx(2.0 / 3.0).margin(1e-3));
}

TEST_CASE("the same rows give the same logistic regression") {
    const auto seen = clouds(60, 4, 3, 1);
    const auto once = LogisticRegression::train(seen.values, 4, seen.labels, 3, 0.1).probabilities(seen.values);
    CHECK(once == LogisticRegression::train(seen.values, 4, seen.labels, 3, 0.1).probabilities(seen.values));
}

TEST_CASE("a class without a row is never heard, a single one always") {
    const auto seen = clouds(30, 4, 2, 1);
    std::vector<std::size_t> labels;
    for (const std::size_t label : seen.labels)
        labels.push_back(label * 2); // classes 0 and 2 of 4
    const auto probabilities = LogisticRegression::train(seen.values, 4, labels, 4, 1.0).probabilities(seen.values);
    REQUIRE(probabilities.size() == 120);
    for (std::size_t row = 0; row < 30; ++row) {
        CHECK(probabilities[row * 4 + 1] == 0.0F);
        CHECK(probabilities[row * 4 + 3] == 0.0F);
        CHECK(probabilities[row * 4] + probabilities[row * 4 + 2] == Approx(1.0F));
    }
    const std::vector<std::size_t> one(30, 3);
    CHECK(LogisticRegression::train(seen.values, 4, one, 4, 1.0).probabilities(std::vector<float>(4)) ==
          std::vector<float>{0, 0, 0, 1});
}

TEST_CASE("separable classes without a penalty end in finite numbers, fewer rows than classes and constants too") {
    const std::vector<float> values{-1, 7, 1, 7};
    const std::vector<std::size_t> labels{0, 5};
    for (const double l2 : {0.0, 1.0}) {
        const auto probabilities = LogisticRegression::train(values, 2, labels, 6, l2).probabilities(values);
        CHECK(std::ranges::all_of(probabilities, [](float value) { return std::isfinite(value); }));
        CHECK(probabilities[0] > 0.5F);
        CHECK(probabilities[11] > 0.5F);
    }
}

TEST_CASE("what logistic regression cannot learn from is named") {
    const std::vector<std::size_t> labels{0, 1};
    const auto train = [&](std::vector<float> values, std::size_t size, double l2) {
        return LogisticRegression::train(values, size, labels, 2, l2);
    };
    CHECK_THROWS_WITH(LogisticRegression::train({}, 2, {}, 2, 1.0), Contains("no row to train on"));
    CHECK_THROWS_WITH(train({1, 2, 3}, 2, 1.0), Contains("same number of features"));
    CHECK_THROWS_WITH(train({1, 2, 3, std::nanf("")}, 2, 1.0), Contains("Row 1") && Contains("not finite"));
    CHECK_THROWS_WITH(train({std::numeric_limits<float>::infinity(), 2, 3, 4}, 2, 1.0), Contains("Row 0"));
    CHECK_THROWS_WITH(train({1, 2}, 1, -1.0), Contains("l2"));
    CHECK_THROWS_WITH(LogisticRegression::train(std::vector<float>{1, 2}, 1, labels, 1, 1.0), Contains("label 1"));
    CHECK(train({1, 2}, 1, 1.0).probabilities({}).empty());
    CHECK_THROWS_WITH(train({1, 2, 3, 4}, 2, 1.0).probabilities(std::vector<float>(3)), Contains("rows of 2"));
}
