// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/album_groups.h"
#include "engine/browse/artist_names.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <string>

using namespace segue;
using namespace segue::browse;

namespace {

struct Shelf {
    std::vector<Track> songs;

    Track& put(const std::string& path, std::string artist, std::string album, std::string albumArtist = {}) {
        Track track;
        track.id = static_cast<TrackId>(songs.size()) + 1;
        track.path = "/music/" + path;
        track.title = track.path.stem().string();
        track.artist = std::move(artist);
        track.album = std::move(album);
        track.albumArtist = std::move(albumArtist);
        songs.push_back(std::move(track));
        return songs.back();
    }
    /// An album of so many songs, numbered from 1.
    void album(const std::string& folder, const std::string& artist, const std::string& title, int count,
               const std::string& albumArtist = {}) {
        for (int i = 1; i <= count; ++i)
            put(folder + "/" + std::to_string(i) + ".mp3", artist, title, albumArtist).trackNumber = i;
    }
    [[nodiscard]] SongList list() const { return {songs}; }
};

/// Of all songs, in the order of the list.
AlbumGroups groupsOf(const SongList& songs) {
    std::vector<Album::Index> all(songs.size());
    std::iota(all.begin(), all.end(), Album::Index{0});
    return groupAlbums(songs, all);
}

std::string named(const SongList& songs, const Album& album) {
    return std::string(album.isOfMany ? "*" : songs.texts()[album.artist]) + " - " + std::string(songs.texts()[album.title]) +
           " (" + std::to_string(album.songs.size()) + ")";
}

std::multiset<std::string> albumsOf(const Shelf& shelf) {
    const auto songs = shelf.list();
    std::multiset<std::string> names;
    for (const auto& album : groupsOf(songs).albums)
        names.insert(named(songs, album));
    return names;
}

using Names = std::multiset<std::string>;

} // namespace

TEST_CASE("an album is whose it is and what it is called, by letters and not by case or accents") {
    Shelf shelf;
    shelf.album("a", "Bj\u00F6rk", "Debut", 3, "Bj\u00F6rk");
    shelf.put("b/4.mp3", "bjork", "DEBUT", "BJORK").trackNumber = 4;
    shelf.album("c", "Queen", "Greatest Hits", 2, "Queen");
    shelf.album("d", "ABBA", "Greatest Hits", 2, "ABBA");
    shelf.put("e/loose.mp3", "Queen", "");
    CHECK(albumsOf(shelf) == Names{"Bj\u00F6rk - Debut (4)", "Queen - Greatest Hits (2)", "ABBA - Greatest Hits (2)"});
    const auto songs = shelf.list();
    const auto groups = groupsOf(songs);
    CHECK(groups.albumOf.back() == AlbumGroups::kNone);
    for (std::uint32_t i = 0; i < groups.albums.size(); ++i)
        for (const auto song : groups.albums[i].songs)
            CHECK(groups.albumOf[song] == i);
}

TEST_CASE("without an album artist the folder tells: many artists are a compilation, one is that artist's") {
    Shelf shelf;
    for (const char* artist : {"Zappa", "Madonna", "Abba"})
        shelf.put(std::string("mix/") + artist + ".mp3", artist, "Best of 1980");
    shelf.album("other mix", "Prince", "Best of 1980", 2);
    shelf.put("x/1.mp3", "Moby", "Play").trackNumber = 1;
    shelf.put("y/2.mp3", "Moby", "Play").trackNumber = 2; // the same album, by its one artist
    shelf.put("z/1.mp3", "Queen", "Hot Space").trackNumber = 1;
    shelf.put("z/2.mp3", "Queen feat. David Bowie", "Hot Space").trackNumber = 2; // a guest makes no compilation
    CHECK(albumsOf(shelf) ==
          Names{"* - Best of 1980 (3)", "Prince - Best of 1980 (2)", "Moby - Play (2)", "Queen - Hot Space (2)"});
}

TEST_CASE("songs that do not say whose album it is join the one of their folder") {
    Shelf shelf;
    shelf.album("a", "Nick Cave", "Let Love In", 3, "Nick Cave & The Bad Seeds");
    shelf.put("a/4.mp3", "Somebody", "Let Love In").trackNumber = 4;
    CHECK(albumsOf(shelf) == Names{"Nick Cave & The Bad Seeds - Let Love In (4)"});
    shelf.album("hits", "ABBA", "Gold", 2, "Various Artists");
    CHECK(albumsOf(shelf).count("* - Gold (2)") == 1);
}

TEST_CASE("discs in folders of their own are one album, in the order of discs and tracks") {
    Shelf shelf;
    shelf.album("wall/CD 2", "Pink Floyd", "The Wall", 3);
    shelf.album("wall/CD 10", "Pink Floyd", "The Wall", 2);
    shelf.album("wall/Disc 1 - first", "Pink Floyd", "The Wall", 3);
    const auto songs = shelf.list();
    const auto groups = groupsOf(songs);
    REQUIRE(groups.albums.size() == 1);
    CHECK(groups.albums[0].songs == std::vector<Album::Index>{5, 6, 7, 0, 1, 2, 3, 4});
    CHECK(groups.albums[0].discs == 10);
    CHECK(discOf(songs, 3) == 10);
}

