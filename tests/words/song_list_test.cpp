// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/song_list.h"
#include "tests/support/track_facts.h"

#include <catch2/catch.hpp>

using namespace segue;

namespace {

Track song(TrackId id, const std::string& title, const std::string& artist = "A", const std::string& album = "X", int number = 0) {
    return {.id = id,
            .library = 1,
            .path = "/music/" + artist + "/" + title,
            .title = title,
            .artist = artist,
            .album = album,
            .trackNumber = number};
}

std::vector<TrackId> idsOf(const SongList& songs) {
    std::vector<TrackId> ids;
    for (const Track& track : songs)
        ids.push_back(track.id);
    return ids;
}

} // namespace

TEST_CASE("a song comes out of the list as it went in") {
    Track all{.id = 7,
              .library = 3,
              .path = "/m\xFFsic/a/b.mp3",
              .title = "Jóga",
              .artist = "Björk",
              .albumArtist = "Various",
              .album = "Homogenic",
              .genre = "Pop",
              .trackNumber = -2,
              .discNumber = 70'000,
              .year = 1997,
              .duration = std::chrono::hours(30),
              .hasCover = true,
              .artists = "Björk\nGuest",
              .albumOrder = std::string("\x2A\0\x30", 3),
              .titleOrder = "\x31",
              .state = AnalysisState::failed,
              .problem = "It ends in the middle.",
              .heardGenre = "Electronic",
              .heardProbability = 0.5F,
              .previewStart = std::chrono::milliseconds{4200},
              .features = SoundFeatures{.tempoBpm = 98.F, .key = 3},
              .isMissing = true,
              .added = std::chrono::sys_seconds{std::chrono::seconds{1'600'000'000}},
              .lastPlayed = std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}},
              .plays = 12,
              .rating = 5};
    CHECK(test::factsOf(SongList{all}[0]) == test::factsOf(all));
    for (const char* path : {"/file.mp3", "relative.mp3", "", "/folder/"}) {
        all.path = path;
        CHECK(SongList{all}[0].path.native() == path);
    }
    CHECK(test::factsOf(SongList{Track{}}[0]) == test::factsOf(Track{}));
}

TEST_CASE("a changed song is another one, and the list's copies keep the old one") {
    SongList songs{song(1, "one"), song(2, "two")};
    const SongList before = songs;
    songs.set(1, song(2, "changed"));
    songs.add(song(3, "three"));
    CHECK(songs[1].title == "changed");
    CHECK(before[1].title == "two");
    CHECK(songs.size() == 3);
    CHECK(before.size() == 2);
}

TEST_CASE("what songs have in common is kept once, also when a song is changed again and again") {
    SongList songs;
    for (TrackId id = 1; id <= 1000; ++id)
        songs.add(song(id, std::to_string(id)));
    CHECK(songs.texts().size() == 1 + 1000 + 2);
    const auto places = songs.places().size();
    Track keyed = song(6, "6");
    keyed.titleOrder = "\x20";
    songs.set(5, keyed);
    const auto orders = songs.orders().size();
    const auto order = songs.row(5).titleOrder;
    for (int i = 0; i < 1000; ++i)
        songs.set(5, keyed);
    CHECK(songs.places().size() == places);
    CHECK(songs.orders().size() == orders);
    CHECK(songs.row(5).titleOrder == order);
}

TEST_CASE("a library's order is artist, album, disc, number, title, whatever the case") {
    SongList songs{song(1, "z", "beta", "a", 2), song(2, "y", "Beta", "A", 1), song(3, "b", "alpha"),
                   song(4, "B", "Alpha"),        song(5, "x", "beta", "a", 1), song(6, "x", "", "")};
    songs.sortLikeLibrary();
    CHECK(idsOf(songs) == std::vector<TrackId>{6, 3, 4, 5, 2, 1});
    for (std::size_t i = 1; i < songs.size(); ++i) {
        CHECK(songs.inLibraryOrder(i - 1, i));
        CHECK_FALSE(songs.inLibraryOrder(i, i - 1));
    }
}

TEST_CASE("keys that songs came with order a library, whoever sings") {
    const auto keyed = [](TrackId id, const std::string& key, int disc, int number, const std::string& titleKey,
                          const std::string& artist) {
        return Track{.id = id,
                     .title = "t",
                     .artist = artist,
                     .trackNumber = number,
                     .discNumber = disc,
                     .albumOrder = key,
                     .titleOrder = titleKey};
    };
    const std::string many("\x60\0\x30", 3), beta("\x40\0\x30", 3);
    SongList songs{keyed(1, many, 1, 2, "", "Abba"), keyed(2, beta, 2, 1, "", "Z"),    keyed(3, many, 1, 1, "", "Zappa"),
                   keyed(4, beta, 1, 9, "", "Y"),    keyed(5, beta, 0, 0, "\x50", ""), keyed(6, beta, 0, 0, "\x20", ""),
                   song(7, "no key", "zz")};
    songs.sortLikeLibrary();
    CHECK(idsOf(songs) == std::vector<TrackId>{7, 6, 5, 4, 2, 3, 1});
    for (std::size_t i = 1; i < songs.size(); ++i) {
        CHECK(songs.inLibraryOrder(i - 1, i));
        CHECK_FALSE(songs.inLibraryOrder(i, i - 1));
    }
}

TEST_CASE("a pool of texts gives each its number, and grows") {
    TextPool pool;
    CHECK(pool.put("") == 0);
    for (int i = 0; i < 10'000; ++i)
        REQUIRE(pool.put(std::to_string(i)) == static_cast<TextPool::Id>(i + 1));
    for (int i = 0; i < 10'000; ++i)
        REQUIRE(pool[pool.put(std::to_string(i))] == std::to_string(i));
    CHECK(pool.size() == 10'001);
    CHECK(pool.append("5") == 10'001);
    CHECK(pool.put("5") == 6);
}
