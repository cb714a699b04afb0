// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_analyzer/song_gate.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

using segue::app::SongGate;

TEST_CASE("songs pass the gate side by side") {
    SongGate gate;
    std::latch both(2); // neither ends before the other has begun
    std::jthread other([&] { gate.beside([&] { both.arrive_and_wait(); }); });
    gate.beside([&] { both.arrive_and_wait(); });
}

TEST_CASE("a song that has to be alone is, and everybody has a turn") {
    SongGate gate;
    std::atomic<int> running{0};
    std::atomic<int> done{0};
    std::atomic<bool> wasDisturbed{false};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                for (int round = 0; round < 200; ++round) {
                    if ((round + i) % 5 == 0)
                        gate.alone([&] { wasDisturbed = wasDisturbed || ++running != 1 || --running != 0; });
                    else
                        gate.beside([&] {
                            ++running;
                            std::this_thread::yield();
                            --running;
                        });
                    ++done;
                }
            });
    }
    CHECK(done == 1'600);
    CHECK_FALSE(wasDisturbed);
}

TEST_CASE("what a job returns comes through, and what it throws leaves the gate open") {
    SongGate gate;
    CHECK(gate.beside([] { return 3; }) == 3);
    CHECK_THROWS_AS(gate.alone([]() -> int { throw 1; }), int);
    CHECK(gate.alone([] { return 4; }) == 4);
    CHECK(gate.beside([] { return 5; }) == 5);
}
