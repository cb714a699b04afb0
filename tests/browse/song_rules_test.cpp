// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/song_rules.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <ctime>

using namespace segue;
using namespace segue::browse;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::sys_seconds kSongRulesNow{1'700'000'000s};

using Songs = std::vector<SongFinder::Index>;

Track songRulesSong(TrackId id, const std::string& title, int year = 0, int rating = 0, int plays = 0) {
    Track track{.id = id, .path = "/music/" + title, .title = title, .artist = "Artist", .genre = "Jazz"};
    track.year = year;
    track.rating = rating;
    track.plays = plays;
    return track;
}

Songs of(const PlaylistRules& rules, const SongList& songs) { return songsOfRules(rules, songs, kSongRulesNow); }

} // namespace

TEST_CASE("rules are a search, an order and a number") {
    const SongList songs{songRulesSong(1, "b", 1990, 5), songRulesSong(2, "a", 1970, 3),
                         songRulesSong(3,
                                       "\xC3\xA1"
                                       "a",
                                       1980, 4),
                         songRulesSong(4, "c", 0, 5)};
    CHECK(of({}, songs) == Songs{0, 1, 2, 3});
    CHECK(of({.search = "rating:>=4"}, songs) == Songs{0, 2, 3});
    CHECK(of({.search = "rating:>=4", .order = PlaylistOrder::year}, songs) == Songs{2, 0, 3});
    CHECK(of({.search = "rating:>=4", .order = PlaylistOrder::year, .isDescending = true}, songs) ==
          Songs{0, 2, 3});                                                  // unknown last
    CHECK(of({.order = PlaylistOrder::title}, songs) == Songs{1, 2, 0, 3}); // accents are no letters of their own
    CHECK(of({.order = PlaylistOrder::title, .isDescending = true, .most = 2}, songs) == Songs{3, 0});
    CHECK(of({.isDescending = true, .most = 1}, songs) == Songs{3});
    CHECK(of({.search = "nowhere"}, songs).empty());
    CHECK(of({.search = "year:nonsense", .most = 2}, songs).size() == 2); // what is not understood asks nothing
    CHECK(of({}, {}).empty());
}

TEST_CASE("missing songs are left out unless states are asked for") {
    auto gone = songRulesSong(2, "gone");
    gone.isMissing = true;
    const SongList songs{songRulesSong(1, "a"), gone};
    CHECK(of({}, songs) == Songs{0});
    CHECK(of({.search = "is:missing"}, songs) == Songs{1});
}

TEST_CASE("songs that were never played are those not played the longest") {
    auto played = songRulesSong(1, "a");
    played.lastPlayed = kSongRulesNow - 5h;
    auto before = songRulesSong(2, "b");
    before.lastPlayed = kSongRulesNow - 50h;
    const SongList songs{played, before, songRulesSong(3, "never")};
    CHECK(of({.order = PlaylistOrder::lastPlayed}, songs) == Songs{2, 1, 0});
    CHECK(of({.order = PlaylistOrder::lastPlayed, .isDescending = true}, songs) == Songs{0, 1, 2});
}

TEST_CASE("a random order is the same all day, another the next, and holds each song once") {
    SongList songs;
    for (TrackId id = 1; id <= 500; ++id)
        songs.add(songRulesSong(id, std::to_string(id)));
    const PlaylistRules rules{.order = PlaylistOrder::random};
    const auto first = of(rules, songs);
    CHECK(first == songsOfRules(rules, songs, kSongRulesNow + 1h));
    CHECK(first != songsOfRules(rules, songs, kSongRulesNow + 24h));
    auto sorted = first;
    std::ranges::sort(sorted);
    CHECK(sorted == of({}, songs));
    CHECK(first != sorted);
    songs.add(songRulesSong(501, "new"));
    auto later = of(rules, songs);
    std::erase(later, 500U);
    CHECK(later == first); // a song that comes does not shuffle the others
}

TEST_CASE("songs are put in the order of a library, or shuffled, by number") {
    auto a = songRulesSong(1, "a"), b = songRulesSong(2, "b");
    a.albumOrder = "z";
    b.albumOrder = "y";
    const SongList songs{a, b};
    CHECK(inOrder(songs, PlaylistOrder::library, false, 0) == Songs{1, 0});
    CHECK(inOrder(songs, PlaylistOrder::library, true, 0) == Songs{0, 1});
    SongList many;
    for (TrackId id = 1; id <= 100; ++id)
        many.add(songRulesSong(0, std::to_string(id))); // in no library
    CHECK(inOrder(many, PlaylistOrder::random, false, 1) != inOrder(many, PlaylistOrder::random, false, 2));
}

TEST_CASE("rules over 200,000 songs", "[.bench]") {
    SongList songs;
    songs.reserve(200'000);
    for (TrackId id = 1; id <= 200'000; ++id) {
        auto one = songRulesSong(id, "Title of song " + std::to_string(id * 7'919 % 200'000), 1950 + static_cast<int>(id % 70),
                                 static_cast<int>(id % 6), static_cast<int>(id % 100));
        one.artist = "Artist " + std::to_string(id / 100);
        one.album = "Album " + std::to_string(id / 10);
        one.added = kSongRulesNow - std::chrono::seconds(id * 60);
        songs.add(one);
    }
    SongFinder finder;
    finder.takeAll(songs.texts());
    for (const PlaylistRules& rules :
         {PlaylistRules{
              .search = "jazz rating:>=4 year:1960..1980", .order = PlaylistOrder::added, .isDescending = true, .most = 100},
          PlaylistRules{.order = PlaylistOrder::title},
          PlaylistRules{.search = "artist:\"artist 12\"", .order = PlaylistOrder::random},
          PlaylistRules{.search = "-song", .order = PlaylistOrder::plays, .isDescending = true},
          PlaylistRules{.order = PlaylistOrder::album, .isDescending = true}, PlaylistRules{.search = "added:<30d plays:0"}}) {
        const auto begin = std::clock();
        const auto found = songsOfRules(rules, songs, kSongRulesNow, finder).size();
        const auto took = 1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        WARN("\"" << rules.search << "\" order " << static_cast<int>(rules.order) << ": " << found << " songs in " << took
                  << " ms of CPU");
    }
}
