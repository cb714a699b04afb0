// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/song_map.h"

#include "engine/words/error.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <vector>

using namespace segue;

namespace {

constexpr std::size_t kSize = 6;

// Songs that point in one of three directions, in turn, more or less.
std::vector<float> threeKinds(std::size_t rows, float scatter) {
    std::mt19937 random(8);
    std::vector<float> embeddings;
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t i = 0; i < kSize; ++i) {
            const float noise = static_cast<float>(random() % 1000) / 1000.0F - 0.5F;
            embeddings.push_back((i == row % 3 ? 1.0F : 0.0F) + scatter * noise);
        }
    return embeddings;
}

} // namespace

TEST_CASE("songs of a kind lie together on the map") {
    constexpr std::size_t kRows = 90;
    const auto places = training::mapSongs(threeKinds(kRows, 0.3F), kRows, 15.0);
    for (std::size_t row = 0; row < kRows; ++row) {
        std::size_t nearest = row;
        double least = INFINITY;
        for (std::size_t other = 0; other < kRows; ++other) {
            const double distance = std::hypot(places[row][0] - places[other][0], places[row][1] - places[other][1]);
            if (other != row && distance < least) {
                least = distance;
                nearest = other;
            }
        }
        CHECK(nearest % 3 == row % 3);
    }
}

TEST_CASE("the same songs give the same map") {
    const auto embeddings = threeKinds(20, 0.5F);
    CHECK(training::mapSongs(embeddings, 20) == training::mapSongs(embeddings, 20));
}

TEST_CASE("few songs, and songs that are all alike, have a map") {
    for (const std::size_t rows : {1, 2, 3, 4, 50})
        for (const float scatter : {0.0F, 0.4F}) {
            INFO(rows << " songs, scatter " << scatter);
            const auto different = training::mapSongs(threeKinds(rows, scatter), rows);
            const auto alike = training::mapSongs(std::vector<float>(rows * kSize, 0.5F), rows);
            REQUIRE(different.size() == rows);
            REQUIRE(alike.size() == rows);
            for (std::size_t row = 0; row < rows; ++row) {
                CHECK((std::isfinite(different[row][0]) && std::isfinite(different[row][1])));
                CHECK((std::isfinite(alike[row][0]) && std::isfinite(alike[row][1])));
            }
        }
}

TEST_CASE("a map of no songs or of halves is refused") {
    CHECK_THROWS_AS(training::mapSongs({}, 0), Error);
    CHECK_THROWS_AS(training::mapSongs(std::vector<float>(5, 1.0F), 2), Error);
}
