// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/map/map_layout.h"
#include "engine/recommend/map/map_quality.h"
#include "engine/words/error.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace segue;
using namespace segue::recommend;

namespace {

constexpr std::size_t kMapLayoutColumns = 40;

/// Songs about a few centres: the i-th belongs to centre i % centres.
VectorSet clouds(std::size_t rows, std::size_t centres, float width = 0.25F) {
    std::mt19937 random(7);
    std::normal_distribution<float> normal;
    std::vector<std::vector<float>> middle(centres, std::vector<float>(kMapLayoutColumns));
    for (auto& centre : middle)
        for (float& value : centre)
            value = normal(random);
    VectorSet set(kMapLayoutColumns);
    for (std::size_t row = 0; row < rows; ++row) {
        std::vector<float> vector(kMapLayoutColumns);
        float length = 0.F;
        for (std::size_t i = 0; i < kMapLayoutColumns; ++i) {
            vector[i] = middle[row % centres][i] + width * normal(random);
            length += vector[i] * vector[i];
        }
        for (float& value : vector)
            value /= std::sqrt(length);
        set.add(vector);
    }
    return set;
}

float apart(const MapPlace& a, const MapPlace& b) { return std::hypot(a.x - b.x, a.y - b.y); }

} // namespace

TEST_CASE("on the map songs of one sound lie together and those of others apart") {
    constexpr std::size_t kCentres = 6;
    const auto places = layOutMap(clouds(600, kCentres));
    REQUIRE(places.size() == 600);
    std::size_t own = 0;
    for (std::size_t row = 0; row < places.size(); ++row) {
        std::size_t nearest = row == 0 ? 1 : 0;
        for (std::size_t other = 0; other < places.size(); ++other)
            if (other != row && apart(places[row], places[other]) < apart(places[row], places[nearest]))
                nearest = other;
        own += nearest % kCentres == row % kCentres ? 1U : 0U;
    }
    CHECK(own > 590);
}

TEST_CASE("the map tells more than the principal plane") {
    const auto songs = clouds(800, 12, 0.6F);
    const auto map = measureMap(songs, layOutMap(songs));
    const auto plane = measureMap(songs, principalPlane(songs));
    CHECK(map.trustworthiness > plane.trustworthiness + 0.02);
    CHECK(map.continuity > 0.8);
}

TEST_CASE("the same songs give the same map") {
    const auto songs = clouds(300, 4);
    CHECK(layOutMap(songs) == layOutMap(songs));
}

TEST_CASE("a map of few songs, or of equal ones, is finite and parts them") {
    for (const std::size_t rows : {0U, 1U, 2U, 3U, 4U, 16U}) {
        const auto places = layOutMap(clouds(rows, 2));
        REQUIRE(places.size() == rows);
        for (const MapPlace& place : places)
            CHECK((std::isfinite(place.x) && std::isfinite(place.y)));
        if (rows > 1)
            CHECK(apart(places[0], places[1]) > 1e-3F);
    }
    VectorSet equal(kMapLayoutColumns);
    std::vector<float> same(kMapLayoutColumns, 0.F);
    same[0] = 1.F;
    for (int i = 0; i < 50; ++i)
        equal.add(same);
    for (const MapPlace& place : layOutMap(equal))
        CHECK((std::isfinite(place.x) && std::isfinite(place.y)));
}

TEST_CASE("most songs lie within 1 of the middle") {
    const auto places = layOutMap(clouds(500, 5));
    std::size_t inside = 0;
    double x = 0.0;
    for (const MapPlace& place : places) {
        inside += std::hypot(place.x, place.y) <= 1.001F ? 1U : 0U;
        x += static_cast<double>(place.x);
    }
    CHECK(inside >= 489);
    CHECK(std::abs(x / 500.0) < 0.01);
}

TEST_CASE("a map that is stopped is none, and tells how far it came before") {
    std::stop_source stop;
    double last = 0.0;
    bool hasFallen = false;
    const auto songs = clouds(400, 4);
    const auto whole = layOutMap(songs, {}, [&](double share) {
        hasFallen = hasFallen || share < last;
        last = share;
    });
    CHECK_FALSE(hasFallen);
    CHECK(last == Approx(1.0));
    CHECK(layOutMap(
              songs, {},
              [&](double share) {
                  if (share > 0.7)
                      stop.request_stop();
              },
              stop.get_token())
              .empty());
}

