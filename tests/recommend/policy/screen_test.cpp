// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/screen.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::recommend;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::sys_days kJune{std::chrono::year(2024) / 6 / 10};
constexpr std::chrono::sys_days kDecember{std::chrono::year(2024) / 12 / 10};

struct ScreenFixture {
    TextPool names;
    Blocks blocks;
    Track song{.id = 1,
               .path = "/music/rock/a.mp3",
               .title = "Song",
               .artist = "Band",
               .album = "Album",
               .genre = "Indie Rock; Pop",
               .year = 1994,
               .duration = 200s,
               .heardGenre = "Rock",
               .features = SoundFeatures{.tempoBpm = 120.F, .key = 0, .loudnessLufs = -12.F}};

    std::optional<Rule> rule(const ListRules& rules, const Track& asked, std::chrono::sys_seconds today = kJune) {
        auto seed = song;
        seed.id = 99;
        const auto seedFacts = factsOf(seed, 99, names), facts = factsOf(asked, 5, names);
        return firstOf(Screen(rules, seedFacts, blocks, names, today).broken(facts));
    }
    std::optional<Rule> rule(const ListRules& rules) { return rule(rules, song); }
};

} // namespace

TEST_CASE_METHOD(ScreenFixture, "without filters everything passes") { CHECK_FALSE(rule({})); }

TEST_CASE_METHOD(ScreenFixture, "a genre is the tag's, whole or in part, or the heard one") {
    CHECK_FALSE(rule({.genres = {"indie rock"}}));
    CHECK_FALSE(rule({.genres = {"Pop"}}));
    CHECK_FALSE(rule({.genres = {"Jazz", "Rock"}}));
    CHECK(rule({.genres = {"Jazz"}}) == Rule::genre);
}

TEST_CASE_METHOD(ScreenFixture, "a genre that the listener said stands against the tag and what is heard") {
    auto said = song;
    said.acceptedGenre = "Jazz; Blues";
    CHECK_FALSE(rule({.genres = {"jazz"}}, said));
    CHECK_FALSE(rule({.genres = {"Blues"}}, said));
    CHECK(rule({.genres = {"Pop"}}, said) == Rule::genre);
    CHECK(rule({.genres = {"Rock"}}, said) == Rule::genre);
}

TEST_CASE_METHOD(ScreenFixture, "decade, length, rating, plays") {
    CHECK_FALSE(rule({.decades = {1990}}));
    CHECK(rule({.decades = {1980, 2000}}) == Rule::decade);
    CHECK(rule({.shortest = 201s}) == Rule::tooShort);
    CHECK(rule({.longest = 199s}) == Rule::tooLong);
    CHECK(rule({.leastRating = 1}) == Rule::rating);
    auto played = song;
    played.plays = 3;
    played.lastPlayed = kJune - std::chrono::days(5);
    played.year = 0;
    CHECK(rule({.neverPlayed = true}, played) == Rule::played);
    CHECK(rule({.notPlayedFor = std::chrono::days(10)}, played) == Rule::playedLately);
    CHECK_FALSE(rule({.notPlayedFor = std::chrono::days(4)}, played));
    CHECK(rule({.decades = {1990}}, played) == Rule::decade);
}

TEST_CASE_METHOD(ScreenFixture, "tempo counts half and double as the same; an unknown one never passes") {
    auto other = song;
    other.features->tempoBpm = 61.F;
    CHECK_FALSE(rule({.tempoWithin = 0.03F}, other));
    other.features->tempoBpm = 90.F;
    CHECK(rule({.tempoWithin = 0.03F}, other) == Rule::tempo);
    other.features->tempoBpm = 0.F;
    CHECK(rule({.tempoWithin = 0.5F}, other) == Rule::tempo);
}

TEST_CASE("keys mix with themselves, their fifths, the relative and the parallel") {
    CHECK(doKeysMix(0, 0));
    CHECK(doKeysMix(0, 7));  // C, G
    CHECK(doKeysMix(0, 5));  // C, F
    CHECK(doKeysMix(0, 21)); // C, A minor
    CHECK(doKeysMix(21, 0));
    CHECK(doKeysMix(0, 12)); // C, C minor
    CHECK_FALSE(doKeysMix(0, 1));
    CHECK_FALSE(doKeysMix(0, 2));
    CHECK_FALSE(doKeysMix(0, 13));
    CHECK_FALSE(doKeysMix(-1, 0));
    for (int a = 0; a < 24; ++a)
        for (int b = 0; b < 24; ++b)
            CHECK(doKeysMix(a, b) == doKeysMix(b, a));
}

TEST_CASE_METHOD(ScreenFixture, "only the seed's library, where it is of one") {
    auto other = song;
    other.library = 4;
    CHECK_FALSE(rule({.sameLibrary = true}, other)); // the seed is of none
    song.library = 3;
    CHECK(rule({.sameLibrary = true}, other) == Rule::otherLibrary);
    CHECK_FALSE(rule({.sameLibrary = true}));
    CHECK_FALSE(rule({}, other));
}

TEST_CASE_METHOD(ScreenFixture, "folders, wanted and not") {
    CHECK_FALSE(rule({.folders = {"/music"}}));
    CHECK_FALSE(rule({.folders = {"/music/rock/"}}));
    CHECK(rule({.folders = {"/music/roc"}}) == Rule::folder);
    CHECK(rule({.notFolders = {"/music/rock"}}) == Rule::folder);
    CHECK_FALSE(rule({.notFolders = {"/music/skits"}}));
}

TEST_CASE_METHOD(ScreenFixture, "Christmas is left out except in December, spoken word except for spoken word") {
    auto carol = song;
    carol.title = "Last Christmas";
    CHECK(rule({}, carol) == Rule::seasonal);
    CHECK_FALSE(rule({}, carol, kDecember));
    CHECK_FALSE(rule({.leavesOutSeasonal = false}, carol));
    auto book = song;
    book.genre = "Audiobook";
    CHECK(rule({}, book) == Rule::spoken);
    song.genre = "Spoken Word";
    CHECK_FALSE(rule({}, book));
}

TEST_CASE_METHOD(ScreenFixture, "what is blocked never passes, by song, album or artist, guests included") {
    blocks.songs = {5};
    CHECK(rule({}) == Rule::blockedSong);
    blocks = {.albums = {albumName("ALBUM", "band")}};
    CHECK(rule({}) == Rule::blockedAlbum);
    blocks = {.artists = {folded("BAND")}};
    CHECK(rule({}) == Rule::blockedArtist);
    blocks = {.lessOf = {"guest"}};
    song.artist = "Band feat. Guest";
    CHECK(rule({}) == Rule::lessOfArtist);
    blocks = {.artists = {"somebody"}};
    CHECK_FALSE(rule({}));
}
