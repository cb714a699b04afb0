// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/listen_counter.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::playback;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// A listener at the controls; every tenth of a second the player tells where it is.
struct Listening {
    ListenCounter counter;
    PlaybackStatus now;
    ListenCounter::Clocks clocks{.steady = std::chrono::steady_clock::time_point(100h),
                                 .wall = std::chrono::sys_seconds{1'700'000'000s}};
    std::vector<Listen> began, counted;

    void tell() {
        const auto told = counter.take(now, clocks);
        if (told.began)
            began.push_back(*told.began);
        if (told.counted)
            counted.push_back(*told.counted);
    }
    void pass(milliseconds time) {
        clocks.steady += time;
        clocks.wall += time;
    }
    void start(const std::string& title, milliseconds length) {
        const auto order = now.begun;
        now = {.state = PlayState::playing, .length = length, .begun = order + 1};
        now.item.track.path = "/music/" + title;
        now.item.track.title = title;
        now.item.track.artist = "Artist";
        tell();
    }
    void hear(milliseconds time) {
        for (milliseconds heard{0}; heard < time; heard += 100ms) {
            pass(100ms);
            now.position += 100ms;
            tell();
        }
    }
    void jump(milliseconds position) {
        pass(10ms);
        now.position = position;
        tell();
    }
};

} // namespace

TEST_CASE("a listen counts at half of the song or four minutes, with the time at which it began") {
    Listening one;
    one.start("a", 100s);
    REQUIRE(one.began.size() == 1);
    CHECK(one.began[0].title == "a");
    one.hear(49'900ms);
    CHECK(one.counted.empty());
    one.hear(200ms);
    REQUIRE(one.counted.size() == 1);
    CHECK(one.counted[0].at == std::chrono::sys_seconds{1'700'000'000s});
    CHECK(one.counted[0].duration == 100s);
    one.hear(50s);
    CHECK(one.counted.size() == 1);
    one.start("long", 1h);
    one.hear(239s);
    CHECK(one.counted.size() == 1);
    one.hear(2s);
    CHECK(one.counted.size() == 2);
}

TEST_CASE("what counts is the time that was heard, not the position") {
    Listening one;
    one.start("a", 100s);
    one.hear(10s);
    one.jump(95s);
    one.hear(4s);
    CHECK(one.counted.empty());
    one.jump(20s);
    one.hear(37s);
    CHECK(one.counted.size() == 1);
    for (int i = 0; i < 1000; ++i) { // many small jumps are no hearing either
        one.start("b", 100s);
        one.jump(milliseconds(700) * (i + 1));
    }
    CHECK(one.counted.size() == 1);
}

TEST_CASE("songs under 30 seconds, previews and songs without a name are no listens") {
    Listening one;
    one.start("short", 29'900ms);
    one.hear(29'900ms);
    CHECK(one.began.empty());
    CHECK(one.counted.empty());
    one.start("just", 30s);
    one.hear(15'100ms);
    CHECK(one.counted.size() == 1);
    one.start("nameless", 100s);
    one.now.item.track.artist.clear();
    one.hear(90s);
    CHECK(one.counted.size() == 1);
    one.start("preview", 100s);
    one.now.item.length = 30s;
    one.hear(90s);
    CHECK(one.counted.size() == 1);
}

TEST_CASE("a song that repeats is a listen each time, one that is paused is one") {
    Listening one;
    one.start("a", 60s);
    one.hear(20s);
    one.now.state = PlayState::paused;
    one.tell();
    one.pass(1h);
    one.tell();
    one.now.state = PlayState::playing;
    one.hear(10'100ms);
    REQUIRE(one.counted.size() == 1);
    CHECK(one.began.size() == 1);
    one.start("a", 60s);
    one.hear(31s);
    REQUIRE(one.counted.size() == 2);
    CHECK(one.counted[0].at < one.counted[1].at);
    one.jump(0ms);
    one.hear(31s);
    CHECK(one.counted.size() == 3);
}

TEST_CASE("a song that waits, paused, since the last start has begun when it is heard") {
    Listening one;
    one.now.state = PlayState::paused;
    one.now.item.track = {.path = "/music/a", .title = "a", .artist = "Artist"};
    one.now.length = 100s;
    one.now.position = 40s;
    one.tell();
    CHECK(one.began.empty());
    one.pass(60s);
    one.now.state = PlayState::playing;
    one.tell();
    REQUIRE(one.began.size() == 1);
    CHECK(one.began[0].at == std::chrono::sys_seconds{1'700'000'060s});
    one.hear(51s);
    CHECK(one.counted.size() == 1);
}