TEST_CASE("a copy in another folder is an album of its own; years do not part one") {
    Shelf shelf;
    shelf.album("flac", "Wilco", "Being There", 6, "Wilco");
    shelf.album("mp3", "Wilco", "Being There", 6, "Wilco");
    shelf.album("bonus", "Wilco", "Summerteeth", 4, "Wilco");
    shelf.songs.back().year = 2019;
    shelf.songs[shelf.songs.size() - 2].year = 1999;
    shelf.songs[shelf.songs.size() - 3].year = 1999;
    CHECK(albumsOf(shelf) == Names{"Wilco - Being There (6)", "Wilco - Being There (6)", "Wilco - Summerteeth (4)"});
    const auto songs = shelf.list();
    CHECK(groupsOf(songs).albums.back().year == 1999);
}

TEST_CASE("a release is an album by its id: two of one name are two, and one of many names is one") {
    Shelf shelf;
    const std::string first = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae", second = "9a6c2d1e-0000-4000-8000-00000000000f";
    const auto release = [&](const std::string& folder, const std::string& id, int from, int count, const std::string& title,
                             const std::string& artist = "Wilco") {
        for (int i = from; i < from + count; ++i) {
            auto& song = shelf.put(folder + "/" + std::to_string(i) + ".mp3", artist, title, artist);
            song.trackNumber = i;
            song.releaseId = id;
            song.originalYear = 1999;
            song.year = 2014;
        }
    };
    release("all", first, 1, 3, "Summerteeth");
    release("all", second, 4, 3, "Summerteeth"); // another edition in the same folder: no copy by its numbers
    CHECK(albumsOf(shelf) == Names{"Wilco - Summerteeth (3)", "Wilco - Summerteeth (3)"});
    shelf.songs.clear();
    release("box/one", first, 1, 2, "Box (disc 1)");
    release("box/two", first, 3, 2, "Box (disc 2)", "Jeff Tweedy");
    CHECK(albumsOf(shelf) == Names{"Wilco - Box (disc 1) (4)"});
    const auto songs = shelf.list();
    CHECK(groupsOf(songs).albums.front().originalYear == 1999);
    CHECK(groupsOf(songs).albums.front().year == 2014);
    shelf.songs.clear();
    release("mp3", first, 1, 4, "Being There");
    release("flac", first, 1, 4, "Being There");
    CHECK(albumsOf(shelf) == Names{"Wilco - Being There (4)", "Wilco - Being There (4)"}); // copies are copies
}

TEST_CASE("an album of which some songs do not say their release stays one") {
    Shelf shelf;
    const auto song = [&](const std::string& path, int track, const std::string& id) {
        auto& put = shelf.put(path, "Wilco", "Summerteeth", "Wilco");
        put.trackNumber = track;
        put.releaseId = id;
    };
    song("a/1.mp3", 1, "");
    song("a/2.mp3", 2, "first");
    song("a/3.mp3", 3, "");
    song("b/4.mp3", 4, ""); // elsewhere: there is one release of that name
    CHECK(albumsOf(shelf) == Names{"Wilco - Summerteeth (4)"});
    song("c/5.mp3", 5, "second"); // now there are two, and its folder does not tell
    song("c/6.mp3", 6, "");
    CHECK(albumsOf(shelf) == Names{"Wilco - Summerteeth (3)", "Wilco - Summerteeth (1)", "Wilco - Summerteeth (2)"});
}

TEST_CASE("an album knows whether it shares its folder with others") {
    Shelf shelf;
    shelf.album("own", "Wilco", "Being There", 2, "Wilco");
    shelf.put("own/loose.mp3", "Somebody", ""); // of no album
    shelf.put("loose/1.mp3", "ABBA", "Gold", "ABBA");
    shelf.put("loose/2.mp3", "Queen", "Jazz", "Queen");
    const auto songs = shelf.list();
    for (const auto& album : groupsOf(songs).albums)
        CHECK(album.hasOwnFolder == (songs.texts()[album.title] == "Being There"));
}

TEST_CASE("folders that name a disc do so with a number or a side") {
    CHECK(discOfFolder("CD1") == 1);
    CHECK(discOfFolder("cd 02") == 2);
    CHECK(discOfFolder("Disc 3 - Live") == 3);
    CHECK(discOfFolder("Disk_4") == 4);
    CHECK(discOfFolder("Side B") == 2);
    for (const char* name : {"CDs", "Discovery", "1999", "CD", "Side effects", "cd1st", "Lp", ""})
        CHECK(discOfFolder(name) == 0);
}

