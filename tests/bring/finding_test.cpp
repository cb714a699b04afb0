// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/planning.h"
#include "engine/bring/song_finding.h"
#include "engine/bring/source_places.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::bring;
using namespace std::chrono_literals;

namespace {

Track song(TrackId id, std::string path, std::string artist, std::string title, std::string album, std::chrono::seconds length) {
    return {.id = id,
            .library = 1,
            .path = std::move(path),
            .title = std::move(title),
            .artist = std::move(artist),
            .album = std::move(album),
            .duration = length};
}

SongList library() {
    return {song(1, "/music/A/X/01 One.mp3", "A", "One", "X", 200s), song(2, "/music/A/Y/01 One.mp3", "A", "One", "Y", 203s),
            song(3, "/music/B/Caf\xC3\xA9.ogg", "B", "Caf\xC3\xA9", "Z", 100s), song(4, "/music/C/01.mp3", "C", "First", "", 50s),
            song(5, "/music/D/01.mp3", "D", "Other", "", 60s)};
}

TrackId found(SongFinding& finding, const SongList& songs, const ForeignSong& theirs) {
    const auto place = finding.find(theirs);
    return place ? songs.row(*place).id : 0;
}

std::chrono::sys_seconds at(int seconds) { return std::chrono::sys_seconds{std::chrono::seconds{seconds}}; }

} // namespace

TEST_CASE("songs of another player are found by path, by its spelling, by its end, and by words and length") {
    const auto songs = library();
    SongFinding finding(songs);
    const auto find = [&](const ForeignSong& theirs) { return found(finding, songs, theirs); };
    CHECK(find({.path = "/music/A/Y/01 One.mp3"}) == 2);
    CHECK(find({.path = "/music/B/Cafe\xCC\x81.ogg"}) == 3); // composed otherwise
    CHECK(find({.path = "/MUSIC/b/CAF\xC3\x89.OGG"}) == 3);
    CHECK(find({.path = "/mnt/old disk/A/X/01 One.mp3"}) == 1);
    CHECK(find({.path = "C:\\Music\\A\\Y\\01 One.mp3"}) == 2);
    CHECK(find({.path = "/elsewhere/01.mp3"}) == 0);                                  // two have this name
    CHECK(find({.path = "/elsewhere/01.mp3", .title = "First", .artist = "C"}) == 4); // by its words
    CHECK(find({.path = "/elsewhere/Caf\xC3\xA9.ogg", .title = "Caf\xC3\xA9"}) == 3); // alone with its name, and the same title
    CHECK(find({.path = "/elsewhere/Caf\xC3\xA9.ogg", .title = "Another"}) == 0);
    CHECK(find({.title = "one", .artist = "a", .album = "Y"}) == 2);
    CHECK(find({.title = "one", .artist = "a"}) == 1);
    CHECK(find({.title = "One", .artist = "A", .length = 206s}) == 2); // too long for the other
    CHECK(find({.title = "One", .artist = "A", .length = 300s}) == 0);
    CHECK(find({}) == 0);
}

TEST_CASE("nothing here is lowered: a rating where there is none, more plays, the earlier date, the later play") {
    auto one = song(1, "/music/1.mp3", "A", "One", "", 1s);
    one.rating = 2, one.plays = 9, one.added = at(1'400'000'000), one.lastPlayed = at(1'500'000'000);
    const SongList songs{one, song(2, "/music/2.mp3", "A", "Two", "", 1s)};
    const ForeignLibrary theirs{
        .songs = {{.path = "/music/1.mp3", .rating = 5, .plays = 3, .lastPlayed = at(1'450'000'000), .added = at(1'450'000'000)},
                  {.path = "/music/2.mp3", .rating = 4, .plays = 3, .lastPlayed = at(1'450'000'000), .added = at(1'300'000'000)},
                  {.path = "/gone.mp3"}},
        .playlists = {{.name = "L", .lines = {{.path = "/music/2.mp3"}, {.path = "/gone.mp3"}, {.path = "/music/1.mp3"}}}}};
    const auto gifts = planGifts(theirs, songs, {});
    CHECK(gifts.plan.songs == 3);
    CHECK(gifts.plan.found == 2);
    CHECK(gifts.plan.strangers == std::vector<std::string>{"/gone.mp3"});
    CHECK(gifts.plan.changed == 1);
    REQUIRE(gifts.songs.size() == 1);
    CHECK(gifts.songs[0].track == 2);
    CHECK(gifts.plan.ratings.examples == std::vector<BringExample>{{.title = "Two", .artist = "A", .before = 0, .after = 4}});
    REQUIRE(gifts.playlists.size() == 1);
    CHECK(gifts.playlists[0].songs == std::vector<TrackId>{2, 1});
    CHECK(gifts.plan.playlists[0].lines == 3);
    CHECK(gifts.plan.playlists[0].found == 2);

    const auto others = planGifts(theirs, songs, {.theirsWin = true});
    CHECK(others.plan.ratings.songs == 2);
    CHECK(others.plan.plays.songs == 1);
    const auto none = planGifts(theirs, songs, {.ratings = false, .plays = false, .dates = false, .playlists = false});
    CHECK(none.songs.empty());
    CHECK(none.playlists.empty());
}

TEST_CASE("examples are ten at most, and a song that two of theirs are gets the most of each") {
    std::vector<Track> tracks;
    ForeignLibrary theirs;
    for (int i = 0; i < 30; ++i) {
        const auto name = std::to_string(i);
        tracks.push_back(song(i + 1, "/music/" + name + ".mp3", "A", "Title " + name, "", 1s));
        theirs.songs.push_back({.path = "/music/" + name + ".mp3", .plays = 2});
        theirs.songs.push_back({.title = "Title " + name, .artist = "A", .rating = 3, .plays = 7});
    }
    const auto gifts = planGifts(theirs, tracks, {});
    CHECK(gifts.plan.plays.songs == 30);
    CHECK(gifts.plan.plays.examples.size() == 10);
    CHECK(gifts.songs.at(0).plays == 7);
    CHECK(gifts.songs.at(0).rating == 3);
}

TEST_CASE("other players' files are found where they keep them") {
    const test::TemporaryFolder folder;
    const Home home{.home = folder.path(), .data = folder / "data", .config = folder / "config", .music = folder / "Music"};
    CHECK(sourcesIn(home).empty());
    for (const char* file : {"data/strawberry/strawberry/strawberry.db", "config/quodlibet/songs", "data/rhythmbox/rhythmdb.xml"}) {
        std::filesystem::create_directories((folder / file).parent_path());
        test::writeBytes(folder / file, "x");
    }
    std::filesystem::create_directories(folder / "data/fooyin/fooyin.db"); // a folder
    const auto sources = sourcesIn(home);
    REQUIRE(sources.size() == 3);
    CHECK(sources[0] == FoundSource{BringSource::strawberry, folder / "data/strawberry/strawberry/strawberry.db"});
}
