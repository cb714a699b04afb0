// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/heard_label.h"
#include "engine/inference/pooling.h"

#include "engine/words/error.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace segue;
using inference::PatchResult;

namespace {

PatchResult excerptAt(double degrees, std::vector<float> probabilities) {
    const double angle = degrees * 3.14159265358979 / 180.0;
    return {.embedding = {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))},
            .probabilities = std::move(probabilities)};
}

} // namespace

TEST_CASE("pooling averages the excerpts and gives a unit-length embedding") {
    const std::vector<PatchResult> excerpts{excerptAt(0, {1.0F, 0.0F}), excerptAt(90, {0.5F, 0.5F})};
    const auto song = inference::poolExcerpts(excerpts);
    CHECK(song.embedding[0] == Approx(std::sqrt(0.5)));
    CHECK(song.embedding[1] == Approx(std::sqrt(0.5)));
    CHECK(song.probabilities == std::vector<float>{0.75F, 0.25F});
}

TEST_CASE("the preview is the excerpt closest to the whole song") {
    const std::vector<PatchResult> excerpts{excerptAt(80, {1.0F}), excerptAt(0, {1.0F}), excerptAt(30, {1.0F})};
    CHECK(inference::poolExcerpts(excerpts).previewExcerpt == 2);
}

TEST_CASE("among equally close excerpts the first is the preview") {
    const std::vector<PatchResult> excerpts{excerptAt(20, {1.0F}), excerptAt(20, {1.0F})};
    CHECK(inference::poolExcerpts(excerpts).previewExcerpt == 0);
}

TEST_CASE("which excerpt is the preview does not hang on a last bit") {
    // Two excerpts are always equally close to their mean: whichever rounding favours, the first is the preview.
    for (int degrees = 1; degrees < 180; ++degrees) {
        INFO(degrees << " degrees");
        const std::vector<PatchResult> two{excerptAt(0.1 * degrees, {1.0F}), excerptAt(1.1 * degrees, {1.0F})};
        CHECK(inference::poolExcerpts(two).previewExcerpt == 0);
    }
    auto three = std::vector{excerptAt(10, {1.0F}), excerptAt(10, {1.0F}), excerptAt(40, {1.0F})};
    three[1].embedding[0] = std::nextafter(three[1].embedding[0], 0.0F);
    three[1].embedding[1] = std::nextafter(three[1].embedding[1], 1.0F); // a bit nearer to the third
    CHECK(inference::poolExcerpts(three).previewExcerpt == 0);
}

TEST_CASE("which label a song is said to be, and their order, do not hang on a last bit") {
    for (const float favour : {-1e-6F, 0.0F, 1e-6F}) {
        const std::vector<float> probabilities{0.1F, 0.4F, 0.4F + favour, 0.05F, 0.05F + favour};
        CHECK(inference::heardLabel(probabilities) == 1);
        CHECK(inference::rankedLabels(probabilities) == std::vector<std::size_t>{1, 2, 0, 3, 4});
    }
    CHECK(inference::heardLabel(std::vector<float>{0.3F, 0.7F}) == 1);
    CHECK(inference::rankedLabels({}).empty());
}

TEST_CASE("a song of silence pools to zeros, not to NaN") {
    const std::vector<PatchResult> excerpts{{.embedding = {0.0F, 0.0F}, .probabilities = {1.0F}}};
    CHECK(inference::poolExcerpts(excerpts).embedding == std::vector<float>{0.0F, 0.0F});
}

TEST_CASE("what cannot be pooled is refused") {
    CHECK_THROWS_AS(inference::poolExcerpts({}), Error);
    const std::vector<PatchResult> mixed{{.embedding = {1.0F}, .probabilities = {1.0F}},
                                         {.embedding = {1.0F, 0.0F}, .probabilities = {1.0F}}};
    CHECK_THROWS_AS(inference::poolExcerpts(mixed), Error);
}

TEST_CASE("an embedding of two parts has unit length, and each part its say") {
    const std::vector<inference::EmbeddingPart> parts{{"style", 2, 1.0}, {"sound", 1, 0.5}};
    const auto joined = inference::joinParts(parts, {{3.0F, 4.0F}, {-7.0F}});
    REQUIRE(joined.size() == 3);
    const double length = std::sqrt(1.25);
    CHECK(joined[0] == Approx(0.6 / length));
    CHECK(joined[1] == Approx(0.8 / length));
    CHECK(joined[2] == Approx(-0.5 / length));
}

TEST_CASE("a part of zeros stays zero and leaves the others as they are") {
    const std::vector<inference::EmbeddingPart> parts{{"style", 1, 1.0}, {"sound", 2, 1.0}};
    const auto joined = inference::joinParts(parts, {{2.0F}, {0.0F, 0.0F}});
    CHECK(joined[0] == Approx(std::sqrt(0.5)));
    CHECK(joined[1] == 0.0F);
}

TEST_CASE("parts of other sizes than the bundle says are refused") {
    const std::vector<inference::EmbeddingPart> parts{{"style", 2, 1.0}, {"sound", 1, 0.5}};
    CHECK_THROWS_AS(inference::joinParts(parts, {{1.0F, 0.0F}}), Error);
    CHECK_THROWS_AS(inference::joinParts(parts, {{1.0F, 0.0F}, {1.0F, 0.0F}}), Error);
}
