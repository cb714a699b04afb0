// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/song_finder.h"

#include <catch2/catch.hpp>

#include <random>

using namespace segue;
using namespace segue::browse;

namespace {

constexpr std::chrono::sys_seconds kNow{std::chrono::sys_days{std::chrono::year(2024) / 6 / 15}};

Track songFinderSong(TrackId id, std::string title, std::string artist, std::string album) {
    Track track;
    track.id = id;
    track.path = "/music/" + album + "/" + title + (id % 2 == 0 ? ".flac" : ".mp3");
    track.title = std::move(title);
    track.artist = std::move(artist);
    track.album = std::move(album);
    return track;
}

SongList shelf() {
    std::vector<Track> songs{songFinderSong(1, "Sinnerman", "Nina Simone", "Pastel Blues"),
                             songFinderSong(2, "Bohemian Rhapsody", "Queen", "A Night at the Opera"),
                             songFinderSong(3, "Queens", "Queensr\u00FFche", "Empire"),
                             songFinderSong(4, "Enter Sandman", "Metallica", "Metallica"),
                             songFinderSong(5, "Under Pressure", "Queen, David Bowie", "Hot Space")};
    songs[4].artists = "Queen\nDavid Bowie";
    songs[0].year = 1965;
    songs[1].year = 1975;
    songs[0].originalYear = 1964;
    songs[0].format = "ALAC";
    songs[0].bitRateKbps = 900;
    songs[1].bitRateKbps = 128;
    songs[0].rating = 5;
    songs[1].rating = 2;
    songs[1].plays = 7;
    songs[0].genre = "Jazz, Soul";
    songs[1].genre = "Rock";
    songs[2].genre = "Progressive Rock";
    songs[3].heardGenre = "Rock";
    songs[0].heardGenre = "Folk";
    songs[0].heardAs = "Jazz";
    songs[0].features = SoundFeatures{.tempoBpm = 140.F, .key = 11, .loudnessLufs = -16.F};
    songs[3].isMissing = true;
    songs[0].state = AnalysisState::done;
    songs[2].state = AnalysisState::failed;
    songs[0].added = kNow - std::chrono::days(3);
    songs[1].added = kNow - std::chrono::days(300);
    return {songs};
}

std::vector<TrackId> found(SongFinder& finder, const SongList& songs, std::string_view text) {
    const auto query = finder.parse(text, kNow);
    const auto result = finder.find(songs, query);
    std::vector<TrackId> ids;
    for (std::size_t i = 0; i < songs.size(); ++i) {
        CAPTURE(text, i);
        CHECK(finder.matches(songs, static_cast<SongFinder::Index>(i), query) == result.songs[i]);
        if (result.songs[i])
            ids.push_back(songs.row(i).id);
    }
    return ids;
}

} // namespace

TEST_CASE("a search finds by words and by fields, and one song as it finds all") {
    using Ids = std::vector<TrackId>;
    const auto songs = shelf();
    SongFinder finder;
    const auto find = [&](std::string_view text) { return found(finder, songs, text); };
    CHECK(find("") == Ids{1, 2, 3, 4, 5});
    CHECK(find("queen") == Ids{2, 3, 5});
    CHECK(find("queen -bowie") == Ids{2, 3});
    CHECK(find("artist:=queen") == Ids{2, 5}); // one of several artists, too
    CHECK(find("title:queen") == Ids{3});
    CHECK(find("queensryche empire") == Ids{3});
    CHECK(find("\"night at the\"") == Ids{2});
    CHECK(find("genre:rock") == Ids{2, 3});
    CHECK(find("genre:=rock") == Ids{2});
    CHECK(find("genre:=soul") == Ids{1});
    CHECK(find("heard:jazz") == Ids{1});
    CHECK(find("heard:folk").empty()); // what it is heard as stands before the network's
    CHECK(find("heard:rock") == Ids{4});
    CHECK(find("year:1960..1969") == Ids{1});
    CHECK(find("year:<1970") == Ids{1}); // those without a year are not from before 1970
    CHECK(find("year:0") == Ids{3, 4, 5});
    CHECK(find("-year:1965") == Ids{2, 3, 4, 5});
    CHECK(find("rating:>=4") == Ids{1});
    CHECK(find("rating:0") == Ids{3, 4, 5});
    CHECK(find("rating:0..2") == Ids{2, 3, 4, 5});
    CHECK(find("rating:<3") == Ids{2});
    CHECK(find("plays:0") == Ids{1, 3, 4, 5});
    CHECK(find("plays:<5") == Ids{1, 3, 4, 5});
    CHECK(find("bpm:120..150") == Ids{1});
    CHECK(find("key:B") == Ids{1});
    CHECK(find("key:C").empty());
    CHECK(find("loudness:<-10") == Ids{1});
    CHECK(find("added:<30d") == Ids{1});
    CHECK(find("played:never").size() == 5);
    CHECK(find("is:missing") == Ids{4});
    CHECK(find("is:failed") == Ids{3});
    CHECK(find("-is:waiting") == Ids{1, 3});
    CHECK(find("path:opera") == Ids{2});
    CHECK(find("format:flac") == Ids{2, 4});
    CHECK(find("format:alac") == Ids{1}); // what is in it
    CHECK(find("bitrate:<192") == Ids{2});
    CHECK(find("bitrate:>192") == Ids{1});
    CHECK(find("originalyear:60s") == Ids{1});
    CHECK(find("albumartist:simone") == Ids{1});
}

