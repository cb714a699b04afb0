// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/library/scan_turns.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using namespace segue;

TEST_CASE("a scan that nobody overtook knows it, and the next one has its turn when it leaves") {
    ScanTurns turns;
    ScanTurns::Place first(turns), second(turns);
    CHECK_FALSE(first.take({})); // it may have been anybody's before
    CHECK(first.take({}));
    CHECK(first.take({}));
    first.leave();
    CHECK_FALSE(second.take({}));
    CHECK(second.take({}));
    second.leave();
    CHECK_FALSE(first.take({})); // somebody had a turn
    CHECK(first.take({}));
}

TEST_CASE("while a scan gives signs of life it keeps its turn; one that stands still loses it, and hears so") {
    ScanTurns turns;
    ScanTurns::Place standing(turns);
    CHECK_FALSE(standing.take({}));
    ScanTurns::Place next(turns);
    CHECK_FALSE(next.take({})); // comes when the other has been silent for long enough
    standing.sign();            // too late
    CHECK(next.take({}));
    next.leave();
    CHECK_FALSE(standing.take({}));
    CHECK(standing.take({}));
}

TEST_CASE("a scan that waits for its turn sees that it is asked to stop") {
    ScanTurns turns;
    ScanTurns::Place working(turns);
    CHECK_FALSE(working.take({}));
    std::atomic<bool> hasEnded{false};
    std::jthread waiting([&](const std::stop_token& stop) {
        ScanTurns::Place place(turns);
        static_cast<void>(place.take(stop));
        hasEnded = true;
    });
    waiting.request_stop();
    while (!hasEnded) {
        working.sign();
        std::this_thread::yield();
    }
    CHECK(hasEnded);
}
