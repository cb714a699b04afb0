// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/matching.h"

#include "engine/spotify/export_json.h"
#include "engine/spotify/matching_names.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::spotify;
using namespace std::chrono_literals;

namespace {

/// The listener's songs, each with the number of its place, from 1 on.
class Own {
public:
    Own& add(OwnSong song) {
        song.id = static_cast<TrackId>(songs.size()) + 1;
        songs.push_back(std::move(song));
        return *this;
    }
    Own& add(const std::string& artist, const std::string& title, std::chrono::milliseconds length = 200s,
             const std::string& album = "Album") {
        return add(OwnSong{.title = title, .artist = artist, .album = album, .duration = length, .bitRateKbps = 320});
    }
    FoundSong find(const WantedSong& wanted) const { return findOwn(songs, std::vector{wanted}).at(0); }

    std::vector<OwnSong> songs;
};

using Tracks = std::vector<TrackId>;

WantedSong wanted(const std::string& artist, const std::string& title, std::chrono::milliseconds length = 0ms,
                  const std::string& album = {}) {
    return {.title = title, .artist = artist, .album = album, .isrc = {}, .duration = length};
}

/// As the only song there is.
SpotifyMatch matchOf(const OwnSong& own, const WantedSong& song) { return Own().add(own).find(song).match; }
SpotifyMatch matchOf(const std::string& ownArtist, const std::string& ownTitle, const std::string& artist,
                     const std::string& title) {
    return Own().add(ownArtist, ownTitle).find(wanted(artist, title, 200s)).match;
}

} // namespace

TEST_CASE("the same number of the recording is exact, whatever the names are") {
    auto song = wanted("Ann", "One", 200s);
    song.isrc = "GBAYE0601498";
    CHECK(matchOf({.title = "Eins", .artist = "Anna", .isrc = "USRC17607839 GBAYE0601498", .duration = 90s}, song) ==
          SpotifyMatch::exact);
    CHECK(matchOf({.title = "One", .artist = "Ann", .isrc = "USRC17607839", .duration = 200s}, song) == SpotifyMatch::strong);
    // It comes before a song that only has the names.
    Own own;
    own.add("Ann", "One").add(OwnSong{.title = "One", .artist = "Ann", .isrc = "GBAYE0601498", .duration = 200s});
    CHECK(own.find(song).tracks == Tracks{2});
}

TEST_CASE("one number on all songs of an album is told apart by the title, or the listener is asked") {
    const auto with = [](const std::string& title, std::chrono::milliseconds length) {
        return OwnSong{.title = title, .artist = "Ann", .isrc = "GBAYE0601498", .duration = length};
    };
    auto song = wanted("Ann", "Two", 100s);
    song.isrc = "GBAYE0601498";
    Own own;
    own.add(with("One", 200s)).add(with("Two", 100s)).add(with("Three", 300s));
    CHECK(own.find(song).tracks == Tracks{2});
    CHECK(own.find(song).match == SpotifyMatch::exact);
    song.title = "Zwei";
    CHECK(own.find(song).match == SpotifyMatch::several);
    CHECK(own.find(song).tracks.size() == 3);
}

