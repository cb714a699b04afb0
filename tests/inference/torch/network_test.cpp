// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/network.h"

#include "engine/inference/torch/torch_embedder.h"
#include "engine/words/error.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <map>
#include <numeric>

using namespace segue;
using inference::makeNetwork;
using inference::Network;

namespace {

torch::Tensor randomPatches(std::int64_t count, std::int64_t columns = 128) {
    return torch::rand({count, 128, columns}) * 80.0 - 80.0;
}

std::map<std::string, std::int64_t> parametersByLayer(const Network& network) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& parameter : network.named_parameters())
        counts[parameter.key().substr(0, parameter.key().rfind('.'))] += parameter.value().numel();
    return counts;
}

std::int64_t parameterCount(const Network& network) {
    const auto layers = parametersByLayer(network);
    return std::accumulate(layers.begin(), layers.end(), std::int64_t{0},
                           [](std::int64_t sum, const auto& layer) { return sum + layer.second; });
}

} // namespace

TEST_CASE("every architecture gives logits and embeddings of its size, and finite ones for silence") {
    const torch::NoGradGuard noGrad;
    for (const auto& name : inference::architectures()) {
        INFO(name);
        const auto network = makeNetwork({.architecture = name, .labels = 5});
        network->eval();
        const auto output = network->forward(randomPatches(3));
        CHECK(output.logits.sizes() == torch::IntArrayRef({3, 5}));
        CHECK(output.embedding.sizes() == torch::IntArrayRef({3, network->embeddingSize()}));
        const auto silent = network->forward(torch::full({1, 128, 128}, -80.0));
        CHECK(silent.logits.isfinite().all().item<bool>());
        CHECK(silent.embedding.isfinite().all().item<bool>());
    }
}

TEST_CASE("Segue's own networks have as many parameters as their header says") {
    const auto network = makeNetwork({.architecture = "segue-net", .labels = 8});
    CHECK(parameterCount(*network) == 716'200);
    CHECK(network->embeddingSize() == 128);
    const auto third = makeNetwork({.architecture = "segue-net-3", .labels = 8});
    CHECK(parameterCount(*third) == 1'274'024);
    CHECK(third->embeddingSize() == 128);
}

TEST_CASE("the recurrent network has as many parameters as its table says") {
    const auto network = makeNetwork({.architecture = "study-crnn", .labels = 8});
    const std::map<std::string, std::int64_t> table{{"conv1", 320},    {"norm1", 64},  {"conv2", 18'496},  {"norm2", 128},
                                                    {"conv3", 73'856}, {"norm3", 256}, {"conv4", 147'584}, {"norm4", 256},
                                                    {"gru", 62'208},   {"dense", 520}};
    CHECK(parametersByLayer(*network) == table);
}

TEST_CASE("networks that say so take any number of columns") {
    const torch::NoGradGuard noGrad;
    for (const auto& name : inference::architectures()) {
        const auto network = makeNetwork({.architecture = name});
        network->eval();
        if (!network->takesAnyColumns())
            continue;
        INFO(name);
        for (const std::int64_t columns : {64, 200})
            CHECK(network->forward(randomPatches(2, columns)).embedding.sizes() ==
                  torch::IntArrayRef({2, network->embeddingSize()}));
    }
}

TEST_CASE("a network is the same after its weights went through a bundle's arrays, running means included") {
    for (const auto& name : inference::architectures()) {
        INFO(name);
        torch::manual_seed(5);
        const auto first = makeNetwork({.architecture = name});
        first->learnLevels(torch::full({128}, -30.0), torch::full({128}, 12.0));
        first->train();
        for (int step = 0; step < 3; ++step)
            static_cast<void>(first->forward(randomPatches(4))); // moves the running means
        const auto second = makeNetwork({.architecture = name});
        inference::setWeights(*second, inference::weightsOf(*first));
        first->eval();
        second->eval();
        const torch::NoGradGuard noGrad;
        const auto patches = randomPatches(2);
        CHECK(torch::equal(first->forward(patches).logits, second->forward(patches).logits));
    }
}

TEST_CASE("gradients flow through every layer: a few clips are learned by heart") {
    for (const auto& name : inference::architectures()) {
        INFO(name);
        torch::manual_seed(1);
        const auto network = makeNetwork({.architecture = name, .labels = 4});
        const auto patches = randomPatches(8);
        const auto genres = torch::arange(8) % 4;
        torch::optim::AdamW optimizer(network->parameters(), torch::optim::AdamWOptions(2e-3));
        network->train();
        double loss = 0.0;
        for (int step = 0; step < 60; ++step) {
            optimizer.zero_grad();
            const auto error = torch::nn::functional::cross_entropy(network->forward(patches).logits, genres);
            error.backward();
            optimizer.step();
            loss = error.item<double>();
        }
        CHECK(loss < 0.5);
        for (const auto& parameter : network->named_parameters()) {
            INFO(parameter.key());
            CHECK(parameter.value().grad().defined());
        }
    }
}

TEST_CASE("an architecture that is not known is named") {
    CHECK_THROWS_WITH(makeNetwork({.architecture = "other-net"}), Catch::Contains("\"other-net\""));
}
