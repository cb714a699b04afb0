// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/support_vectors.h"

#include "engine/training/log_loss.h"
#include "tests/training/clouds.h"

#include <libsvm/svm.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace segue;
using Catch::Matchers::Contains;
using test::Clouds;
using training::SupportVectorClassifier;

namespace {

/// Two classes that no straight line parts: a disc and the ring around it.
Clouds ring(std::size_t rows, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> angle(0.0, 6.283185307179586);
    Clouds made{.values = {}, .size = 2, .labels = {}, .classes = 2};
    for (std::size_t row = 0; row < rows; ++row) {
        const double radius = row % 2 == 0 ? 0.5 : 2.0;
        const double turned = angle(random);
        made.values.push_back(static_cast<float>(radius * std::cos(turned)));
        made.values.push_back(static_cast<float>(radius * std::sin(turned)));
        made.labels.push_back(row % 2);
    }
    return made;
}

/// What libsvm itself says of each row, trained on all classes at once.
std::vector<std::size_t> libsvmsOwn(const Clouds& seen, const Clouds& asked, double cost, double gamma) {
    const auto nodesOf = [](const Clouds& clouds) {
        std::vector<std::vector<svm_node>> rows;
        for (std::size_t row = 0; row < clouds.labels.size(); ++row) {
            rows.emplace_back();
            for (std::size_t i = 0; i < clouds.size; ++i)
                rows.back().push_back({static_cast<int>(i) + 1, static_cast<double>(clouds.values[row * clouds.size + i])});
            rows.back().push_back({-1, 0.0});
        }
        return rows;
    };
    auto nodes = nodesOf(seen);
    std::vector<svm_node*> rows;
    for (auto& row : nodes)
        rows.push_back(row.data());
    std::vector<double> labels(seen.labels.begin(), seen.labels.end());
    svm_parameter parameters{};
    parameters.kernel_type = RBF;
    parameters.C = cost;
    parameters.gamma = gamma;
    parameters.cache_size = 10.0;
    parameters.eps = 1e-3;
    parameters.shrinking = 1;
    const svm_problem problem{.l = static_cast<int>(rows.size()), .y = labels.data(), .x = rows.data()};
    svm_model* model = svm_train(&problem, &parameters);
    std::vector<std::size_t> answers;
    for (const auto& row : nodesOf(asked))
        answers.push_back(static_cast<std::size_t>(svm_predict(model, row.data())));
    svm_free_and_destroy_model(&model);
    return answers;
}

} // namespace

TEST_CASE("support vectors part what no straight line parts") {
    const auto seen = ring(200, 1);
    const auto classifier = SupportVectorClassifier::train(seen.rows(), {});
    CHECK(test::accuracy(classifier, ring(200, 2)) > 0.99);
    CHECK(classifier.supportVectors() > 1);
    CHECK(classifier.supportVectors() < 200);
    CHECK(classifier.parameters() == classifier.supportVectors() * 3 + 1);
}

TEST_CASE("the most probable class is the one libsvm chooses") {
    auto seen = test::clouds(160, 4, 4, 1);
    auto asked = test::clouds(200, 4, 4, 2);
    for (float& value : seen.values) // clouds that overlap
        value *= 0.5F;
    for (float& value : asked.values)
        value *= 0.5F;
    const auto shares = SupportVectorClassifier::train(seen.rows(), {.cost = 2.0, .gamma = 0.7}).probabilities(asked.values);
    // Where classes win equally many pairs, libsvm takes the first and we the clearest.
    CHECK(test::accuracy(shares, libsvmsOwn(seen, asked, 2.0, 0.7)) > 0.96);
    for (std::size_t row = 0; row < 200; ++row) {
        float sum = 0.0F;
        for (std::size_t label = 0; label < 4; ++label)
            sum += shares[row * 4 + label];
        CHECK(sum == Approx(1.0F));
    }
}

TEST_CASE("two points have the border midway between them") {
    const std::vector<float> points{-1, 1};
    const std::vector<std::size_t> labels{0, 1};
    const auto classifier = SupportVectorClassifier::train({points, 1, labels, 2}, {.cost = 100.0});
    const auto shares = classifier.probabilities(std::vector<float>{-1.0F, -0.1F, 0.0F, 0.1F, 1.0F});
    CHECK(shares[0] == Approx(shares[9]));
    CHECK(shares[2] > 0.5F);
    CHECK(std::abs(shares[4] - shares[5]) < 0.8F);
    CHECK(shares[7] > 0.5F);
}