TEST_CASE("names of artists are not broken") {
    using Views = std::vector<std::string_view>;
    const auto main = [](std::string_view artist, std::string_view artists = {}) { return artistNames(artist, artists, {}).main; };
    for (const char* whole : {"AC/DC", "Tyler, The Creator", "Simon & Garfunkel", "Dr. Dre", "Earth, Wind & Fire", "Daft Punk",
                              "Lift", "feat. Nobody", "Soft Cell"})
        CHECK(main(whole) == Views{whole});
    CHECK(main("A; B") == Views{"A", "B"});
    CHECK(main("A / B") == Views{"A", "B"});
    CHECK(main("A, B", "A\nB") == Views{"A", "B"});
    CHECK(main("x", "Tyler; The\nB / C") == Views{"Tyler; The", "B / C"}); // values of a tag are names as they stand
    const auto guest = artistNames("Queen Feat. David Bowie", {}, "Under Pressure (ft. Annie Lennox & Co) - Live");
    CHECK(guest.main == Views{"Queen"});
    CHECK(guest.guests == Views{"David Bowie", "Annie Lennox & Co"});
    CHECK(artistNames("Queen", {}, "Left (feat. Queen)").guests.empty());
    CHECK(artistNames("", {}, "").main.empty());
}

TEST_CASE("every song is in one album at most, whatever tags there are, in time that does not grow with its square") {
    std::mt19937 random(3);
    Shelf shelf;
    const auto some = [&](int of) { return std::to_string(random() % static_cast<unsigned>(of)); };
    for (int i = 0; i < 3'000; ++i) {
        auto& song = shelf.put(some(40) + (i % 5 == 0 ? "/CD" + some(3) : "") + "/" + std::to_string(i) + ".mp3",
                               "artist " + some(5) + (i % 7 == 0 ? " feat. " + some(5) : ""), i % 11 == 0 ? "" : "album " + some(9),
                               i % 3 == 0 ? "artist " + some(5) : "");
        song.trackNumber = static_cast<int>(random() % 4);
    }
    for (int i = 0; i < 20'000; ++i) // one album, a folder a song
        shelf.put("z" + std::to_string(i) + "/a.mp3", "One", "Unknown", "One");
    const auto songs = shelf.list();
    const auto groups = groupsOf(songs);
    std::vector<int> count(songs.size());
    for (const auto& album : groups.albums)
        for (const auto song : album.songs)
            ++count[song];
    for (std::size_t i = 0; i < songs.size(); ++i)
        REQUIRE(count[i] == (songs.row(i).album == 0 ? 0 : 1));
    CHECK(std::ranges::is_sorted(groups.albums, {}, [](const Album& album) { return *std::ranges::min_element(album.songs); }));
}

TEST_CASE("albums of 200,000 songs", "[.bench]") {
    std::mt19937 random(5);
    std::vector<Track> songs;
    for (TrackId id = 1; id <= 200'000; ++id) {
        Track track;
        const auto album = std::to_string(id / 10);
        track.id = id;
        track.path = "/music/artist " + std::to_string(id / 17) + "/album " + album + "/" + std::to_string(id % 10) + ".mp3";
        track.title = "title " + std::to_string(random());
        track.artist = "artist " + std::to_string(id / 17);
        track.album = "album " + album;
        track.albumArtist = id / 10 % 2 == 0 ? track.artist : "";
        track.trackNumber = static_cast<int>(id % 10) + 1;
        songs.push_back(std::move(track));
    }
    const SongList list(songs);
    BENCHMARK("groupAlbums") { return groupsOf(list); };
}

TEST_CASE("albums are the same when they are found little by little") {
    Shelf shelf;
    std::mt19937 random(7);
    const auto below = [&](std::size_t end) { return random() % end; };
    for (int i = 0; i < 30'000; ++i) {
        const auto album = std::to_string(below(2'000));
        auto& song = shelf.put(album + (below(9) == 0 ? "/CD 2/" : "/") + std::to_string(i) + ".mp3", "artist " + album,
                               "album " + album, below(3) == 0 ? "artist " + album : "");
        song.trackNumber = static_cast<int>(below(12));
        if (below(20) == 0)
            song.releaseId = "release " + std::to_string(below(50));
    }
    const auto songs = shelf.list();
    std::vector<Album::Index> all(songs.size());
    std::iota(all.begin(), all.end(), Album::Index{0});
    const auto atOnce = groupsOf(songs);
    AlbumGrouping grouping(songs, all);
    int parts = 0;
    while (grouping.takeSome())
        ++parts;
    CHECK(parts > 10);
    CHECK_FALSE(grouping.takeSome());
    const auto inParts = std::move(grouping).groups();
    CHECK(inParts.albumOf == atOnce.albumOf);
    REQUIRE(inParts.albums.size() == atOnce.albums.size());
    for (std::size_t i = 0; i < atOnce.albums.size(); ++i) {
        CHECK(inParts.albums[i].songs == atOnce.albums[i].songs);
        CHECK(inParts.albums[i].hasOwnFolder == atOnce.albums[i].hasOwnFolder);
    }
}
