// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/network_classifier.h"

#include "engine/training/perceptron.h"
#include "engine/training/statistics_cnn.h"
#include "engine/words/error.h"
#include "tests/training/clouds.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

using namespace segue;
using Catch::Matchers::Contains;
using training::NetworkClassifier;
using training::Perceptron;
using training::StatisticsCnn;

namespace {

training::MakeStatisticsNetwork perceptron(std::int64_t size) {
    return [size](std::int64_t classes) {
        return std::make_shared<Perceptron>(size, std::vector<std::int64_t>{20, 10}, classes, 0.2);
    };
}

std::int64_t numbersOf(const torch::nn::Module& module) {
    std::int64_t numbers = 0;
    for (const auto& parameter : module.parameters())
        numbers += parameter.numel();
    return numbers;
}

} // namespace

TEST_CASE("the study's 1-D network has the study's shapes and parameters, layer by layer") {
    StatisticsCnn network(518, 16);
    const auto layers = network.named_children();
    const std::map<std::string, std::int64_t> expected{
        {"conv1", 6'600}, {"conv2", 51'208}, {"conv3", 2'056}, {"dense", 29'700}, {"classes", 1'616}};
    REQUIRE(layers.size() == expected.size());
    for (const auto& [name, numbers] : expected) {
        INFO(name);
        CHECK(numbersOf(*layers[name]) == numbers);
    }
    CHECK(numbersOf(network) == 91'180);

    const auto convolved = [&](const std::string& name, const torch::Tensor& x) {
        return layers[name]->as<torch::nn::Conv1dImpl>()->forward(x);
    };
    const torch::Tensor first = convolved("conv1", torch::zeros({2, 1, 518}));
    CHECK(first.sizes() == torch::IntArrayRef{2, 200, 487});
    const torch::Tensor second = convolved("conv2", torch::max_pool1d(first, 2));
    CHECK(second.sizes() == torch::IntArrayRef{2, 8, 212});
    const torch::Tensor third = convolved("conv3", torch::max_pool1d(second, 2));
    CHECK(third.sizes() == torch::IntArrayRef{2, 8, 75});
    CHECK(torch::max_pool1d(third, 2).flatten(1).size(1) == 296);

    const auto answer = network.forward(torch::zeros({2, 518}));
    CHECK(answer.hidden.sizes() == torch::IntArrayRef{2, 100});
    CHECK(answer.logits.sizes() == torch::IntArrayRef{2, 16});
}

TEST_CASE("the 1-D network takes any number of classes and rows of at least 225 numbers") {
    CHECK(StatisticsCnn(518, 3).forward(torch::zeros({1, 518})).logits.size(1) == 3);
    CHECK(StatisticsCnn(287, 8).forward(torch::zeros({1, 287})).logits.size(1) == 8);
    CHECK(StatisticsCnn(StatisticsCnn::kLeastSize, 2).forward(torch::zeros({1, 225})).logits.size(1) == 2);
    CHECK_THROWS_WITH(StatisticsCnn(224, 8), Contains("at least 225") && Contains("224"));
}

TEST_CASE("the 1-D network learns: 64 rows are learned by heart, through every layer") {
    auto rows = test::clouds(64, 225, 3, 1);
    std::mt19937 random(3);
    std::ranges::shuffle(rows.labels, random); // nothing in the numbers says so
    const auto make = [](std::int64_t classes) { return std::make_shared<StatisticsCnn>(225, classes); };
    const auto trained = NetworkClassifier::train(rows.rows(), {}, make, {.learningRate = 2e-3, .batch = 16, .epochs = 40});
    CHECK(test::accuracy(trained, rows) > 0.95);

    StatisticsCnn network(225, 3);
    network.forward(torch::randn({4, 225})).logits.square().sum().backward();
    for (const auto& parameter : network.named_parameters()) {
        INFO(parameter.key());
        CHECK(parameter.value().grad().abs().max().item<float>() > 0.0F);
    }
}

TEST_CASE("a perceptron learns clouds, early enough, and answers for rows it has not seen") {
    const auto seen = test::clouds(300, 6, 3, 1);
    const auto judge = test::clouds(100, 6, 3, 2);
    const auto trained =
        NetworkClassifier::train(seen.rows(), judge.rows(), perceptron(6), {.learningRate = 0.01, .epochs = 40, .patience = 3});
    CHECK(test::accuracy(trained, test::clouds(300, 6, 3, 3)) > 0.95);
    CHECK(trained.parameters() == 7 * 20 + 21 * 10 + 11 * 3);
    CHECK(trained.embeddings(judge.values).size() == 100 * 10);
    CHECK(trained.epochs() >= 1);
    CHECK(trained.epochs() < 40);
    const auto shares = trained.probabilities(judge.values);
    CHECK(std::accumulate(shares.begin(), shares.begin() + 3, 0.0F) == Approx(1.0F));
}

TEST_CASE("training ends when the judging rows are heard worse, and goes back to the best") {
    const auto seen = test::clouds(60, 3, 3, 1);
    auto judge = test::clouds(30, 3, 3, 2);
    for (std::size_t& label : judge.labels)
        label = (label + 1) % 3; // the more is learned, the worse
    const auto trained =
        NetworkClassifier::train(seen.rows(), judge.rows(), perceptron(3), {.learningRate = 0.05, .epochs = 40, .patience = 2});
    CHECK(trained.epochs() <= 2);
    const auto exactly =
        NetworkClassifier::train(seen.rows(), {}, perceptron(3), {.learningRate = 0.05, .epochs = trained.epochs()});
    CHECK(exactly.probabilities(judge.values) == trained.probabilities(judge.values));
}

TEST_CASE("the same seed gives the same network, another seed another") {
    const auto seen = test::clouds(30, 3, 3, 1);
    const auto sharesOf = [&](std::uint64_t seed) {
        return NetworkClassifier::train(seen.rows(), {}, perceptron(3), {.epochs = 2, .seed = seed}).probabilities(seen.values);
    };
    CHECK(sharesOf(1) == sharesOf(1));
    CHECK(sharesOf(1) != sharesOf(2));
}

TEST_CASE("a network never hears a class without a row; a row a class and a single class do") {
    const std::vector<float> values{-1, 7, 1, 7};
    const std::vector<std::size_t> labels{1, 3};
    const auto shares = NetworkClassifier::train({values, 2, labels, 5}, {}, perceptron(2), {.epochs = 1}).probabilities(values);
    REQUIRE(shares.size() == 10);
    CHECK(shares[0] + shares[2] + shares[4] == 0.0F);
    CHECK(shares[1] + shares[3] == Approx(1.0F));
    const std::vector<std::size_t> one{1, 1};
    CHECK(NetworkClassifier::train({values, 2, one, 2}, {}, perceptron(2), {.epochs = 1}).probabilities(values) ==
          std::vector<float>{0, 1, 0, 1});
}

TEST_CASE("what a network cannot learn from is named, and a stop ends it") {
    const auto seen = test::clouds(30, 3, 3, 1);
    CHECK_THROWS_WITH(NetworkClassifier::train({{}, 3, {}, 3}, {}, perceptron(3), {}), Contains("no row to train on"));
    CHECK_THROWS_WITH(NetworkClassifier::train(seen.rows(), {}, perceptron(3), {.epochs = 0}), Contains("Epochs"));
    CHECK_THROWS_WITH(NetworkClassifier::train(seen.rows(), {}, perceptron(3), {.learningRate = 1e30}), Contains("no number"));
    std::stop_source source;
    source.request_stop();
    CHECK(NetworkClassifier::train(seen.rows(), {}, perceptron(3), {}, source.get_token()).epochs() == 0);
}
