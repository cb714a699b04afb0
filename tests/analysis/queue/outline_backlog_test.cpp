// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/outline_backlog.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace segue;
using namespace segue::analysis;
using namespace std::chrono_literals;

namespace {

struct OutlineBacklogFixture {
    OutlineBacklog backlog{true};
    OutlineBacklog::Time now{};

    void refill(TrackId first, TrackId last) {
        std::vector<store::OutlineWaiting> songs;
        for (TrackId track = first; track <= last; ++track)
            songs.push_back({track, std::to_string(track), 3min});
        backlog.refill(std::move(songs), now);
    }
    /// Reads the next song for a second.
    void read() {
        const auto song = backlog.take(now);
        REQUIRE(song);
        backlog.end(song->track, false, now += 1s);
    }
    QueueProgress progress() const {
        QueueProgress told;
        backlog.describe(told);
        return told;
    }
};

} // namespace

TEST_CASE_METHOD(OutlineBacklogFixture, "whole songs are read in the store's order, and one that is put back is next") {
    refill(1, 3);
    CHECK(backlog.take(now)->track == 1);
    CHECK(backlog.take(now)->track == 2);
    backlog.putBack(2);
    CHECK(backlog.take(now)->track == 2);
    backlog.end(1, false, now);
    backlog.end(2, true, now);
    CHECK(progress().done == 2);
    CHECK(progress().total == 3);
    CHECK(backlog.take(now)->track == 3);
    CHECK_FALSE(backlog.take(now));
}

TEST_CASE_METHOD(OutlineBacklogFixture, "the hours in which new songs are analysed count for no outline's time") {
    refill(1, 100);
    for (int i = 0; i < 20; ++i)
        read();
    CHECK(progress().timeLeft == 80s);
    now += 2h;
    refill(21, 110); // those that were analysed meanwhile have come
    read();
    CHECK(progress().timeLeft == 89s);
}

TEST_CASE_METHOD(OutlineBacklogFixture, "nor do they for an outline that stands still meanwhile") {
    refill(1, 100);
    for (int i = 0; i < 20; ++i)
        read();
    const auto song = backlog.take(now);
    backlog.goOn(now += 2h);
    backlog.end(song->track, false, now += 1s);
    CHECK(progress().timeLeft == 79s);
}
