// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/lyrics.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace segue;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

using Lines = std::vector<std::pair<milliseconds, std::string>>;

Lines linesOf(const Lyrics& lyrics) {
    Lines lines;
    for (const auto& line : lyrics.lines)
        lines.emplace_back(line.at, line.text);
    return lines;
}

Lines timed(std::string_view text) {
    const auto lyrics = parseLyrics(text);
    CHECK(lyrics.isTimed);
    return linesOf(lyrics);
}

Lines plain(std::string_view text) {
    const auto lyrics = parseLyrics(text);
    CHECK_FALSE(lyrics.isTimed);
    return linesOf(lyrics);
}

} // namespace

TEST_CASE("a line of LRC is sung at each of its times, and all are in order") {
    CHECK(timed("[ti:Title]\n[ar: Artist]\n[00:10.00]Verse\n[01:00.50] [00:20.50]Chorus\n[00:00.00]\n") ==
          Lines{{0ms, ""}, {10s, "Verse"}, {20'500ms, "Chorus"}, {60'500ms, "Chorus"}});
    CHECK(timed("[00:01]a\r\n[0:02.5]b\r[00:03.25]c\n[00:04.125]d\n[00:05:50]e\n[120:00,00]f") ==
          Lines{{1s, "a"}, {2'500ms, "b"}, {3'250ms, "c"}, {4'125ms, "d"}, {5'500ms, "e"}, {120min, "f"}});
}

TEST_CASE("an offset makes the words come sooner, or later, whatever stands around its number") {
    for (const char* offset : {"[offset:500]", "[offset:+500]", "[offset: +500 ]", "[Offset:+ 500]", "[OFFSET : 500]"})
        CHECK(timed(std::string(offset) + "\n[00:01.00]a") == Lines{{500ms, "a"}});
    CHECK(timed("[00:01.00]a\n[offset:-500]") == Lines{{1'500ms, "a"}});
    CHECK(timed("[00:01.00]a\n[offset:-  250]") == Lines{{1'250ms, "a"}});
    CHECK(timed("[offset:5000]\n[00:01.00]a") == Lines{{0ms, "a"}});
    CHECK(timed("[offset:soon]\n[00:01.00]a") == Lines{{1s, "a"}});
}

TEST_CASE("times of words are left out, and other angle brackets stay") {
    CHECK(timed("[00:01.00]<00:01.00>One <00:01.50> two<00:02> th<00:03>ree") == Lines{{1s, "One two three"}});
    CHECK(timed("[00:01.00]I <3 you <b>") == Lines{{1s, "I <3 you <b>"}});
}

TEST_CASE("text without times is read as it stands, with its empty lines") {
    CHECK(plain("[Chorus]\nLa la\n\nLa [again]\n\n") == Lines{{0ms, "[Chorus]"}, {0ms, "La la"}, {0ms, ""}, {0ms, "La [again]"}});
    CHECK(plain("").empty());
    CHECK(plain("[00:61x]not a time") == Lines{{0ms, "[00:61x]not a time"}});
}

TEST_CASE("in a text with times lines without one are left out") {
    CHECK(timed("Sung by\n[by:somebody]\n[00:01]a\nremark\n[length:03:20]\n") == Lines{{1s, "a"}});
}

TEST_CASE("a megabyte of anything is read in no time, into a list that has an end") {
    std::string stamps;
    while (stamps.size() < (1U << 20U))
        stamps += "[00:01.00]";
    CHECK(timed(stamps).size() == 20'000);
    std::string lines;
    while (lines.size() < (1U << 20U))
        lines += "a\n";
    CHECK(plain(lines).size() == 20'000);
    CHECK(plain(std::string(1U << 20U, '[')).size() == 1);
    CHECK(timed("[00:01]" + std::string(1U << 20U, '<')).size() == 1);
}

TEST_CASE("bytes that are no text become text") {
    CHECK(timed("[00:01]a\xFF"
                "b") == Lines{{1s, "a\xEF\xBF\xBD"
                                   "b"}});
}
