// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/play_counter.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::playback;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// A listener at the controls; every tenth of a second the player tells where it is.
struct PlayCounterListening {
    PlayCounter counter;
    PlaybackStatus now;
    std::vector<TrackId> counted;

    void tell() {
        if (const auto song = counter.take(now))
            counted.push_back(*song);
    }
    void start(TrackId song, milliseconds length) {
        now = {.state = PlayState::playing, .length = length};
        now.item.track.id = song;
        tell();
    }
    void hear(milliseconds time) {
        for (milliseconds heard{0}; heard < time; heard += 100ms) {
            now.position += 100ms;
            tell();
        }
    }
    void jump(milliseconds position) {
        now.position = position;
        tell();
    }
    void stop() {
        now.state = PlayState::stopped;
        now.position = 0ms;
        tell();
    }
};

using PlayCounterSongs = std::vector<TrackId>;

} // namespace

TEST_CASE("a song counts as played when half of it was heard, once") {
    PlayCounterListening listening;
    listening.start(7, 200s);
    listening.hear(99s);
    CHECK(listening.counted.empty());
    listening.hear(1s);
    CHECK(listening.counted == PlayCounterSongs{7});
    listening.hear(100s);
    CHECK(listening.counted == PlayCounterSongs{7});
}

TEST_CASE("of a long song four minutes are enough") {
    PlayCounterListening listening;
    listening.start(7, 3600s);
    listening.hear(239s);
    CHECK(listening.counted.empty());
    listening.hear(1s);
    CHECK(listening.counted == PlayCounterSongs{7});
}

TEST_CASE("what is skipped was not heard") {
    PlayCounterListening listening;
    listening.start(7, 200s);
    listening.hear(10s);
    listening.jump(150s);
    listening.hear(49s);
    CHECK(listening.counted.empty());
}

TEST_CASE("a pause takes nothing away") {
    PlayCounterListening listening;
    listening.start(7, 200s);
    listening.hear(60s);
    listening.now.state = PlayState::paused;
    listening.tell();
    listening.now.state = PlayState::playing;
    listening.hear(40s);
    CHECK(listening.counted == PlayCounterSongs{7});
}

TEST_CASE("every start counts anew: by the list, after a stop, and from the beginning again") {
    PlayCounterListening listening;
    listening.start(7, 20s);
    listening.hear(20s);
    listening.start(8, 20s);
    listening.hear(20s);
    listening.start(8, 20s); // it stands in the list twice
    listening.hear(20s);
    listening.stop();
    listening.start(8, 20s);
    listening.hear(15s);
    listening.jump(0s);
    listening.hear(9s);
    CHECK(listening.counted == PlayCounterSongs{7, 8, 8, 8});
    listening.hear(1s);
    CHECK(listening.counted == PlayCounterSongs{7, 8, 8, 8, 8});
}

TEST_CASE("a preview and a file outside every library never count") {
    PlayCounterListening listening;
    listening.start(7, 30s);
    listening.now.item.length = 30s;
    listening.hear(30s);
    listening.start(0, 100s);
    listening.hear(100s);
    CHECK(listening.counted.empty());
}

TEST_CASE("where the player does not know the length the tag's counts, else four minutes") {
    PlayCounterListening listening;
    listening.start(7, 0s);
    listening.now.item.track.duration = 60s;
    listening.hear(30s);
    CHECK(listening.counted == PlayCounterSongs{7});
    listening.start(8, 0s);
    listening.hear(230s);
    CHECK(listening.counted == PlayCounterSongs{7});
    listening.hear(10s);
    CHECK(listening.counted == PlayCounterSongs{7, 8});
}
