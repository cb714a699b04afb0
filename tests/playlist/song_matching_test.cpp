// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/song_matching.h"

#include "engine/playlist/where_spelling.h"
#include "engine/words/section.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <ctime>

using namespace segue;
using namespace std::chrono_literals;

namespace {

constexpr const char* kComposed = "Caf\xC3\xA9"; // é as one letter
constexpr const char* kApart = "Cafe\xCC\x81";   // e and an accent
const std::string kLatin = "Caf\xE9";

struct SongMatchingFixture {
    SongMatcher matcher;
    TrackId last = 0;

    TrackId put(const std::string& path, const std::string& title = "T", const std::string& artist = "A",
                std::chrono::milliseconds length = 100s) {
        matcher.add({.id = ++last, .path = path, .title = title, .artist = artist, .duration = length});
        return last;
    }
    /// One song and how it was found; none and 0 if it was not.
    std::pair<LineMatch, TrackId> find(const std::string& where, const std::string& words = {},
                                       std::chrono::milliseconds length = 0s) {
        FileLine line{.where = where, .length = length};
        putWords(line, words);
        const auto match = matcher.find(line, "/home/me/lists");
        return {match.how, match.songs.empty() ? 0 : match.songs.front()};
    }
};

using Found = std::pair<LineMatch, TrackId>;
const Found kNone{LineMatch::none, 0};

} // namespace

TEST_CASE_METHOD(SongMatchingFixture, "a path names its song, absolute or relative to the list") {
    const auto a = put("/music/a/one.mp3"), b = put("/home/me/lists/sub/two.mp3");
    CHECK(find("/music/a/one.mp3") == Found{LineMatch::path, a});
    CHECK(find("../../../music/./a/one.mp3") == Found{LineMatch::path, a});
    CHECK(find("sub/two.mp3") == Found{LineMatch::path, b});
    CHECK(find("file:///music/a/one.mp3") == Found{LineMatch::path, a});
    CHECK(find("file://localhost/music/a/one.mp3") == Found{LineMatch::path, a});
}

TEST_CASE_METHOD(SongMatchingFixture,
                 "a path written otherwise names its song: percent signs, backslashes, case, accents, code pages") {
    const auto a = put("/music/A b/#1 100%.mp3"), e = put(std::string("/music/") + kComposed + "/x y.mp3");
    CHECK(find("file:///music/A%20b/%231%20100%25.mp3") == Found{LineMatch::path, a});
    CHECK(find("/music/A%20b/%231%20100%25.mp3") == Found{LineMatch::spelling, a});
    CHECK(find("/music/A b/#1 100%.mp3") == Found{LineMatch::path, a});
    CHECK(find("..\\..\\..\\music\\A b\\#1 100%.mp3") == Found{LineMatch::spelling, a});
    CHECK(find("/MUSIC/a B/#1 100%.MP3") == Found{LineMatch::spelling, a});
    CHECK(find(std::string("/music/") + kApart + "/x y.mp3") == Found{LineMatch::spelling, e});
    CHECK(find("/music/" + kLatin + "/x y.mp3") == Found{LineMatch::spelling, e});
    CHECK(find("/music/Caf%C3%A9/x%20y.mp3") == Found{LineMatch::spelling, e});
    CHECK(find("C:\\music\\" + kLatin + "\\x y.mp3") == Found{LineMatch::spelling, e});
}

TEST_CASE_METHOD(SongMatchingFixture, "a percent sign that is part of a name is taken as it is first") {
    const auto raw = put("/music/a%20b.mp3"), decoded = put("/music/a b.mp3");
    CHECK(find("/music/a%20b.mp3") == Found{LineMatch::path, raw});
    CHECK(find("/music/a b.mp3") == Found{LineMatch::path, decoded});
}

TEST_CASE_METHOD(SongMatchingFixture, "music that was elsewhere is found by the longest end of its path") {
    const auto one = put("/music/Nina/Blues/01.mp3", "One"), two = put("/music/Etta/Blues/01.mp3", "Two");
    CHECK(find("D:\\Audio\\Nina\\Blues\\01.mp3") == Found{LineMatch::tail, one});
    CHECK(find("/mnt/usb/etta/blues/01.mp3") == Found{LineMatch::tail, two});
    CHECK(find("/mnt/usb/Aretha/Blues/01.mp3") == kNone); // either could be meant
}

TEST_CASE_METHOD(SongMatchingFixture, "a name alone does if it is the only one, and the line's length is not another song's") {
    const auto one = put("/music/Nina/Sinnerman.mp3", "Sinnerman", "Nina", 622s);
    CHECK(find("/mnt/Sinnerman.mp3") == Found{LineMatch::tail, one});
    CHECK(find("/mnt/Sinnerman.mp3", "", 620s) == Found{LineMatch::tail, one});
    CHECK(find("/mnt/Sinnerman.mp3", "", 200s) == kNone);
}