TEST_CASE("support vectors never hear a class without a row, and always a single one") {
    const auto seen = ring(40, 1);
    std::vector<std::size_t> labels;
    for (const std::size_t label : seen.labels)
        labels.push_back(label * 2 + 1); // 1 and 3 of 5
    const auto shares = SupportVectorClassifier::train({seen.values, 2, labels, 5}, {}).probabilities(seen.values);
    REQUIRE(shares.size() == 200);
    for (std::size_t row = 0; row < 40; ++row)
        CHECK(shares[row * 5] + shares[row * 5 + 2] + shares[row * 5 + 4] == 0.0F);
    const std::vector<std::size_t> one(40, 1);
    const auto single = SupportVectorClassifier::train({seen.values, 2, one, 2}, {});
    CHECK(single.probabilities(std::vector<float>{1, 2, 3, 4}) == std::vector<float>{0, 1, 0, 1});
    CHECK(single.parameters() == 0);
}

TEST_CASE("fewer rows than classes, a row a class and constants are enough for support vectors") {
    const std::vector<float> values{-1, 7, 1, 7, 3, 7};
    const std::vector<std::size_t> labels{0, 5, 2};
    const auto shares = SupportVectorClassifier::train({values, 2, labels, 9}, {.cost = 10.0}).probabilities(values);
    CHECK(std::ranges::all_of(shares, [](float share) { return std::isfinite(share); }));
    CHECK(test::accuracy(shares, labels) == 1.0);
    const std::vector<float> same(6, 1.0F);
    const auto guesses = SupportVectorClassifier::train({same, 2, labels, 9}, {}).probabilities(same);
    CHECK(std::ranges::all_of(guesses, [](float share) { return std::isfinite(share); }));
}

TEST_CASE("what support vectors cannot be found for is named") {
    const std::vector<std::size_t> labels{0, 1};
    const std::vector<float> values{1, 2};
    CHECK_THROWS_WITH(SupportVectorClassifier::train({values, 1, labels, 2}, {.cost = 0.0}), Contains("Cost"));
    CHECK_THROWS_WITH(SupportVectorClassifier::train({values, 1, labels, 2}, {.gamma = -1.0}), Contains("gamma"));
    CHECK_THROWS_WITH(SupportVectorClassifier::train({values, 1, labels, 2}, {.cost = std::nan("")}), Contains("Cost"));
    CHECK_THROWS_WITH(SupportVectorClassifier::train({{}, 1, {}, 2}, {}), Contains("no row to train on"));
    const std::vector<float> broken{1, std::nanf("")};
    CHECK_THROWS_WITH(SupportVectorClassifier::train({broken, 1, labels, 2}, {}), Contains("not finite"));
    const auto classifier = SupportVectorClassifier::train({values, 1, labels, 2}, {});
    CHECK(classifier.probabilities({}).empty());
}

TEST_CASE("a stop ends support vectors before the next pair") {
    std::stop_source source;
    source.request_stop();
    const auto seen = ring(20, 1);
    CHECK(SupportVectorClassifier::train(seen.rows(), {}, source.get_token()).supportVectors() == 0);
}

TEST_CASE("sharpness makes the truth most probable") {
    const std::vector<float> shares{0.6F, 0.4F, 0.6F, 0.4F, 0.6F, 0.4F, 0.6F, 0.4F};
    CHECK(training::sharpnessFor(shares, std::vector<std::size_t>{0, 0, 0, 0}) > 5.0);
    CHECK(training::sharpnessFor(shares, std::vector<std::size_t>{0, 1, 0, 1}) < 0.2);
    CHECK(training::sharpnessFor({}, {}) == 1.0);
    CHECK(training::logLoss(shares, std::vector<std::size_t>{0, 0, 0, 0}) == Approx(-std::log(0.6)));
    CHECK(training::logLoss(std::vector<float>{1.0F, 0.0F}, std::vector<std::size_t>{1}) == Approx(-std::log(1e-6)));
    CHECK(training::logLoss({}, {}) == 0.0);
}
