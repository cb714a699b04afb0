// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/similar_groups.h"
#include "tests/recommend/small_library.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace segue;
using namespace segue::recommend;
using test::SmallLibrary;

namespace {

std::vector<float> towards(std::size_t axis, float aside) {
    std::vector<float> vector(SmallLibrary::kColumns, 0.05F);
    vector[axis] = 1.F;
    vector[(axis + 1) % vector.size()] = aside;
    return test::unit(vector);
}

/// Albums A1 and A2 by A and B1 by B sound alike, C1 and D1 do not; E1 has one song, which sounds like A's.
struct AlbumShelf : SmallLibrary {
    AlbumShelf() {
        TrackId id = 0;
        const auto album = [&](const std::string& artist, const std::string& title, std::size_t axis, float aside, int count) {
            for (int i = 0; i < count; ++i, ++id)
                add(song(id + 1, title + std::to_string(i), artist, title), towards(axis, aside + 0.01F * static_cast<float>(i)));
        };
        album("A", "A1", 0, 0.1F, 3);
        album("A", "A2", 0, 0.15F, 3);
        album("B", "B1", 0, 0.3F, 3);
        album("C", "C1", 6, 0.1F, 3);
        album("D", "D1", 12, 0.1F, 3);
        album("E", "E1", 0, 0.1F, 1);
        album("A", "A3", 0, 0.2F, 3);
        ready();
    }
    std::vector<std::string> albumsLike(GroupQuestion question) {
        std::vector<std::string> names;
        for (const auto& one : similarGroups(matrix, songs, question)) {
            const auto name = songs.names()[songs.facts(*matrix.slotOf(one.song)).album];
            names.emplace_back(name.substr(0, 2));
        }
        return names;
    }
};

} // namespace

TEST_CASE("albums that sound alike come first, the own artist's only as often as the rules allow") {
    AlbumShelf shelf;
    auto albums = shelf.albumsLike({.song = 1, .of = SeedsOf::album, .count = 10});
    REQUIRE(albums.size() == 4);
    CHECK(albums[0] == "a2"); // one of the own artist's, the nearest
    CHECK(albums[1] == "b1");
    CHECK(std::ranges::find(albums, "a3") == albums.end());
    CHECK(std::ranges::find(albums, "e1") == albums.end()); // one song is no measure of an album
    ListRules all;
    all.mostOfSeedArtist = 0;
    albums = shelf.albumsLike({.song = 1, .of = SeedsOf::album, .count = 10, .rules = all});
    CHECK(std::ranges::find(albums, "a3") != albums.end());
}

TEST_CASE("artists that sound alike come first, and each names the song that is nearest") {
    AlbumShelf shelf;
    const auto found = similarGroups(shelf.matrix, shelf.songs, {.song = 1, .of = SeedsOf::artist, .count = 2});
    REQUIRE(found.size() == 2);
    CHECK(found[0].song == 7); // B's, the least aside
    CHECK(found[0].songs == 3);
    CHECK(found[0].similarity > found[1].similarity);
    CHECK(found[0].similarity <= 1.F);
}

TEST_CASE("a blocked artist is in no list of artists or albums, and a song without an album has none") {
    AlbumShelf shelf;
    auto blocks = std::make_shared<Blocks>();
    blocks->artists.insert(folded("B"));
    GroupQuestion question{.song = 1, .of = SeedsOf::artist, .count = 10};
    question.taste.blocks = blocks;
    for (const auto& one : similarGroups(shelf.matrix, shelf.songs, question))
        CHECK_FALSE(isBy(shelf.facts(one.song), shelf.songs.names().find("b").value_or(0)));
    shelf.add(SmallLibrary::song(90, "Alone", ""), towards(0, 0.F));
    CHECK(similarGroups(shelf.matrix, shelf.songs, {.song = 90, .of = SeedsOf::album}).empty());
    CHECK(similarGroups(shelf.matrix, shelf.songs, {.song = 99, .of = SeedsOf::artist}).empty());
}

TEST_CASE("similar artists of 200,000 songs", "[.bench]") {
    const SmallLibrary library(SmallLibrary::Styles{.count = 200'000, .styles = 20, .songsOfAnArtist = 16});
    BENCHMARK("artists of 200,000 songs") {
        return similarGroups(library.matrix, library.songs, {.song = 1, .of = SeedsOf::artist, .count = 6}).size();
    };
    BENCHMARK("albums of 200,000 songs") {
        return similarGroups(library.matrix, library.songs, {.song = 1, .of = SeedsOf::album, .count = 6}).size();
    };
}