TEST_CASE("an error in a word of five letters or more is forgiven where no song has the word as it stands") {
    const auto songs = shelf();
    SongFinder finder;
    using Ids = std::vector<TrackId>;
    CHECK(found(finder, songs, "metalica") == Ids{4});
    CHECK(finder.find(songs, finder.parse("metalica", kNow)).forgiven == std::vector<std::string>{"metalica"});
    CHECK(found(finder, songs, "qeuen") == Ids{2, 3, 5});
    CHECK(found(finder, songs, "artist:bowei") == Ids{5});
    CHECK(finder.find(songs, finder.parse("queen", kNow)).forgiven.empty());
    CHECK(found(finder, songs, "artist:empire").empty()); // it is there as an album, but not nearly as an artist
    CHECK(found(finder, songs, "ninz").empty());          // four letters
    CHECK(found(finder, songs, "-metalica").size() == 5);
    CHECK(found(finder, songs, "artist:=metalica").empty());
    CHECK(found(finder, songs, "sinerman rating:5") == Ids{1});
}

TEST_CASE("songs that come or change after a search are found by it, too") {
    auto songs = shelf();
    SongFinder finder;
    const auto query = finder.parse("mercury year:1985", kNow);
    CHECK(found(finder, songs, "mercury year:1985").empty());
    auto late = songFinderSong(9, "I Was Born to Love You", "Freddie Mercury", "Mr. Bad Guy");
    late.year = 1985;
    songs.add(late);
    CHECK(finder.matches(songs, 5, query));
    CHECK(found(finder, songs, "mercury year:1985") == std::vector<TrackId>{9});
}

TEST_CASE("of many songs a search finds those that a look at each finds", "[.bench]") {
    std::mt19937 random(11);
    std::vector<Track> songs;
    const auto word = [&] {
        std::string text;
        for (auto i = 2 + random() % 9; i > 0; --i)
            text += static_cast<char>('a' + random() % 26);
        return text;
    };
    for (TrackId id = 1; id <= 200'000; ++id) {
        songs.push_back(songFinderSong(id, word() + ' ' + word() + ' ' + word(),
                                       "artist " + std::to_string(random() % 12'000) + ' ' + word(),
                                       "album " + std::to_string(random() % 20'000)));
        songs.back().year = 1950 + static_cast<int>(random() % 75);
    }
    const SongList list(songs);
    SongFinder finder;
    (void)finder.find(list, finder.parse("warm", kNow));
    BENCHMARK("one word among 200,000 songs") { return finder.find(list, finder.parse("alb", kNow)); };
    BENCHMARK("a word with an error") { return finder.find(list, finder.parse("artyst", kNow)); };
    BENCHMARK("a word that is nowhere") { return finder.find(list, finder.parse("qqqqqqqqq", kNow)); };
    BENCHMARK("words and fields") { return finder.find(list, finder.parse("artist year:1960..1969 -album:19 rating:0", kNow)); };
}
