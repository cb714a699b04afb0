// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_analyzer/song_gate.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

using segue::app::SongGate;

TEST_CASE("no more songs are worked on side by side than there is room for, and all get their turn") {
    SongGate gate(2);
    std::atomic<int> running{0}, most{0}, done{0};
    {
        std::vector<std::jthread> songs;
        for (int i = 0; i < 8; ++i)
            songs.emplace_back([&] {
                for (int round = 0; round < 50; ++round) {
                    gate.beside([&] {
                        const int now = ++running;
                        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
                        }
                        std::this_thread::yield();
                        --running;
                        return 0;
                    });
                    ++done;
                }
            });
    }
    CHECK(done == 400);
    CHECK(most <= 2);
}

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

TEST_CASE("a long job stands still while an urgent song is there, and goes on after it") {
    SongGate gate;
    std::latch isInside(1);
    std::atomic<bool> mayAsk{false};
    std::atomic<bool> isUrgent{false};
    std::atomic<bool> wasInTheWay{false};
    std::jthread longJob([&] {
        gate.beside([&] {
            isInside.count_down();
            mayAsk.wait(false);
            gate.giveWay();
            wasInTheWay = isUrgent.load();
        });
    });
    isInside.wait();
    gate.begin();
    isUrgent = true;
    mayAsk = true;
    mayAsk.notify_one();
    gate.beside([] {});
    gate.alone([] {}); // the long job does not count: else nobody would come further
    isUrgent = false;
    gate.end();
    longJob.join();
    CHECK_FALSE(wasInTheWay);
}

TEST_CASE("nobody stands still when there is nothing urgent") {
    SongGate gate;
    gate.beside([&] { gate.giveWay(); });
    gate.begin();
    gate.end();
    gate.beside([&] { gate.giveWay(); });
    CHECK(gate.alone([] { return true; }));
}
