// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/recommend/genres/example_music.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <set>

using namespace segue;
using namespace segue::recommend;
using segue::test::ExampleMusic;

TEST_CASE("a classical song among classical songs is heard as Classical, whatever genres a network knows") {
    ExampleMusic music;
    const auto classical = music.centre(), jazz = music.centre();
    music.addStyle(classical, "Classical", 12);
    music.addStyle(jazz, "Jazz", 12);
    const auto untagged = music.add(classical, 500, "");
    const auto mistagged = music.add(jazz, 501, "Classical");
    const auto heard = music.hear();
    CHECK(music.wordOf(heard[untagged]) == "Classical");
    CHECK(music.wordOf(heard[mistagged]) == "Jazz");
    CHECK(heard[mistagged].ownShare < heard[mistagged].confidence);
    CHECK(heard[0].ownShare == Approx(heard[0].confidence));
}

TEST_CASE("songs of one's own artist have no voice") {
    ExampleMusic music;
    const auto style = music.centre();
    for (int i = 0; i < 30; ++i)
        music.add(style, 1, "Mine");
    const auto song = music.add(style, 1, "Mine");
    music.addStyle(style, "Theirs", 8);
    CHECK(music.wordOf(music.hear()[song]) == "Theirs");
}

TEST_CASE("no artist decides alone, however many songs there are of him") {
    ExampleMusic music;
    const auto style = music.centre();
    music.addStyle(music.centre(), "Far", 30);
    for (int i = 0; i < 60; ++i)
        music.add(style, 1000, "Loud", 0.1F);
    const auto song = music.add(style, 2000, "", 0.1F);
    CHECK(music.wordOf(music.hear()[song]).empty());
    music.addStyle(style, "Quiet", 10, 3, 0.1F);
    CHECK(music.wordOf(music.hear()[song]) == "Quiet");
}

TEST_CASE("a song that resembles nothing is not sure, though all others agree") {
    ExampleMusic music;
    const auto rock = music.centre();
    music.addStyle(rock, "Rock", 20);
    auto away = rock;
    for (float& value : away)
        value = -value;
    const auto lone = music.add(away, 900, "");
    const auto heard = music.hear();
    CHECK(music.wordOf(heard[lone]).empty());
    CHECK(music.wordOf(heard[0]) == "Rock");
}

TEST_CASE("genres of mixed neighbours are not sure") {
    ExampleMusic music;
    const auto style = music.centre();
    for (const char* tag : {"A", "B", "C", "D", "E"})
        music.addStyle(style, tag, 6, 1);
    const auto song = music.add(style, 900, "");
    CHECK(music.wordOf(music.hear()[song]).empty());
}

TEST_CASE("odd libraries are heard without harm: none, no tags, one artist, every song another genre, 300 genres") {
    SECTION("no song") {
        ExampleMusic music;
        CHECK(music.hear().empty());
    }
    SECTION("no tags") {
        ExampleMusic music;
        music.addStyle(music.centre(), "", 5);
        for (const auto& heard : music.hear())
            CHECK(heard == HeardAs{});
    }
    SECTION("one artist") {
        ExampleMusic music;
        music.addStyle(music.centre(), "Rock", 1, 20);
        for (const auto& heard : music.hear())
            CHECK(heard == HeardAs{});
    }
    SECTION("every song another genre") {
        ExampleMusic music;
        for (std::uint32_t i = 0; i < 300; ++i)
            music.add(music.centre(), i, "genre of " + std::to_string(i) + "x");
        for (const auto& heard : music.hear())
            CHECK(music.wordOf(heard).empty());
    }
}

TEST_CASE("a song of several genres gives each a part of its voice") {
    ExampleMusic music;
    const auto style = music.centre();
    music.addStyle(style, "Rock; Blues", 10, 1);
    music.addStyle(style, "Rock", 10, 1);
    const auto song = music.add(style, 900, "");
    CHECK(music.wordOf(music.hear()[song]) == "Rock");
}

TEST_CASE("many searches at once find what one search after another finds") {
    ExampleMusic music;
    for (std::uint32_t i = 0; i < 900; ++i)
        music.add(music.centre(), i % 37, "x", 0.5F);
    music.settle();
    std::vector<std::uint32_t> all(900);
    std::iota(all.begin(), all.end(), 0U);
    std::set<std::uint32_t> answered;
    findNearest(music.songs.vectors, {.songs = all, .among = all, .count = 10, .otherArtistsOnly = true}, {},
                [&](std::uint32_t song, std::span<const NearSong> nearest) {
                    answered.insert(song);
                    std::vector<NearSong> one;
                    for (const auto other : all)
                        if (other % 37 != song % 37)
                            one.push_back({other, music.songs.vectors.similarity(song, other)});
                    std::ranges::stable_sort(one, std::greater{}, &NearSong::similarity);
                    REQUIRE(nearest.size() == 10);
                    for (std::size_t i = 0; i < nearest.size(); ++i)
                        CHECK(nearest[i].similarity == one[i].similarity);
                });
    CHECK(answered.size() == 900);
}

TEST_CASE("hearing that is asked to stop says so") {
    ExampleMusic music;
    music.addStyle(music.centre(), "Rock", 5);
    music.settle();
    std::stop_source stop;
    stop.request_stop();
    const std::uint32_t song = 0;
    CHECK_FALSE(hearAs(music.songs, {&song, 1}, stop.get_token(), [](auto...) {}));
}

TEST_CASE("the voters of a large library are a part of it, spread over all") {
    ExampleMusic music;
    music.addStyle(music.centre(), "Rock", 100, 1);
    music.settle();
    const auto voters = votersOf(music.songs, 10);
    CHECK(voters.size() == 10);
    CHECK(std::ranges::is_sorted(voters));
    CHECK(voters.back() >= 90);
    CHECK(votersOf(music.songs).size() == 100);
}
