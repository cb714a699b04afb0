// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/list_reasons.h"
#include "engine/recommend/policy/seed_songs.h"
#include "tests/recommend/small_library.h"

#include <catch2/catch.hpp>

#include <numeric>

using namespace segue;
using namespace segue::recommend;
using test::SmallLibrary;

namespace {

std::vector<TrackId> seedsOf(const SmallLibrary& library, const std::vector<TrackId>& from, SeedsOf of) {
    return seedSongs(library.matrix, library.songs, from, of);
}

std::vector<float> direction(const SmallLibrary& library, const std::vector<TrackId>& songs) {
    std::vector<Seed> seeds;
    for (const TrackId song : songs)
        seeds.push_back(library.seed(song));
    return directionOf(seeds, {});
}

} // namespace

TEST_CASE("a song stands for itself, for its album or for its artist, and comes first") {
    SmallLibrary library;
    const auto add = [&](TrackId id, const std::string& artist, const std::string& album, std::uint64_t recording = 0) {
        library.add(SmallLibrary::song(id, "Song " + std::to_string(id), artist, album),
                    test::unit(std::vector<float>(SmallLibrary::kColumns, 1.F)), recording);
    };
    add(1, "A", "One");
    add(2, "A", "Two", 7);
    add(3, "A", "One");
    add(4, "B", "One");    // another album of that name
    add(5, "A", "Two", 7); // the same recording
    add(6, "", "");
    library.ready();
    CHECK(seedsOf(library, {3, 1, 3, 99}, SeedsOf::songs) == std::vector<TrackId>{3, 1});
    CHECK(seedsOf(library, {3}, SeedsOf::album) == std::vector<TrackId>{3, 1});
    CHECK(seedsOf(library, {3}, SeedsOf::artist) == std::vector<TrackId>{3, 1, 2});
    CHECK(seedsOf(library, {6}, SeedsOf::album) == std::vector<TrackId>{6});
    CHECK(seedsOf(library, {6}, SeedsOf::artist) == std::vector<TrackId>{6});
    CHECK(seedsOf(library, {99}, SeedsOf::artist).empty());
    CHECK(seedsOf(library, {}, SeedsOf::songs).empty());
}

TEST_CASE(
    "of many songs twenty are taken, from the first on, and their mean is near the mean of all, the more the songs are alike") {
    const auto library = SmallLibrary::styles(2'000, 8, 5);
    for (const std::size_t step : {1UL, 3UL, 8UL}) { // of all styles, and of one
        std::vector<TrackId> many;
        for (std::size_t i = 0; i < 2'000; i += step)
            many.push_back(static_cast<TrackId>(i + 1));
        const auto some = seedsOf(library, many, SeedsOf::songs);
        REQUIRE(some.size() == kMostSeeds);
        CHECK(some.front() == 1);
        const auto likeness = cosine(direction(library, some), direction(library, many));
        INFO(step << ": " << likeness);
        CHECK(likeness > (step == 8 ? 0.97F : 0.85F));
    }
}
