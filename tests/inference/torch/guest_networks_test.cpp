// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/network.h"
#include "engine/inference/torch/network_embedder.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/words/error.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

using namespace segue;
using inference::makeNetwork;

namespace {

struct Guest {
    const char* architecture;
    features::Recipe recipe;
    std::int64_t embeddingSize;
};

constexpr Guest kGuests[]{{"musicnn", features::Recipe::musicnn, 200},
                          {"efficientat-mn", features::Recipe::efficientAt, 512},
                          {"artist-siamese", features::Recipe::artistSiamese, 256}};

std::shared_ptr<inference::Network> networkOf(const Guest& guest) {
    torch::manual_seed(3);
    return makeNetwork({.architecture = guest.architecture, .labels = 0, .embeddingSize = guest.embeddingSize});
}

inference::ModelSpec specOf(const Guest& guest) {
    inference::ModelSpec spec;
    spec.name = spec.architecture = guest.architecture;
    spec.frontEnd = features::frontEndOf(guest.recipe);
    spec.embeddingSize = static_cast<std::size_t>(guest.embeddingSize);
    return spec;
}

/// [count, bands, columns], all different.
std::vector<float> patches(const features::FrontEnd& frontEnd, std::size_t count) {
    std::vector<float> values(count * frontEnd.patchSize());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::sin(static_cast<float>(i) * 0.37F) + static_cast<float>(i / frontEnd.patchSize());
    return values;
}

} // namespace

TEST_CASE("every guest gives embeddings of its size for patches of its recipe, and no genres") {
    const torch::NoGradGuard noGrad;
    CHECK(inference::guestArchitectures().size() == std::size(kGuests));
    for (const Guest& guest : kGuests) {
        INFO(guest.architecture);
        const auto network = networkOf(guest);
        CHECK(network->recipe() == guest.recipe);
        CHECK(network->embeddingSize() == guest.embeddingSize);
        const auto frontEnd = features::frontEndOf(guest.recipe);
        const auto output = network->forward(torch::rand({2, frontEnd.bands, frontEnd.columns}));
        CHECK_FALSE(output.logits.defined());
        CHECK(output.embedding.sizes() == torch::IntArrayRef({2, guest.embeddingSize}));
        CHECK(output.embedding.isfinite().all().item<bool>());
    }
}

TEST_CASE("a guest's weights are stored and set like any other network's") {
    const torch::NoGradGuard noGrad;
    for (const Guest& guest : kGuests) {
        INFO(guest.architecture);
        const auto frontEnd = features::frontEndOf(guest.recipe);
        const auto input = torch::rand({1, frontEnd.bands, frontEnd.columns});
        const auto one = networkOf(guest);
        torch::manual_seed(4);
        const auto other = makeNetwork({.architecture = guest.architecture, .labels = 0, .embeddingSize = guest.embeddingSize});
        CHECK_FALSE(torch::allclose(one->forward(input).embedding, other->forward(input).embedding));
        inference::setWeights(*other, inference::weightsOf(*one));
        CHECK(torch::allclose(one->forward(input).embedding, other->forward(input).embedding));
    }
}

TEST_CASE("a song's embedding is the mean of a guest's vectors as they are") {
    const Guest& guest = kGuests[2];
    const auto network = networkOf(guest);
    const auto embedder = inference::makeNetworkEmbedder(specOf(guest), network);
    const auto frontEnd = embedder->spec().frontEnd;
    const auto input = patches(frontEnd, 3);
    const auto song = embedder->embedSong(input);
    CHECK(song.probabilities.empty());

    const torch::NoGradGuard noGrad;
    const auto vectors =
        network->forward(torch::tensor(input).view({3, frontEnd.bands, frontEnd.columns})).embedding.mean(0).contiguous();
    const float length = vectors.norm().item<float>();
    for (std::int64_t i = 0; i < guest.embeddingSize; ++i)
        REQUIRE(song.embedding[static_cast<std::size_t>(i)] == Approx(vectors[i].item<float>() / length).margin(1e-5));
    for (const auto& one : embedder->embed(input)) // but each for itself has unit length
        CHECK(std::inner_product(one.embedding.begin(), one.embedding.end(), one.embedding.begin(), 0.0F) == Approx(1.0F));
}

TEST_CASE("a bundle that gives a guest another recipe, size or genres is refused") {
    for (const Guest& guest : kGuests) {
        INFO(guest.architecture);
        const auto refused = [&](auto change) {
            auto spec = specOf(guest);
            change(spec);
            CHECK_THROWS_AS(inference::makeNetworkEmbedder(spec, networkOf(guest)), Error);
        };
        refused([](inference::ModelSpec& spec) { spec.frontEnd = features::FrontEnd{}; });
        refused([](inference::ModelSpec& spec) { spec.frontEnd.columns = 100; });
        refused([](inference::ModelSpec& spec) { spec.labels = {"Rock"}; });
        refused([](inference::ModelSpec& spec) { spec.embeddingSize = 128; });
        CHECK_NOTHROW(inference::makeNetworkEmbedder(specOf(guest), networkOf(guest)));
    }
    auto own = specOf(kGuests[0]);
    own.labels = {"a", "b"};
    CHECK_THROWS_AS(inference::makeNetworkEmbedder(own, makeNetwork({.architecture = "segue-net", .labels = 2})), Error);
    CHECK_THROWS_AS(makeNetwork({.architecture = "efficientat-mn", .labels = 0, .embeddingSize = 500}), Error);
}
