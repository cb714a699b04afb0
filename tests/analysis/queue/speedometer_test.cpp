// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/speedometer.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <vector>

using namespace segue::analysis;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kMost{90'000};

struct Song {
    std::chrono::milliseconds duration{0};
    double seconds = 0.0; ///< that its analysis takes
    bool fails = false;
};

/// A library as it may stand in the sidebar: albums, a folder of jingles, a folder of mixes, songs without a duration, and
/// files that fail at once, a whole folder of them and some anywhere. A song costs its sound and, whatever it is, some more.
std::vector<Song> library(unsigned seed) {
    std::minstd_rand random(seed);
    const auto between = [&](int from, int to) {
        return std::chrono::seconds{from + static_cast<int>(random() % static_cast<unsigned>(to - from))};
    };
    std::vector<Song> songs;
    const auto add = [&](int count, auto length) {
        for (int i = 0; i < count; ++i)
            songs.push_back({.duration = length()});
    };
    for (int folder = 0; folder < 8; ++folder) {
        add(250, [&] { return between(120, 400); });
        add(folder == 2 ? 400 : 10, [&] { return between(5, 30); });
        add(folder == 5 ? 150 : 3, [&] { return between(3'600, 10'800); });
        add(20, [&] { return 0s; });
        const auto broken = songs.size();
        add(folder == 3 ? 80 : 5, [&] { return between(120, 400); });
        for (auto song = broken; song < songs.size(); ++song)
            songs[song].fails = true;
    }
    for (Song& song : songs) {
        const double sound =
            std::chrono::duration<double>(song.duration.count() > 0 ? std::min(song.duration, kMost) : kMost).count();
        const double luck = 0.7 + 0.6 * static_cast<double>(random() % 1000) / 1000.0;
        song.seconds = song.fails ? 0.005 : luck * (0.02 + 0.002 * sound);
    }
    return songs;
}

/// Shares of a run at which the estimate is further from the truth than allowed; both in percent.
std::vector<int> wrongAt(const std::vector<Song>& songs, std::size_t workers) {
    Work left{0};
    for (const Song& song : songs)
        left += workOf(song.duration, kMost);
    std::vector<std::pair<double, const Song*>> ends; // each worker takes the next song when it is free
    std::vector<double> free(workers, 1.5);           // the process has to start
    for (const Song& song : songs) {
        auto& first = *std::ranges::min_element(free);
        ends.emplace_back(first += song.seconds, &song);
    }
    std::ranges::sort(ends);
    const double whole = ends.back().first;
    Speedometer speed;
    const Speedometer::Time start{};
    speed.start(start);
    std::vector<int> wrong;
    int checked = 0;
    for (const auto& [end, song] : ends) {
        const auto now = start + std::chrono::duration_cast<Speedometer::Time::duration>(std::chrono::duration<double>(end));
        const auto work = workOf(song->duration, kMost);
        left -= work;
        song->fails ? speed.countFailure(now) : speed.count(now, work);
        if (checked < 3 && end >= whole * 0.25 * (checked + 1)) {
            ++checked;
            const double told = static_cast<double>(speed.timeLeft(left).value_or(0s).count());
            UNSCOPED_INFO(workers << " workers at " << 25 * checked << " %: " << told << " s told, " << whole - end << " s true");
            if (std::abs(told - (whole - end)) > 0.2 * (whole - end))
                wrong.push_back(25 * checked);
        }
    }
    return wrong;
}

} // namespace

TEST_CASE("songs per second follow the last half minute") {
    Speedometer speed;
    Speedometer::Time now{};
    speed.start(now);
    CHECK(speed.songsPerSecond() == 0.0);
    for (int i = 0; i < 20; ++i)
        speed.count(now += 500ms, 90s);
    CHECK(speed.songsPerSecond() == Approx(2.0));
    for (int i = 0; i < 60; ++i)
        speed.count(now += 1s, 90s);
    CHECK(speed.songsPerSecond() == Approx(1.0));
}

TEST_CASE("at a quarter, half and three quarters of a mixed library the time left is within a fifth of the truth") {
    for (const unsigned seed : {1U, 2U, 3U})
        for (const std::size_t workers : {std::size_t{1}, std::size_t{4}})
            CHECK(wrongAt(library(seed), workers).empty());
}

TEST_CASE("a mix of two hours costs no more than a song when only excerpts are read, a jingle less") {
    CHECK(workOf(2h, kMost) == workOf(5min, kMost));
    CHECK(workOf(20s, kMost) < workOf(5min, kMost) / 2);
    CHECK(workOf(0s, kMost) == workOf(5min, kMost));
    CHECK(workOf(2h, 2h) > 20 * workOf(5min, 5min));
}

TEST_CASE("no time is told before it is known") {
    Speedometer speed;
    Speedometer::Time now{};
    speed.start(now);
    for (int i = 0; i < 1'000; ++i)
        speed.countFailure(now += 1ms);
    CHECK_FALSE(speed.timeLeft(100s));
    speed.count(now += 4s, 96s);
    CHECK_FALSE(speed.timeLeft(100s));
    for (int i = 0; i < 9; ++i)
        speed.count(now += 1s, 96s);
    CHECK(speed.timeLeft(960s).value() >= 9s);
}

TEST_CASE("neither a folder of broken files nor one that hangs makes the time left wild") {
    Speedometer speed;
    Speedometer::Time now{};
    speed.start(now);
    for (int i = 0; i < 60; ++i)
        speed.count(now += 1s, 90s);
    const auto before = speed.timeLeft(900s).value();
    CHECK(before == 10s);
    for (int i = 0; i < 2'000; ++i)
        speed.countFailure(now += 2ms);
    CHECK(speed.timeLeft(900s).value() <= 11s);
    speed.countFailure(now += 180s);
    CHECK(speed.timeLeft(900s).value() <= 11s);
}

TEST_CASE("a rest does not count") {
    Speedometer speed;
    Speedometer::Time now{};
    speed.start(now);
    for (int i = 0; i < 20; ++i)
        speed.count(now += 1s, 90s);
    speed.goOn(now += 1h);
    speed.count(now += 1s, 90s);
    CHECK(speed.timeLeft(900s) == 10s);
    CHECK(speed.songsPerSecond() == Approx(1.0));
}
