// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/study_cnn.h"

#include "engine/words/error.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <map>

using namespace segue;
using inference::StudyCnn;

namespace {

// The study's network written down as the study does: activation first, then the pool, "same" pads of minus infinity.
torch::Tensor asInTheTable(const StudyCnn& network, const torch::Tensor& patches) {
    namespace F = torch::nn::functional;
    const auto parameters = network.named_parameters();
    torch::Tensor x = ((patches + 50.0) / 20.0).unsqueeze(1);
    const auto conv = [&](const std::string& name) {
        x = torch::relu(torch::conv2d(x, parameters[name + ".weight"], parameters[name + ".bias"], 1, 1));
    };
    const auto pad = [&](std::vector<std::int64_t> sides) {
        x = torch::constant_pad_nd(x, sides, -std::numeric_limits<double>::infinity());
    };
    for (const std::string name : {"conv1", "conv2", "conv3"}) {
        conv(name);
        x = torch::max_pool2d(x, {2, 4});
    }
    conv("conv4");
    pad({1, 2, 1, 1});
    x = torch::max_pool2d(x, {3, 5});
    conv("conv5");
    pad({1, 2, 1, 1});
    x = torch::max_pool2d(x, {4, 4});
    return x.flatten(1);
}

torch::Tensor studyCnnRandomPatches(std::int64_t count) { return torch::rand({count, 128, 128}) * 80.0 - 80.0; }

} // namespace

TEST_CASE("each layer has as many parameters as the study's table says, 489,680 in all") {
    const StudyCnn network({.labels = 8});
    std::map<std::string, std::int64_t> counts;
    std::int64_t total = 0;
    for (const auto& parameter : network.named_parameters()) {
        counts[parameter.key().substr(0, parameter.key().find('.'))] += parameter.value().numel();
        total += parameter.value().numel();
    }
    const std::map<std::string, std::int64_t> table{{"conv1", 470},     {"conv2", 40'280},  {"conv3", 81'320},
                                                    {"conv4", 121'552}, {"conv5", 243'010}, {"dense", 3'048}};
    CHECK(counts == table);
    CHECK(total == 489'680);
}

TEST_CASE("patches become 8 logits and 380 activations") {
    const torch::NoGradGuard noGrad;
    StudyCnn network({.labels = 8});
    network.eval();
    const auto output = network.forward(studyCnnRandomPatches(3));
    CHECK(output.logits.sizes() == torch::IntArrayRef({3, 8}));
    CHECK(output.embedding.sizes() == torch::IntArrayRef({3, 380}));
    CHECK(output.embedding.min().item<float>() >= 0.0F);
    CHECK(output.embedding.max().item<float>() > 0.0F);
}

TEST_CASE("pooling before the activation is the study's function") {
    const torch::NoGradGuard noGrad;
    torch::manual_seed(3);
    StudyCnn network({.labels = 8});
    for (auto& parameter : network.parameters())
        if (parameter.dim() == 1)
            parameter.uniform_(-1.0, 0.2); // biases that make whole windows negative
    network.eval();
    const auto patches = studyCnnRandomPatches(2);
    CHECK(torch::allclose(network.forward(patches).embedding, asInTheTable(network, patches), 1e-4, 1e-5));
}

TEST_CASE("dropout hides activations while training only") {
    const torch::NoGradGuard noGrad;
    StudyCnn network({.labels = 8, .dropout = 0.5});
    const auto patches = studyCnnRandomPatches(1);
    network.eval();
    CHECK(torch::equal(network.forward(patches).logits, network.forward(patches).logits));
    network.train();
    CHECK_FALSE(torch::equal(network.forward(patches).logits, network.forward(patches).logits));
}

TEST_CASE("a network takes back the weights it gave") {
    const StudyCnn first({.labels = 8});
    StudyCnn second({.labels = 8});
    const auto weights = inference::weightsOf(first);
    REQUIRE_FALSE((inference::weightsOf(second) == weights)); // in brackets: too long to be printed
    inference::setWeights(second, weights);
    CHECK((inference::weightsOf(second) == weights));
}

TEST_CASE("weights that do not fit the network are refused by name") {
    StudyCnn network({.labels = 8});
    auto weights = inference::weightsOf(network);
    SECTION("missing") {
        weights.pop_back();
        CHECK_THROWS_WITH(inference::setWeights(network, weights), Catch::Contains("lack the array \"dense.bias\""));
    }
    SECTION("superfluous") {
        weights.push_back({.name = "conv6.bias", .shape = {1}, .values = {0.0F}});
        CHECK_THROWS_WITH(inference::setWeights(network, weights), Catch::Contains("\"conv6.bias\""));
    }
    SECTION("of another shape") {
        weights.front().shape = {47, 3, 3, 1};
        CHECK_THROWS_WITH(inference::setWeights(network, weights), Catch::Contains("\"conv1.weight\""));
    }
}
