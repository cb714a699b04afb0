// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/buffer_watch.h"

#include <catch2/catch.hpp>

using namespace segue::playback;
using namespace std::chrono_literals;

namespace {

struct Fixture {
    BufferWatch watch;
    BufferWatch::Time now{};

    Fixture() { watch.begin(now); }
    void look(double ahead, std::chrono::milliseconds length = 20ms, bool moreToCome = true) {
        for (const auto end = now + length; now < end; now += 20ms)
            watch.look(ahead, moreToCome, now);
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "a buffer that stays full is no strain, nor one that has just begun to fill") {
    look(0.0, 200ms);
    CHECK_FALSE(watch.isStrained());
    look(0.7, 60s);
    CHECK_FALSE(watch.isStrained());
}

TEST_CASE_METHOD(Fixture, "a buffer that runs low is a strain until it was full for ten seconds") {
    look(0.7, 5s);
    look(0.2);
    CHECK(watch.isStrained());
    look(0.7, 9s);
    look(0.4); // not full: counted anew
    look(0.7, 9s);
    CHECK(watch.isStrained());
    look(0.7, 2s);
    CHECK_FALSE(watch.isStrained());
}

TEST_CASE_METHOD(Fixture, "a song that cannot be decoded as fast as it sounds is a strain") {
    look(0.05, 4s);
    CHECK(watch.isStrained());
}

TEST_CASE_METHOD(Fixture, "the end of a list is no strain") {
    look(0.7, 5s);
    look(0.1, 1s, false);
    CHECK_FALSE(watch.isStrained());
}

TEST_CASE_METHOD(Fixture, "a jump does not make a strained player calm, nor a calm one strained") {
    look(0.7, 5s);
    watch.begin(now);
    look(0.0, 500ms);
    CHECK_FALSE(watch.isStrained());
    look(0.7, 1s);
    look(0.1);
    watch.begin(now);
    look(0.7, 5s);
    CHECK(watch.isStrained());
}
