// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/spread.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>

using namespace segue::playback;

namespace {

/// So many songs of each artist, one artist after the other.
std::vector<std::uint32_t> artistsWith(const std::vector<int>& counts) {
    std::vector<std::uint32_t> artists;
    for (std::size_t artist = 0; artist < counts.size(); ++artist)
        artists.insert(artists.end(), static_cast<std::size_t>(counts[artist]), static_cast<std::uint32_t>(artist + 1));
    return artists;
}

int doubles(const std::vector<std::uint32_t>& artists, const std::vector<std::uint32_t>& order) {
    int found = 0;
    for (std::size_t i = 1; i < order.size(); ++i)
        found += artists[order[i]] == artists[order[i - 1]] ? 1 : 0;
    return found;
}

} // namespace

TEST_CASE("a spread order holds each song once and is the same for the same seed") {
    const auto artists = artistsWith({10, 20, 1, 1, 5});
    const auto order = spreadOrder(artists, 3);
    CHECK(spreadOrder(artists, 3) == order);
    CHECK(spreadOrder(artists, 4) != order);
    auto sorted = order;
    std::ranges::sort(sorted);
    std::vector<std::uint32_t> all(artists.size());
    std::iota(all.begin(), all.end(), 0U);
    CHECK(sorted == all);
    CHECK(spreadOrder({}, 1).empty());
}

TEST_CASE("no two songs of an artist follow each other where there are enough others") {
    for (const auto& counts : {std::vector<int>(20, 10), std::vector{30, 20, 10, 5, 1, 1, 1}, std::vector{12, 6, 5, 1}}) {
        const auto artists = artistsWith(counts);
        for (std::uint64_t seed = 0; seed < 50; ++seed)
            CHECK(doubles(artists, spreadOrder(artists, seed)) == 0);
    }
}

TEST_CASE("an artist who has most songs follows himself as seldom as the others allow") {
    const auto artists = artistsWith({70, 10, 10, 10}); // 39 times at least
    for (std::uint64_t seed = 0; seed < 20; ++seed)
        CHECK(doubles(artists, spreadOrder(artists, seed)) == 39);
}

TEST_CASE("the first song is of another artist than what plays before it") {
    const auto artists = artistsWith({10, 10, 10});
    for (std::uint64_t seed = 0; seed < 50; ++seed)
        CHECK(artists[spreadOrder(artists, seed, 2).front()] != 2);
}

TEST_CASE("an artist's songs lie all over the order") {
    const auto artists = artistsWith({4, 96});
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto order = spreadOrder(artists, seed);
        std::vector<std::ptrdiff_t> places;
        for (std::uint32_t song = 0; song < 4; ++song)
            places.push_back(std::ranges::find(order, song) - order.begin());
        std::ranges::sort(places);
        CHECK(places.front() < 40);
        CHECK(places.back() >= 60);
    }
}

TEST_CASE("songs of unknown artists are mixed as if each had its own") {
    const std::vector<std::uint32_t> artists(100, 0);
    CHECK_FALSE(std::ranges::is_sorted(spreadOrder(artists, 1)));
}
