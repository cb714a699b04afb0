// SPDX-License-Identifier: GPL-3.0-or-later
// recommend_test "[.bench]": what it costs to hear a large library in its own words, and to measure it. The songs are simulated:
// 224 numbers, 12 songs an artist, 40 genres.
#include "engine/recommend/genres/heard_as.h"
#include "engine/recommend/report/library_quality.h"
#include "tests/recommend/index/unit_vectors.h"

#include <catch2/catch.hpp>

#include <cstdio>
#include <ctime>
#include <numeric>
#include <string>

using namespace segue;
using namespace segue::recommend;

namespace {

constexpr std::size_t kSimulatedColumns = 224;

double cpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct SimulatedLibrary {
    explicit SimulatedLibrary(std::uint32_t count) {
        std::mt19937 random(3);
        for (int i = 0; i < 40; ++i) {
            words.learn("Genre " + std::string(1, static_cast<char>('A' + i % 26)) + std::to_string(i));
            centres.push_back(test::unitVector(random, kSimulatedColumns));
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::size_t genre = i / 12 % 40;
            songs.vectors.add(test::unitVectorNear(random, centres[genre], 1.F), i / 12);
            songs.genres.push_back(
                words.genresOf("Genre " + std::string(1, static_cast<char>('A' + genre % 26)) + std::to_string(genre)));
        }
        all.resize(count);
        std::iota(all.begin(), all.end(), 0U);
    }

    GenreWords words;
    std::vector<std::vector<float>> centres;
    TaggedSongs songs{SongVectors(kSimulatedColumns), {}};
    std::vector<std::uint32_t> all;
};

} // namespace

TEST_CASE("hearing 20,000 and 200,000 songs in the words of their tags", "[.bench]") {
    for (const auto& [count, asked] : {std::pair{20'000U, 20'000U}, std::pair{200'000U, 2'048U}}) {
        const SimulatedLibrary library(count);
        const double before = cpuSeconds();
        std::size_t sure = 0;
        hearAs(library.songs, std::span(library.all).first(asked), {},
               [&](auto, const HeardAs& heard, auto) { sure += isSure(heard); });
        const double spent = cpuSeconds() - before;
        std::printf("%u of %u songs: %.1f s CPU, so %.0f s for all; %.2f sure\n", asked, count, spent, spent * count / asked,
                    static_cast<double>(sure) / asked);
        CHECK(sure > 0);
    }
}

TEST_CASE("measuring a library of 200,000 songs", "[.bench]") {
    const SimulatedLibrary library(200'000);
    const double before = cpuSeconds();
    const auto quality = measureLists(library.songs, {}, {});
    std::printf("the report's lists of 200,000 songs: %.1f s CPU; precision %.3f +- %.3f\n", cpuSeconds() - before,
                quality->precisionAt10.value(), quality->precisionMargin);
}
