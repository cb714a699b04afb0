// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/rating_text.h"
#include "engine/words/foreign_scales.h"

#include <catch2/catch.hpp>

using namespace segue;

namespace {

std::int64_t secondsIn(std::string_view text) {
    return dateInText(text).value_or(std::chrono::sys_seconds{}).time_since_epoch().count();
}

} // namespace

TEST_CASE("half stars count as whole ones, up, and the least rating is one star") {
    CHECK(starsOfShare(0.0) == 0);
    CHECK(starsOfShare(-1.0) == 0);
    CHECK(starsOfShare(0.01) == 1);
    CHECK(starsOfShare(0.5) == 3); // 2.5
    CHECK(starsOfShare(0.7) == 4); // 3.5
    CHECK(starsOfShare(1.0) == 5);
    CHECK(starsOfShare(7.0) == 5);
    CHECK(starsOfFive(3.5) == 4);
}

TEST_CASE("ratings in tags are read by the ranges that players use") {
    using namespace audio::tagging;
    const std::pair<int, int> popularity[] = {{0, 0}, {1, 1}, {31, 1}, {64, 2}, {128, 3}, {186, 4}, {196, 4}, {242, 5}, {255, 5}};
    for (const auto& [byte, stars] : popularity) {
        INFO(byte);
        CHECK(starsOfPopularity(byte) == stars);
    }
    CHECK(starsOfTexts("0.8", "") == 4);
    CHECK(starsOfTexts("", "4") == 4);
    CHECK(starsOfTexts("", "80") == 4);
    CHECK(starsOfTexts("", "8") == 4);
    CHECK(starsOfTexts("", "25") == 2); // Windows
    CHECK(starsOfTexts("1.0", "1") == 5);
    for (const char* none : {"", "0", "-3", "101", "five", "nan", "1e9", "                      5"}) {
        INFO(none);
        CHECK(starsOfTexts("", none) == 0);
    }
}

TEST_CASE("dates are read as players and exports write them") {
    CHECK(secondsIn("2014-10-31T10:11:12Z") == 1'414'750'272);
    CHECK(secondsIn("2014-10-31 10:11") == 1'414'750'260);
    CHECK(secondsIn("31 Oct 2014, 10:11") == 1'414'750'260);
    CHECK(secondsIn("31 Oct 2014 10:11") == 1'414'750'260);
    CHECK(secondsIn("1414750272") == 1'414'750'272);
    CHECK(secondsIn("1414750272000") == 1'414'750'272);
    for (const char* none : {"", "yesterday", "0", "-5", "2014-13-45 10:11", "31 Foo 2014", "99999999999999999999"}) {
        INFO(none);
        CHECK_FALSE(dateInText(none));
    }
}

TEST_CASE("addresses of files become paths, and those of anything else none") {
    CHECK(pathOfAddress("file:///music/a%20b%23.mp3") == "/music/a b#.mp3");
    CHECK(pathOfAddress("file://localhost/music/%C3%A9.mp3") == "/music/\xC3\xA9.mp3");
    CHECK(pathOfAddress("/music/100%.mp3") == "/music/100%.mp3");
    CHECK(pathOfAddress("file:///music/100%.mp3") == "/music/100%.mp3");
    CHECK(pathOfAddress("http://radio.example/stream").empty());
    CHECK(pathOfAddress("file:///a%00b").empty());
    CHECK(pathOfAddress("").empty());
}