TEST_CASE("a new song is placed among its neighbours, nearer to the nearer ones") {
    const std::vector<MapPlace> places{{0.F, 0.F}, {1.F, 0.F}, {1.F, 1.F}};
    const auto place = placeAmong(std::vector{0.1F, 0.4F, 0.9F}, places);
    CHECK((place.x > 0.F && place.x < 0.6F));
    CHECK((place.y > 0.F && place.y < 0.3F));
    CHECK(placeAmong(std::vector{0.2F}, std::vector{MapPlace{3.F, 4.F}}) == MapPlace{3.F, 4.F});
    CHECK(placeAmong({}, {}) == MapPlace{});
    const auto among = placeAmong(std::vector{0.F, 0.F, 0.F}, places);
    CHECK(among.x == Approx(2.0 / 3.0));
}

TEST_CASE("weights of neighbours fall with their distance from 1") {
    const auto weights = neighbourWeights(std::vector{0.1F, 0.2F, 0.3F, 0.5F, 0.5F, 0.6F, 0.7F, 0.8F});
    CHECK(weights.front() == Approx(1.0));
    CHECK(std::is_sorted(weights.rbegin(), weights.rend()));
    float sum = 0.F;
    for (const float weight : weights)
        sum += weight;
    CHECK(sum == Approx(3.0).margin(0.01));
}

TEST_CASE("neighbours are the nearest others, and a graph finds nearly all of them") {
    const auto songs = clouds(60, 3);
    const auto near = findNeighbourhoods(songs, 5);
    REQUIRE(near.count == 5);
    for (std::size_t row = 0; row < 60; ++row)
        for (std::size_t i = 0; i < 5; ++i) {
            CHECK(near.rows[row * 5 + i] != row);
            CHECK(near.rows[row * 5 + i] % 3 == row % 3);
        }
    CHECK(findNeighbourhoods(clouds(3, 1), 15).count == 2);
    CHECK(findNeighbourhoods(VectorSet(kMapLayoutColumns), 15).rows.empty());
}

TEST_CASE("a vector of another size is refused") {
    VectorSet set(kMapLayoutColumns);
    CHECK_THROWS_AS(set.add(std::vector<float>(kMapLayoutColumns + 1)), Error);
}

TEST_CASE("a map of the plane itself is trustworthy and continuous; a random one is not") {
    VectorSet arc(kMapLayoutColumns);
    std::vector<MapPlace> places;
    std::vector<MapPlace> anywhere;
    std::mt19937 random(1);
    std::uniform_real_distribution<float> unit;
    for (int i = 0; i < 200; ++i) {
        std::vector<float> vector(kMapLayoutColumns, 0.F);
        const float angle = 1.5F * static_cast<float>(i) / 200.F;
        vector[0] = std::cos(angle);
        vector[1] = std::sin(angle);
        arc.add(vector);
        places.push_back({vector[0], vector[1]});
        anywhere.push_back({unit(random), unit(random)});
    }
    const auto same = measureMap(arc, places);
    CHECK(same.trustworthiness > 0.995);
    CHECK(same.continuity > 0.995);
    const auto none = measureMap(arc, anywhere);
    CHECK(none.trustworthiness < 0.6);
    CHECK(none.continuity < 0.6);
    CHECK(measureMap(arc, std::span(places).first(3)).continuity == 1.0);
}

TEST_CASE("a map of 200,000 songs", "[.bench]") {
    const auto songs = clouds(200'000, 400, 0.8F);
    double told = 0.0;
    const auto start = std::chrono::steady_clock::now();
    const auto places = layOutMap(songs, {}, [&](double share) {
        if (share > told + 0.1) {
            told = share;
            WARN(share << " after " << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() << " s");
        }
    });
    WARN(places.size() << " songs: " << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() << " s");
}