TEST_CASE("artist, title and length within two seconds are strong, within five probable, beyond that another song") {
    Own own;
    own.add("Ann", "One", 200s);
    CHECK(own.find(wanted("Ann", "One", 202s)).match == SpotifyMatch::strong);
    CHECK(own.find(wanted("Ann", "One", 198s)).match == SpotifyMatch::strong);
    CHECK(own.find(wanted("Ann", "One", 202'001ms)).match == SpotifyMatch::probable);
    CHECK(own.find(wanted("Ann", "One", 205s)).match == SpotifyMatch::probable);
    CHECK(own.find(wanted("Ann", "One", 205'001ms)).match == SpotifyMatch::none);
    CHECK(own.find(wanted("Ann", "Two", 200s)).match == SpotifyMatch::none);
    CHECK(own.find(wanted("Bob", "One", 200s)).match == SpotifyMatch::none);
    CHECK(own.find(wanted("", "One", 200s)).match == SpotifyMatch::none);
}

TEST_CASE("where no length is told the album makes it strong, and artist and title alone probable") {
    Own own;
    own.add("Ann", "One", 200s, "Album (Deluxe Edition)");
    CHECK(own.find(wanted("Ann", "One", 0ms, "Album")).match == SpotifyMatch::strong);
    CHECK(own.find(wanted("Ann", "One", 0ms, "Best of Ann")).match == SpotifyMatch::probable);
    CHECK(own.find(wanted("Ann", "One")).match == SpotifyMatch::probable);
}

TEST_CASE("a live version, a remix or an edit is not the song, and a remaster is") {
    CHECK(matchOf("Ann", "One", "Ann", "One - Live at Leeds") == SpotifyMatch::none);
    CHECK(matchOf("Ann", "One (Live)", "Ann", "One") == SpotifyMatch::none);
    CHECK(matchOf("Ann", "One (Live in Paris)", "Ann", "One - Live") == SpotifyMatch::strong);
    CHECK(matchOf("Ann", "One (Bob Remix)", "Ann", "One") == SpotifyMatch::none);
    CHECK(matchOf("Ann", "One", "Ann", "One - Radio Edit") == SpotifyMatch::none);
    CHECK(matchOf("Ann", "One", "Ann", "One - Remastered 2011") == SpotifyMatch::strong);
    CHECK(matchOf("Ann", "One (2009 Remaster)", "Ann", "One") == SpotifyMatch::strong);
    CHECK(matchOf("Ann", "One", "Ann", "One (Mono)") == SpotifyMatch::strong);
}

TEST_CASE("guests are no other song, wherever they are named") {
    CHECK(matchOf("Ann", "One (feat. Bob)", "Ann, Bob", "One") == SpotifyMatch::strong);
    CHECK(matchOf("Ann feat. Bob", "One", "Ann", "One (feat. Bob)") == SpotifyMatch::strong);
    CHECK(matchOf("Ann Ft. Bob", "One", "Ann", "One") == SpotifyMatch::strong);
    CHECK(matchOf("Ann", "One", "Ann, Bob", "One (with Bob)") == SpotifyMatch::strong);
    CHECK(matchOf({.title = "One", .artist = "Ann, Bob", .artists = "Ann\nBob", .duration = 200s}, wanted("Bob", "One", 200s)) ==
          SpotifyMatch::strong);
    CHECK(matchOf({.title = "One", .artist = "Someone", .albumArtist = "Ann", .duration = 200s}, wanted("Ann", "One", 200s)) ==
          SpotifyMatch::strong);
}

TEST_CASE("names agree without articles, accents, case, punctuation") {
    CHECK(matchOf("Beatles", "One", "The Beatles", "One") == SpotifyMatch::strong);
    CHECK(matchOf("Beatles, The", "One", "The Beatles", "One") == SpotifyMatch::strong);
    CHECK(matchOf("The The", "One", "The The", "One") == SpotifyMatch::strong);
    CHECK(matchOf("BJORK", "Joga", "Bj\u00f6rk", "J\u00f3ga") == SpotifyMatch::strong);
    CHECK(matchOf("Bjo\u0308rk", "J\u00f3ga", "Bj\u00f6rk", "Joga") == SpotifyMatch::strong); // accents by themselves
    CHECK(matchOf("Guns N Roses", "Dont Cry", "Guns N\u2019 Roses", "Don\u2019t Cry") == SpotifyMatch::strong);
    CHECK(matchOf("\u0410\u043b\u0438\u0441\u0430", "\u0421\u043e\u043b\u043d\u0446\u0435", "\u0410\u041b\u0418\u0421\u0410",
                  "\u0441\u043e\u043b\u043d\u0446\u0435") == SpotifyMatch::strong);
    CHECK(matchOf("\u97f3\u697d", "\u6b4c", "\u97f3\u697d", "\u6b4c") == SpotifyMatch::strong);
    CHECK(matchOf("!!!", "One", "!!!", "One") == SpotifyMatch::strong);
}

TEST_CASE("two people's names are joined in many ways, and one of them is not the other") {
    CHECK(matchOf("Simon & Garfunkel", "One", "Simon and Garfunkel", "One") == SpotifyMatch::strong);
    CHECK(matchOf("Brian Eno & John Cale", "One", "Brian Eno", "One") == SpotifyMatch::strong);
    CHECK(matchOf("Tyler, The Creator", "One", "Tyler, The Creator", "One") == SpotifyMatch::strong);
    CHECK(matchOf("Earth, Wind & Fire", "One", "Earth, Wind & Fire", "One") == SpotifyMatch::strong);
    CHECK(matchOf("Ann & Bob", "One", "Ann & Carl", "One") == SpotifyMatch::none);
    CHECK(matchOf("Various Artists", "One", "Various Artists", "One") == SpotifyMatch::none);
}

TEST_CASE("of copies of one recording the one on the same album comes first, then the better one") {
    Own own;
    own.add("Ann", "One", 200s, "Best of Ann").add("Ann", "One", 201s).add("Ann", "One", 200s);
    own.songs[1].bitRateKbps = 128;
    CHECK(own.find(wanted("Ann", "One", 200s, "Album")).tracks == Tracks{3});
    CHECK(own.find(wanted("Ann", "One", 200s, "Best of Ann")).tracks == Tracks{1});
    own.songs[1].bitRateKbps = 900;
    CHECK(own.find(wanted("Ann", "One", 200s, "Album")).tracks == Tracks{2});
    CHECK(own.find(wanted("Ann", "One", 200s, "Album")).match == SpotifyMatch::strong);
}

TEST_CASE("songs of other lengths under one name are several, and the listener is asked") {
    Own own;
    own.add("Ann", "One", 200s, "First").add("Ann", "One", 260s, "Second").add("Ann", "One", 320s, "Third");
    const auto found = own.find(wanted("Ann", "One"));
    CHECK(found.match == SpotifyMatch::several);
    CHECK(found.tracks.size() == 3);
    CHECK(own.find(wanted("Ann", "One", 260s)).tracks == Tracks{2}); // the length tells
    CHECK(own.find(wanted("Ann", "One", 0ms, "Third")).tracks == Tracks{3});
    for (int i = 0; i < 40; ++i)
        own.add("Ann", "One", std::chrono::seconds(400 + 10 * i), "More");
    CHECK(own.find(wanted("Ann", "One")).tracks.size() == 20);
}

TEST_CASE("an intro is found on its album only") {
    Own own;
    own.add("Ann", "Intro", 60s, "Album");
    CHECK(own.find(wanted("Ann", "Intro")).match == SpotifyMatch::none);
    CHECK(own.find(wanted("Ann", "Intro", 0ms, "Album")).match == SpotifyMatch::strong);
    CHECK(own.find(wanted("Ann", "Intro", 60s, "Other")).match == SpotifyMatch::probable);
    CHECK(own.find(wanted("Ann", "Intro", 64s, "Other")).match == SpotifyMatch::none);
}

TEST_CASE("a local file of Spotify is found by its address") {
    const auto row = localFileOf("spotify:local:Oasis:Morning+Glory:Wonderwall:258");
    REQUIRE(row);
    const WantedSong song{row->title, row->artist, row->album, {}, row->duration};
    Own own;
    own.add("Oasis", "Wonderwall", 258'700ms, "(What's the Story) Morning Glory?");
    CHECK(own.find(song).match == SpotifyMatch::strong);
}

TEST_CASE("an album is all its songs") {
    Own own;
    own.add("Ann", "One", 1s, "Album (Deluxe)")
        .add("Ann", "Two", 1s, "album")
        .add("Bob", "One", 1s, "Album")
        .add("Ann", "x", 1s, "Live");
    own.add(OwnSong{.title = "Three", .artist = "Guest", .albumArtist = "Ann", .album = "Album"});
    CHECK(own.find(wanted("Ann", "", 0ms, "Album")).tracks == Tracks{1, 2, 5});
    CHECK(own.find(wanted("Ann", "", 0ms, "Album")).match == SpotifyMatch::strong);
    CHECK(own.find(wanted("Ann", "", 0ms, "Another")).match == SpotifyMatch::none);
    CHECK(own.find(wanted("", "", 0ms, "Album")).match == SpotifyMatch::probable);
    CHECK(own.find(wanted("", "")).match == SpotifyMatch::none);
}

TEST_CASE("each song that is wanted has its answer, in its place, and a stop ends it") {
    Own own;
    own.add("Ann", "One").add("Ann", "Two");
    const std::vector all{wanted("Ann", "Two", 200s), wanted("Nobody", "Nothing"), wanted("Ann", "One", 200s),
                          wanted("Ann", "Two", 200s)};
    const auto found = findOwn(own.songs, all);
    REQUIRE(found.size() == 4);
    CHECK(found[0].tracks == Tracks{2});
    CHECK(found[1].match == SpotifyMatch::none);
    CHECK(found[2].tracks == Tracks{1});
    CHECK(found[3].tracks == Tracks{2});
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = findOwn(own.songs, all, stop.get_token());
    CHECK(stopped.size() == 4);
    CHECK(findOwn({}, all).size() == 4);
    CHECK(findOwn(own.songs, {}).empty());
}

TEST_CASE("a number of a recording is compared without hyphens, and nothing else is one") {
    CHECK(normalIsrc("gb-aye-06-01498") == "GBAYE0601498");
    CHECK(normalIsrc("QZ A1B 23 00001") == "QZA1B2300001");
    for (const char* bad : {"", "GBAYE060149", "GBAYE06014988", "1BAYE0601498", "GBAYE06O1498", "GB-AYE", "G?AYE0601498"})
        CHECK(normalIsrc(bad).empty());
}

TEST_CASE("10,000 songs among 200,000 are found in two seconds", "[.bench]") {
    std::vector<OwnSong> own;
    for (int i = 0; i < 200'000; ++i) {
        const auto artist = "The Artist No " + std::to_string(i / 40);
        own.push_back({.id = i + 1,
                       .title = "A Song About Number " + std::to_string(i % 7919) + (i % 9 == 0 ? " (2011 Remaster)" : ""),
                       .artist = i % 5 == 0 ? artist + " feat. Somebody" : artist,
                       .albumArtist = artist,
                       .album = "Album " + std::to_string(i / 10),
                       .isrc = i % 2 == 0 ? "GBAYE" + std::to_string(1'000'000 + i) : "",
                       .duration = std::chrono::seconds(120 + i % 300),
                       .bitRateKbps = 320});
    }
    std::vector<WantedSong> songs;
    for (std::size_t i = 0; i < 10'000; ++i) {
        const auto& one = own[i * 19];
        songs.push_back({.title = one.title + " - Remastered",
                         .artist = one.albumArtist,
                         .album = one.album,
                         .isrc = i % 3 == 0 ? one.isrc : "",
                         .duration = i % 2 == 0 ? one.duration : 0s});
    }
    BENCHMARK("findOwn") { return findOwn(own, songs); };
    std::size_t found = 0;
    for (const auto& one : findOwn(own, songs))
        found += one.match >= SpotifyMatch::strong ? 1 : 0;
    CHECK(found == songs.size());
}