TEST_CASE_METHOD(SongMatchingFixture, "of several songs that a path's end could mean, the line's words tell which") {
    put("/a/CD1/01.mp3", "Intro", "X", 60s);
    const auto two = put("/b/CD1/01.mp3", "Outro", "Y", 90s);
    CHECK(find("/z/CD1/01.mp3", "Y - Outro", 91s) == Found{LineMatch::tail, two});
    CHECK(find("/z/CD1/01.mp3", "Z - Nothing") == kNone);
}

TEST_CASE_METHOD(SongMatchingFixture, "artist, title and length find a song under whatever name") {
    const auto one = put("/music/x.mp3", "Feeling Good", "Nina Simone", 174s);
    put("/music/y.mp3", "Feeling Good", "Muse", 199s);
    CHECK(find("/gone/01 feeling.ogg", "nina simone - Feeling good", 175s) == Found{LineMatch::words, one});
    CHECK(find("/gone/01 feeling.ogg", "Nina Simone - Feeling Good") == Found{LineMatch::words, one});
    CHECK(find("/gone/01 feeling.ogg", "Nina Simone - Feeling Good", 300s) == kNone);
    CHECK(find("/gone/01 feeling.ogg", "Feeling Good", 174s) == Found{LineMatch::words, one});
    CHECK(find("/gone/01 feeling.ogg", "Feeling Good") == kNone);
    const auto dash = put("/music/z.mp3", "Two - Part", "A - B", 50s);
    CHECK(find("/gone/q.mp3", "A - B - Two - Part", 50s) == Found{LineMatch::words, dash});
}

TEST_CASE_METHOD(SongMatchingFixture, "addresses stay addresses, and what is nowhere is nothing") {
    put("/music/a.mp3");
    CHECK(find("http://radio.example/a.mp3") == Found{LineMatch::address, 0});
    CHECK(find("") == kNone);
    CHECK(find("/") == kNone);
    CHECK(find(std::string("a\0b", 3)) == kNone);
    CHECK(find("../../../../../../../../b.mp3") == kNone);
    CHECK(find("%") == kNone);
}

TEST_CASE_METHOD(SongMatchingFixture, "a remark that looks like a name is one only if the file is there") {
    const auto one = put("/home/me/lists/#1 hit.mp3");
    FileLine line{.where = "#1 hit.mp3", .mayBeRemark = true};
    CHECK(matcher.find(line, "/home/me/lists").songs == std::vector{one});
    CHECK(matcher.find(line, "/elsewhere").how == LineMatch::none);
}

TEST_CASE_METHOD(SongMatchingFixture,
                 "a file that a sheet divides is all of its songs, or the one that begins where the line says") {
    std::vector<TrackId> all;
    for (const std::int64_t start : {0, 100, 200})
        all.push_back(put(sectionPath("/music/album.flac", {start * 75 + 30, 7'500}).native(), "Part " + std::to_string(start)));
    FileLine line{.where = "/music/album.flac"};
    CHECK(matcher.find(line, "/").songs == all);
    line.start = 100;
    CHECK(matcher.find(line, "/").songs == std::vector{all[1]});
}

TEST_CASE_METHOD(SongMatchingFixture, "the copy that is there counts") {
    matcher.add({.id = 1, .path = "/old/a/b.mp3", .title = "T", .artist = "A", .duration = 100s, .isThere = false});
    matcher.add({.id = 2, .path = "/new/a/b.mp3", .title = "T", .artist = "A", .duration = 100s, .isThere = true});
    CHECK(find("/mnt/a/b.mp3") == Found{LineMatch::tail, 2});
}

TEST_CASE("a list of 100,000 lines among 200,000 songs", "[.bench]") {
    SongMatcher matcher;
    for (TrackId id = 1; id <= 200'000; ++id)
        matcher.add({.id = id,
                     .path = "/music/Artist " + std::to_string(id / 100) + "/Album " + std::to_string(id / 10) + "/" +
                             std::to_string(id % 10) + " - Song.mp3",
                     .title = "Song " + std::to_string(id),
                     .artist = "Artist " + std::to_string(id / 100),
                     .duration = std::chrono::seconds(100 + id % 200)});
    for (const std::string root : {"/music", "E:\\Musik", "/nowhere"}) {
        const auto begin = std::clock();
        std::size_t found = 0;
        for (TrackId id = 1; id <= 200'000; id += 2) {
            FileLine line{.where = root + "/Artist " + std::to_string(id / 100) + "/Album " + std::to_string(id / 10) + "/" +
                                   (root == "/nowhere" ? "x" : "") + std::to_string(id % 10) + " - Song.mp3",
                          .title = "Song " + std::to_string(id),
                          .artist = "Artist " + std::to_string(id / 100),
                          .length = std::chrono::seconds(100 + id % 200)};
            found += matcher.find(line, "/lists").songs == std::vector{id} ? 1 : 0;
        }
        const auto took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        WARN(root << ": " << found << " of 100000 in " << took << " s of CPU");
        CHECK(found == 100'000);
    }
}
