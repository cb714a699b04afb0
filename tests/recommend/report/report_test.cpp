// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/report/genre_health.h"
#include "engine/recommend/report/library_quality.h"
#include "tests/recommend/genres/example_music.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::recommend;
using segue::test::ExampleMusic;

namespace {

struct Doubts {
    GenreWords words;
    std::vector<HeardSong> songs;

    Doubts() {
        for (const char* tag : {"Rock", "Indie Rock", "Jazz", "Folk"})
            words.learn(tag);
    }
    void add(const char* tag, const char* heard, float confidence, float own) {
        songs.push_back({static_cast<std::uint32_t>(songs.size()), {words.find(heard), confidence, own, 9}, words.genresOf(tag)});
    }
    std::vector<GenreDoubt> find(const std::function<bool(GenreId, GenreId)>& isMeant = [](auto, auto) { return false; }) {
        return findDoubts(songs, words, isMeant);
    }
};

} // namespace

TEST_CASE("songs whose tag disagrees with what is heard are listed, the strongest first") {
    Doubts doubts;
    doubts.add("Rock", "Jazz", 0.8F, 0.1F);
    doubts.add("Folk", "Jazz", 0.9F, 0.0F);
    doubts.add("Jazz", "Jazz", 0.9F, 0.9F);
    const auto found = doubts.find();
    REQUIRE(found.size() == 2);
    CHECK(found[0].song == 1);
    CHECK(found[1].song == 0);
    CHECK(found[1].strength == Approx(0.7F));
}

TEST_CASE("no doubt without a genre in the tag, without certainty, of kin, or where the tag has as many voices") {
    Doubts doubts;
    doubts.add("", "Jazz", 0.9F, 0.F);
    doubts.add("Other", "Jazz", 0.9F, 0.F);
    doubts.add("Rock", "Jazz", HearingRules{}.sureFrom - 0.01F, 0.F);
    doubts.add("Indie Rock", "Rock", 0.9F, 0.F);
    doubts.add("Rock; Jazz", "Jazz", 0.9F, 0.4F);
    doubts.add("Rock", "Jazz", 0.6F, 0.6F);
    CHECK(doubts.find().empty());
}

TEST_CASE("a pair that means something else here is marked") {
    Doubts doubts;
    doubts.add("Rock", "Jazz", 0.8F, 0.1F);
    doubts.add("Folk", "Jazz", 0.8F, 0.1F);
    const auto rock = doubts.words.find("rock");
    const auto found = doubts.find([&](GenreId tagged, GenreId) { return tagged == rock; });
    REQUIRE(found.size() == 2);
    CHECK(found[0].isMeant);
    CHECK_FALSE(found[1].isMeant);
}

TEST_CASE("well separated genres are found in lists nearly always, and more often than by chance") {
    ExampleMusic music;
    for (const char* tag : {"Rock", "Jazz", "Folk", "Metal"})
        music.addStyle(music.centre(), tag, 10);
    music.settle();
    const auto quality = measureLists(music.songs, {}, {});
    REQUIRE(quality);
    CHECK(quality->songs == 120);
    CHECK(quality->precisionAt10.value() > 0.95);
    CHECK(quality->byChance.value() == Approx(0.25).margin(0.01));
    CHECK(quality->precisionMargin == 0.0);
    CHECK(quality->artistsPerList > 3.0);
    CHECK(quality->reachable > 0.2);
    std::size_t sum = 0;
    for (const auto count : quality->timesListed)
        sum += count;
    CHECK(sum == 120);
}

TEST_CASE("a sample states its margin, and the whole lies within it") {
    ExampleMusic music;
    for (const char* tag : {"Rock", "Jazz", "Folk"})
        music.addStyle(music.centre(), tag, 40, 2);
    music.settle();
    const auto all = measureLists(music.songs, {}, {});
    const auto some = measureLists(music.songs, {.seeds = 60, .songs = 100}, {});
    REQUIRE(some);
    CHECK(some->seeds == 60);
    CHECK(some->listed == 100);
    CHECK(std::abs(some->precisionAt10.value() - all->precisionAt10.value()) <= some->precisionMargin + 0.02);
}

TEST_CASE("libraries that allow no figure have none: no song, one song, no tags, one artist") {
    ExampleMusic empty;
    CHECK_FALSE(measureLists(empty.songs, {}, {})->precisionAt10);
    ExampleMusic one;
    one.addStyle(one.centre(), "Rock", 1, 1);
    one.settle();
    CHECK_FALSE(measureLists(one.songs, {}, {})->hubSkew);
    ExampleMusic untagged;
    untagged.addStyle(untagged.centre(), "", 10);
    untagged.settle();
    CHECK_FALSE(measureLists(untagged.songs, {}, {})->precisionAt10);
    CHECK(measureLists(untagged.songs, {}, {})->hubSkew);
    ExampleMusic alone;
    alone.addStyle(alone.centre(), "Rock", 1, 30);
    alone.settle();
    const auto quality = measureLists(alone.songs, {}, {});
    CHECK_FALSE(quality->precisionAt10);
    CHECK(quality->ownArtist == 1.0);
}

TEST_CASE("a measurement that is asked to stop gives nothing") {
    ExampleMusic music;
    music.addStyle(music.centre(), "Rock", 5);
    music.settle();
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(measureLists(music.songs, {}, stop.get_token()));
}

TEST_CASE("what can be reached is the largest circle and all that it leads to") {
    constexpr std::uint32_t none = 9;
    // 0 -> 1 -> 2 -> 0, 2 -> 3, 4 -> 0
    const std::vector<std::uint32_t> arrows{1, none, 2, none, 0, 3, none, none, 0, none};
    CHECK(reachableShare(arrows, 2) == Approx(0.8));
    CHECK(reachableShare({}, 10) == 0.0);
    std::vector<std::uint32_t> chain; // a path of many places, deeper than a stack
    for (std::uint32_t i = 1; i <= 200'000; ++i)
        chain.push_back(i % 200'000);
    CHECK(reachableShare(chain, 1) == 1.0);
}
