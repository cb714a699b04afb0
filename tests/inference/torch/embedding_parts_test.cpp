// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/embedding_parts.h"

#include "engine/words/error.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <cmath>

using namespace segue;
using Catch::Matchers::Contains;
using inference::EmbeddingParts;
using inference::kSoundStatistics;

namespace {

EmbeddingParts anyParts() {
    torch::manual_seed(3);
    return {.styleCentre = torch::tensor({0.1F, 0.2F, 0.3F}),
            .sound = {.mean = torch::zeros({kSoundStatistics}),
                      .deviation = torch::ones({kSoundStatistics}),
                      .projection = torch::randn({kSoundStatistics, 4}),
                      .offset = torch::zeros({4})}};
}

/// Keeps the first and the third number.
EmbeddingParts withGenres() {
    auto parts = anyParts();
    parts.styleAxes = torch::tensor({{1.0F, 0.0F}, {0.0F, 0.0F}, {0.0F, 1.0F}});
    parts.genreLength = 0.5;
    return parts;
}

} // namespace

TEST_CASE("of what the network hears the centre is taken off") {
    const auto parts = anyParts();
    CHECK(parts.styleSize(2) == 3);
    const auto style = parts.styleOf(std::vector<float>{1.1F, 0.2F, 0.3F}, std::vector<float>{0.5F, 0.5F});
    REQUIRE(style.size() == 3);
    CHECK(style[0] == Approx(1.0F));
    CHECK(style[1] == Approx(0.0F).margin(1e-6));
}

TEST_CASE("the genres heard stand behind the axes that are kept, at their length") {
    const auto parts = withGenres();
    CHECK(parts.styleSize(2) == 4);
    const auto style = parts.styleOf(std::vector<float>{3.1F, 9.0F, 4.3F}, std::vector<float>{0.6F, 0.8F});
    REQUIRE(style.size() == 4);
    CHECK(style[0] == Approx(0.6F)); // 3, 4 at unit length
    CHECK(style[1] == Approx(0.8F));
    CHECK(style[2] == Approx(0.3F)); // 0.6, 0.8 at length 0.5
    CHECK(style[3] == Approx(0.4F));
}

TEST_CASE("parts are the same after they went through a bundle's arrays") {
    for (const auto& parts : {anyParts(), withGenres()}) {
        auto arrays = inference::arraysOf(parts);
        arrays.push_back({.name = "conv1.weight", .shape = {1}, .values = {1.0F}});
        const auto again = inference::takeEmbeddingParts(arrays);
        CHECK(arrays.size() == 1);
        CHECK(again.styleSize(2) == parts.styleSize(2));
        CHECK(again.genreLength == parts.genreLength);
        const std::vector<float> embedding{0.5F, -0.5F, 0.7F}, probabilities{0.9F, 0.1F};
        CHECK(again.styleOf(embedding, probabilities) == parts.styleOf(embedding, probabilities));
    }
}

TEST_CASE("axes of another size and a length that is none are refused") {
    const auto refused = [](auto&& change) {
        auto arrays = inference::arraysOf(withGenres());
        for (auto& array : arrays)
            change(array);
        return arrays;
    };
    auto axes = refused([](inference::Tensor& array) {
        if (array.name == "style.axes")
            array = {.name = array.name, .shape = {2, 2}, .values = std::vector<float>(4)};
    });
    CHECK_THROWS_AS(inference::takeEmbeddingParts(axes), Error);
    auto length = refused([](inference::Tensor& array) {
        if (array.name == "style.genres")
            array.values[0] = NAN;
    });
    CHECK_THROWS_AS(inference::takeEmbeddingParts(length), Error);
}
