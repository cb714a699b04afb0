// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/section.h"

#include <catch2/catch.hpp>

using namespace segue;
namespace fs = std::filesystem;

TEST_CASE("a section's path names its file and its stretch, and whole files name themselves") {
    const auto song = sectionPath("/music/a/album.flac", {.start = 300, .length = 75});
    CHECK(fileOf(song) == "/music/a/album.flac");
    CHECK(sectionOf(song) == Section{300, 75});
    CHECK(sectionOf(sectionPath("album.flac", {})) == Section{0, 0});
    CHECK(song != sectionPath("/music/a/album.flac", {.start = 300, .length = 76}));
    CHECK(fileOf("/music/a/album.flac") == "/music/a/album.flac");
    CHECK_FALSE(sectionOf("/music/a/album.flac"));
    CHECK_FALSE(sectionOf(""));
}

TEST_CASE("names that only look like a section's are files") {
    for (const char* name :
         {"/music/.section-", "/music/a/.section-1", "/music/a/.section-1-", "/music/a/.section--1-2", "/music/a/.section-1-2x",
          "/music/a/.section-99999999999999999999-1", "/.section-1-2", "/music/a/.section-1-2/b.mp3"}) {
        INFO(name);
        CHECK_FALSE(sectionOf(name));
        CHECK(fileOf(name) == name);
    }
}

TEST_CASE("a stretch of a song is a section, within the section that the song may be, and ends with it") {
    using namespace std::chrono_literals;
    CHECK(sectionOf(sectionWithin("/a.flac", 2000ms, 4000ms)) == Section{150, 300});
    CHECK(sectionOf(sectionWithin("/a.flac", -5ms, 0ms)) == Section{0, 1});
    const auto whole = sectionPath("/a.flac", {.start = 750, .length = 750});
    CHECK(sectionOf(sectionWithin(whole, 2000ms, 4000ms)) == Section{900, 300});
    CHECK(sectionOf(sectionWithin(whole, 8000ms, 30'000ms)) == Section{1350, 150});
    CHECK(sectionOf(sectionWithin(whole, 90'000ms, 4000ms)) == Section{1499, 1});
    CHECK(fileOf(sectionWithin(whole, 2000ms, 4000ms)) == "/a.flac");
}
