// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/error.h"
#include "engine/recommend/embedding_matrix.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace segue;
using namespace segue::recommend;

namespace {

std::vector<float> unit(std::mt19937& random, std::size_t size) {
    std::normal_distribution<float> normal;
    std::vector<float> values(size);
    float squares = 0.F;
    for (float& value : values) {
        value = normal(random);
        squares += value * value;
    }
    for (float& value : values)
        value /= std::sqrt(squares);
    return values;
}

const auto kAll = [](const Row&) { return true; };

} // namespace

TEST_CASE("the nearest are those that a plain sort finds, in the same order") {
    constexpr std::size_t kSize = 37; // no multiple of a vector register
    std::mt19937 random(3);
    EmbeddingMatrix matrix(kSize);
    std::vector<std::vector<float>> rows;
    for (TrackId id = 1; id <= 500; ++id) {
        rows.push_back(unit(random, kSize));
        matrix.put({.track = id}, rows.back());
    }
    const auto query = unit(random, kSize);
    std::vector<std::pair<double, TrackId>> expected;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        double sum = 0.0;
        for (std::size_t k = 0; k < kSize; ++k)
            sum += static_cast<double>(query[k]) * static_cast<double>(rows[i][k]);
        expected.emplace_back(-sum, static_cast<TrackId>(i + 1));
    }
    std::ranges::sort(expected);
    const auto nearest = matrix.nearest(query, 20, kAll);
    REQUIRE(nearest.size() == 20);
    for (std::size_t i = 0; i < nearest.size(); ++i) {
        CHECK(nearest[i].row.track == expected[i].second);
        CHECK(static_cast<double>(nearest[i].similarity) == Approx(-expected[i].first).margin(1e-5));
    }
}

TEST_CASE("equal similarities come by track id, however the rows were added") {
    EmbeddingMatrix matrix(2);
    for (const TrackId id : {7, 3, 9, 1, 5})
        matrix.put({.track = id}, std::vector{1.F, 0.F});
    std::vector<TrackId> order;
    for (const auto& one : matrix.nearest(std::vector{1.F, 0.F}, 3, kAll))
        order.push_back(one.row.track);
    CHECK(order == std::vector<TrackId>{1, 3, 5});
}

TEST_CASE("similarity stays in [0, 1]") {
    EmbeddingMatrix matrix(1);
    matrix.put({.track = 1}, std::vector{1.0001F});
    matrix.put({.track = 2}, std::vector{-1.F});
    const auto nearest = matrix.nearest(std::vector{1.F}, 2, kAll);
    CHECK(nearest[0].similarity == 1.F);
    CHECK(nearest[1].similarity == 0.F);
}

TEST_CASE("a song put twice is replaced; a removed one is gone and the others stay themselves") {
    EmbeddingMatrix matrix(2);
    matrix.put({.track = 1}, std::vector{1.F, 0.F});
    matrix.put({.track = 2}, std::vector{0.F, 1.F});
    matrix.put({.track = 3, .library = 8}, std::vector{0.6F, 0.8F});
    matrix.put({.track = 1}, std::vector{0.F, 1.F});
    CHECK(matrix.size() == 3);
    matrix.remove(1);
    matrix.remove(4711);
    CHECK(matrix.size() == 2);
    CHECK(matrix.embedding(1).empty());
    REQUIRE(matrix.embedding(3).size() == 2);
    CHECK(matrix.embedding(3)[0] == 0.6F);
    CHECK(matrix.nearest(std::vector{0.F, 1.F}, 5, kAll).front().row.track == 2);
    matrix.removeLibrary(8);
    CHECK(matrix.find(3) == nullptr);
    CHECK(matrix.find(2) != nullptr);
}

TEST_CASE("an embedding of another size is refused") {
    EmbeddingMatrix matrix(2);
    CHECK_THROWS_AS(matrix.put({.track = 1}, std::vector{1.F}), Error);
    CHECK(matrix.nearest(std::vector{1.F}, 5, kAll).empty());
}
