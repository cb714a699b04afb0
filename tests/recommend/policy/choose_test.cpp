// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/choose.h"

#include <catch2/catch.hpp>

#include <deque>
#include <map>
#include <random>

using namespace segue;
using namespace segue::recommend;

namespace {

struct ChooseFixture {
    TextPool names;
    std::deque<SongFacts> songs;
    std::vector<Ranked> ranked;
    SongFacts seed;

    ChooseFixture() { seed = facts("Seed", "Seeder", "First", 0); }

    SongFacts facts(const std::string& title, const std::string& artist, const std::string& album, TrackId id) {
        Track track{.id = id, .path = "/m/x.mp3", .title = title, .artist = artist, .album = album};
        track.duration = std::chrono::seconds(200);
        return factsOf(track, static_cast<std::uint64_t>(id + 100), names);
    }
    void add(const std::string& title, const std::string& artist, const std::string& album) {
        songs.push_back(facts(title, artist, album, static_cast<TrackId>(songs.size() + 1)));
        const float score = 1.F - 0.001F * static_cast<float>(songs.size());
        ranked.push_back({.song = &songs.back(), .similarity = score, .score = score});
    }
    std::vector<TrackId> choose(std::size_t count, const ListRules& rules = {}) {
        Chooser chooser(rules, {&seed, 1}, count);
        chooser.add(ranked);
        chooser.fill();
        chooser.finish();
        relaxed = chooser.relaxed();
        left = chooser.leftOut();
        std::vector<TrackId> ids;
        versions.clear();
        for (const auto& pick : chooser.takePicks()) {
            ids.push_back(pick.ranked.song->track);
            versions.push_back(pick.versions.size());
        }
        return ids;
    }
    Relaxed relaxed = Relaxed::none;
    LeftOut left;
    std::vector<std::size_t> versions;
};

using Ids = std::vector<TrackId>;

} // namespace

TEST_CASE_METHOD(ChooseFixture, "one of the seed's artist, two of any other, in order") {
    add("A", "Seeder", "First"); // the seed's album and artist
    add("B1", "Seeder", "Other");
    add("B2", "X", "One");
    add("B3", "X", "Two");
    add("B4", "X", "Three");
    add("B5", "Y", "Y");
    CHECK(choose(4) == Ids{1, 3, 4, 6});
    CHECK(relaxed == Relaxed::none);
    CHECK(left[Rule::seedArtist] == 1);
    CHECK(left[Rule::artist] == 1);
    CHECK(left.total() == 2);
}

TEST_CASE_METHOD(ChooseFixture, "caps give way when songs would run out, albums' before artists'") {
    for (int i = 0; i < 6; ++i)
        add("Song " + std::string(1, static_cast<char>('a' + i)), "X", "One album");
    CHECK(choose(2) == Ids{1, 2});
    CHECK(relaxed == Relaxed::none);
    CHECK(choose(6) == Ids{1, 2, 3, 4, 5, 6});
    CHECK(relaxed == Relaxed::artists);
    CHECK(choose(50).size() == 6);
    ListRules rules{.mostOfArtist = 0};
    CHECK(choose(4, rules) == Ids{1, 2, 3, 4});
    CHECK(relaxed == Relaxed::albums);
}

TEST_CASE_METHOD(ChooseFixture, "versions stand behind their entry and the seed's own are not listed") {
    add("Seed (Live)", "Seeder", "Live");
    add("Song", "X", "One");
    add("Song (2011 Remaster)", "X", "Two");
    add("Song (Live)", "X", "Three");
    add("Other", "X", "Four");
    CHECK(choose(5) == Ids{2, 5});
    CHECK(versions == std::vector<std::size_t>{2, 0});
    CHECK(left[Rule::version] == 3);
    CHECK(choose(5, {.mostOfArtist = 9, .keepsLiveApart = true}) == Ids{1, 2, 4, 5});
    CHECK(choose(9, {.mostOfArtist = 9, .hidesVersions = false}) == Ids{1, 2, 3, 4, 5});
}

TEST_CASE_METHOD(ChooseFixture, "a longer list begins like a shorter one, and the caps hold in each ten") {
    std::mt19937 random(7);
    for (int i = 0; i < 400; ++i) {
        const auto artist = "Artist " + std::to_string(random() % 25), album = artist + " album " + std::to_string(random() % 3);
        add("Title " + std::to_string(i), artist, album);
    }
    const auto all = choose(100);
    CHECK(all.size() == 100);
    for (const std::size_t count : {1U, 5U, 10U, 11U, 37U, 60U}) {
        const auto some = choose(count);
        CHECK(Ids(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)) == some);
        std::map<NameId, std::size_t> counts;
        for (const TrackId id : some)
            ++counts[songs[static_cast<std::size_t>(id - 1)].artists[0]];
        if (relaxed == Relaxed::none)
            for (const auto& [artist, times] : counts)
                CHECK(times <= 2 * (1 + (count - 1) / 10));
    }
}

TEST_CASE_METHOD(ChooseFixture, "what stands before a list counts for its caps") {
    add("A", "X", "One");
    add("B", "Y", "Two");
    const auto first = facts("C", "X", "Three", 50), second = facts("D", "X", "Four", 51);
    const std::vector<const SongFacts*> before{&first, &second};
    Chooser chooser({}, {&seed, 1}, 1, before);
    chooser.add(ranked);
    chooser.fill();
    CHECK(chooser.takePicks().at(0).ranked.song->track == 2);
}

TEST_CASE_METHOD(ChooseFixture, "songs without artist, album and title hinder nobody") {
    for (int i = 0; i < 12; ++i)
        add("", "", "");
    CHECK(choose(12).size() == 12);
    CHECK(relaxed == Relaxed::none);
}

TEST_CASE_METHOD(ChooseFixture, "a copy of a recording with other tags is listed once, behind the first") {
    add("One", "Artist", "Album");
    add("Track 01", "Unknown", "");
    songs.back().recording = songs.front().recording;
    add("Two", "Another", "Other");
    CHECK(choose(10) == std::vector<TrackId>{1, 3});
    CHECK(choose(10, {.hidesVersions = false}) == std::vector<TrackId>{1, 3});
}
