// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/backlog.h"

#include <catch2/catch.hpp>

#include <ctime>
#include <numeric>

using namespace segue;
using namespace segue::analysis;
using namespace std::chrono_literals;

namespace {

struct Fixture {
    Backlog backlog{90s};
    Backlog::Time now{};

    void refill(const std::vector<TrackId>& tracks) {
        std::vector<store::WaitingSong> songs;
        for (const TrackId track : tracks)
            songs.push_back({track, 3min});
        backlog.refill(songs, now);
    }
    std::vector<TrackId> takeAll() {
        std::vector<TrackId> taken;
        while (const auto track = backlog.take(false, now)) {
            taken.push_back(*track);
            backlog.end(*track, false, now += 1s);
        }
        return taken;
    }
    QueueProgress progress() const {
        QueueProgress told;
        backlog.describe(told);
        return told;
    }
};

using Tracks = std::vector<TrackId>;

} // namespace

TEST_CASE_METHOD(Fixture, "songs that wait have their turn in the store's order, each once") {
    refill({3, 1, 2});
    CHECK(takeAll() == Tracks{3, 1, 2});
    CHECK(backlog.left() == 0);
}

TEST_CASE_METHOD(Fixture, "clicked songs come first, then those on the screen, then those to be tried again") {
    refill({1, 2, 3, 4, 5, 6, 7});
    backlog.tryAgain({7});
    backlog.setVisible({99, 5, 4});
    backlog.prioritise(3);
    backlog.prioritise(6);
    CHECK(takeAll() == Tracks{6, 3, 5, 4, 7, 1, 2});
}

TEST_CASE_METHOD(Fixture, "songs added now come before those that wait for long, and an album that came later before both") {
    refill({10, 11, 12});
    refill({1, 2, 10, 11, 12, 20});
    now += 10s;
    refill({1, 2, 3, 10, 11, 12, 20}); // the same scan goes on
    now += 10min;
    refill({1, 2, 3, 10, 11, 12, 20, 30, 31});
    CHECK(takeAll() == Tracks{30, 31, 1, 2, 3, 20, 10, 11, 12});
}

TEST_CASE_METHOD(Fixture, "only what a listener asked for is given out while it is paused") {
    refill({1, 2, 3});
    backlog.setVisible({1});
    backlog.prioritise(2);
    CHECK(backlog.take(true, now) == 2);
    CHECK_FALSE(backlog.take(true, now));
    CHECK_FALSE(backlog.hasUrgent());
}

TEST_CASE_METHOD(Fixture, "a song that is put back comes soon, one a listener asked for still first") {
    refill({1, 2, 3});
    backlog.prioritise(3);
    CHECK(backlog.take(false, now) == 3);
    CHECK(backlog.take(false, now) == 1);
    backlog.putBack(1);
    backlog.putBack(3);
    CHECK(backlog.hasUrgent());
    CHECK(takeAll() == Tracks{3, 1, 2});
}

TEST_CASE_METHOD(Fixture, "a song asked for before the store was looked at is first all the same") {
    refill({});
    backlog.prioritise(2);
    refill({1, 2});
    CHECK(takeAll() == Tracks{2, 1});
}

TEST_CASE_METHOD(Fixture, "what is in flight is not given out again by a refill") {
    refill({1, 2});
    CHECK(backlog.take(false, now) == 1);
    refill({1, 2});
    CHECK(backlog.left() == 2);
    CHECK(backlog.take(false, now) == 2);
    CHECK_FALSE(backlog.take(false, now));
}

TEST_CASE_METHOD(Fixture, "it counts what was answered, and begins anew when nothing was left") {
    refill({1, 2, 3});
    static_cast<void>(backlog.take(false, now));
    backlog.end(1, true, now += 1s);
    CHECK(progress().done == 1);
    CHECK(progress().failed == 1);
    CHECK(progress().total == 3);
    refill({2, 3, 4});
    CHECK(progress().total == 4);
    takeAll();
    refill({5});
    CHECK(progress().done == 0);
    CHECK(progress().total == 1);
}

TEST_CASE_METHOD(Fixture, "the time left is told by sound, not by count") {
    std::vector<store::WaitingSong> songs;
    for (TrackId track = 1; track <= 20; ++track)
        songs.push_back({track, 5min});
    for (TrackId track = 21; track <= 30; ++track)
        songs.push_back({track, 2h});
    for (TrackId track = 31; track <= 130; ++track)
        songs.push_back({track, 3s});
    backlog.refill(songs, now);
    for (TrackId track = 1; track <= 20; ++track) {
        static_cast<void>(backlog.take(false, now));
        backlog.end(track, false, now += 1s);
    }
    const auto told = progress().timeLeft.value(); // ten mixes of a second each, a hundred jingles of a tenth
    CHECK(told >= 15s);
    CHECK(told <= 25s);
}

TEST_CASE_METHOD(Fixture, "a song that is clicked after an hour's rest costs the time left its own work, not the hour") {
    std::vector<TrackId> tracks(100);
    std::iota(tracks.begin(), tracks.end(), 1);
    refill(tracks);
    for (TrackId track = 1; track <= 20; ++track) {
        static_cast<void>(backlog.take(false, now));
        backlog.end(track, false, now += 1s);
    }
    REQUIRE(backlog.take(false, now) == 21);
    backlog.putBack(21); // the rest begins
    backlog.prioritise(50);
    REQUIRE(backlog.take(true, now += 1h) == 50);
    backlog.end(50, false, now += 1s);
    CHECK(progress().timeLeft == 79s);
    REQUIRE(backlog.take(false, now += 1h) == 21);
    backlog.end(21, false, now += 1s);
    CHECK(progress().timeLeft == 78s);
}

TEST_CASE_METHOD(Fixture, "another bundle's backlog knows nothing of what waited before") {
    refill({1, 2});
    backlog.prioritise(2);
    backlog.clear(30s);
    CHECK(backlog.left() == 0);
    CHECK_FALSE(backlog.take(false, now));
    refill({1, 2});
    CHECK(takeAll() == Tracks{1, 2});
}

TEST_CASE_METHOD(Fixture, "with 200,000 songs waiting it is quick; prints what it takes", "[.scale]") {
    std::vector<TrackId> tracks(200'000);
    std::iota(tracks.begin(), tracks.end(), 1);
    const auto seconds = [](auto&& work) {
        const auto before = std::clock();
        work();
        return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    };
    const double first = seconds([&] { refill(tracks); });
    tracks.push_back(200'001);
    const double again = seconds([&] { refill(tracks); });
    const double clicks = seconds([&] {
        for (TrackId track = 200'000; track > 100'000; --track) {
            backlog.prioritise(track);
            backlog.end(backlog.take(false, now).value(), false, now += 1ms);
        }
    });
    WARN("first refill " << 1e3 * first << " ms, another " << 1e3 * again << " ms, a click " << 1e6 * clicks / 100'000 << " us");
}
