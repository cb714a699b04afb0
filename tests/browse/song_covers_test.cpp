// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/song_covers.h"

#include <catch2/catch.hpp>

#include <numeric>
#include <set>
#include <string>

using namespace segue;
using namespace segue::browse;

namespace {

/// Songs in the library's order.
struct CoverShelf {
    std::vector<Track> songs;

    Track& put(const std::string& folder, const std::string& album, const std::string& albumArtist, int track) {
        Track one;
        one.id = static_cast<TrackId>(songs.size()) + 100;
        one.path = "/music/" + folder + "/" + std::to_string(track) + ".mp3";
        one.title = std::to_string(track);
        one.artist = albumArtist;
        one.album = album;
        one.albumArtist = albumArtist;
        one.trackNumber = track;
        one.hasCover = true;
        songs.push_back(std::move(one));
        return songs.back();
    }
    void album(const std::string& folder, const std::string& album, const std::string& albumArtist, int count) {
        for (int track = 1; track <= count; ++track)
            put(folder, album, albumArtist, track);
    }
};

bool areEqual(const CoverWish& left, const CoverWish& right) {
    return left.songs == right.songs && left.holdCovers == right.holdCovers && left.hasOwnFolder == right.hasOwnFolder;
}

} // namespace

TEST_CASE("each song of an album wishes for the cover that the album itself does") {
    CoverShelf shelf;
    shelf.album("ABBA", "ABBA", "ABBA", 11);
    shelf.album("Arrival/CD 1", "Arrival", "ABBA", 4);
    shelf.album("Arrival/CD 2", "Arrival", "ABBA", 3);
    shelf.album("Mixed", "Blue", "Various Artists", 3); // shares its folder
    shelf.album("Mixed", "Red", "Various Artists", 3);
    shelf.album("Plain", "Plain", "Queen", 3);
    for (auto& one : shelf.songs)
        one.hasCover = one.album != "Plain";
    shelf.songs[1].hasCover = shelf.songs[2].hasCover = false;
    const SongList songs(shelf.songs);
    std::vector<Album::Index> all(songs.size());
    std::iota(all.begin(), all.end(), Album::Index{0});
    const auto groups = groupAlbums(songs, all);
    REQUIRE(groups.albums.size() == 5);
    for (const bool isBackwards : {false, true}) {
        SongCovers covers;
        for (Album::Index i = 0; i < songs.size(); ++i) {
            const auto song = isBackwards ? static_cast<Album::Index>(songs.size()) - 1 - i : i;
            CAPTURE(song, isBackwards);
            CHECK(areEqual(covers.wishOf(songs, song), coverWishOf(songs, groups.albums[groups.albumOf[song]])));
        }
    }
}

TEST_CASE("a song without an album shows its own cover, and those that hold none share their folder's image") {
    CoverShelf shelf;
    for (int track = 1; track <= 4; ++track)
        shelf.put("Loose", "", "", track).hasCover = track <= 2;
    const SongList songs(shelf.songs);
    SongCovers covers;
    CHECK(covers.wishOf(songs, 0).songs == std::vector<TrackId>{100});
    CHECK(covers.wishOf(songs, 1).songs == std::vector<TrackId>{101});
    CHECK_FALSE(covers.wishOf(songs, 1).hasOwnFolder);
    CHECK(covers.wishOf(songs, 2).songs == std::vector<TrackId>{102});
    CHECK(covers.wishOf(songs, 3).songs == std::vector<TrackId>{102});
    CHECK_FALSE(covers.wishOf(songs, 3).holdCovers);
}

TEST_CASE("in a list of another order an album has one cover all the same") {
    CoverShelf shelf;
    for (int track = 1; track <= 5; ++track) {
        shelf.put("A", "A", "one", track);
        shelf.put("B", "B", "two", track);
    }
    const SongList songs(shelf.songs);
    SongCovers covers;
    std::set<std::vector<TrackId>> wishes;
    for (Album::Index song = 0; song < songs.size(); ++song)
        wishes.insert(covers.wishOf(songs, song).songs);
    CHECK(wishes.size() == 2);
}

TEST_CASE("songs that come later are of their album, and a folder that gets a second album is shared from then on") {
    CoverShelf shelf;
    shelf.album("A", "First", "one", 2);
    SongList songs(shelf.songs);
    SongCovers covers;
    CHECK(covers.wishOf(songs, 0).hasOwnFolder);
    songs.add(shelf.put("A", "Second", "one", 9));
    covers.forget();
    CHECK_FALSE(covers.wishOf(songs, 2).hasOwnFolder);
    CHECK_FALSE(covers.wishOf(songs, 0).hasOwnFolder);
    CHECK(covers.wishOf(songs, 2).songs == std::vector<TrackId>{102});
}

TEST_CASE("of a folder that holds more songs of one album than are looked at, each song still has a cover") {
    CoverShelf shelf;
    constexpr int kSongs = 3 * static_cast<int>(SongCovers::kMostAround);
    shelf.album("Huge", "Huge", "one", kSongs);
    const SongList songs(shelf.songs);
    SongCovers covers;
    const auto wish = covers.wishOf(songs, kSongs / 2);
    CHECK(wish.songs.size() == CoverWish::kMostSongs);
    CHECK(areEqual(covers.wishOf(songs, kSongs - 1), wish));
}
