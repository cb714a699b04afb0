// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/serial_executor.h"

#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/background/shutdown.h"
#include "engine/words/disk_questions.h"

#include <catch2/catch.hpp>

#include <latch>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

using namespace segue;
using namespace std::chrono_literals;

TEST_CASE("jobs run one after another, in order") {
    SerialExecutor executor;
    std::vector<int> order;
    std::latch done(1);
    for (int i = 0; i < 100; ++i)
        executor.post([&, i](const std::stop_token&) {
            order.push_back(i);
            if (i == 99)
                done.count_down();
        });
    done.wait();
    REQUIRE(order.size() == 100);
    for (int i = 0; i < 100; ++i)
        CHECK(order[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("stopping what is posted reaches the running and the waiting jobs, not later ones") {
    SerialExecutor executor;
    std::latch started(1), go(1), done(3);
    std::vector<bool> stopped(3);
    executor.post([&](const std::stop_token& stop) {
        started.count_down();
        go.wait();
        stopped[0] = stop.stop_requested();
        done.count_down();
    });
    executor.post([&](const std::stop_token& stop) {
        stopped[1] = stop.stop_requested();
        done.count_down();
    });
    started.wait();
    executor.stopPosted();
    executor.post([&](const std::stop_token& stop) {
        stopped[2] = stop.stop_requested();
        done.count_down();
    });
    go.count_down();
    done.wait();
    CHECK(stopped == std::vector<bool>{true, true, false});
}

TEST_CASE("after a stop nothing runs any more") {
    SerialExecutor executor;
    executor.stop();
    bool ran = false;
    executor.post([&](const std::stop_token&) { ran = true; });
    executor.stop();
    CHECK_FALSE(ran);
}

TEST_CASE("whatever a job throws, the next one runs") {
    SerialExecutor executor;
    std::latch done(1);
    executor.post([](const std::stop_token&) { throw std::bad_alloc(); });
    executor.post([](const std::stop_token&) { throw std::runtime_error("x"); });
    executor.post([](const std::stop_token&) { throw 7; });
    executor.post([&](const std::stop_token&) { done.count_down(); });
    done.wait();
}

TEST_CASE("whatever a command throws becomes a message, and the line goes on") {
    std::vector<Message> told;
    EventEmitter emitter([&](Event event) { told.push_back(std::get<Notice>(event).message); });
    JobLine line(emitter);
    std::latch done(1);
    line.run([] { throw Error{ErrorKind::io, MessageId::databaseDiskGone}; });
    line.run([] { throw std::bad_alloc(); });
    line.run([](const std::stop_token&) { throw std::runtime_error("Something else."); });
    line.run([&] { done.count_down(); });
    done.wait();
    line.stop();
    CHECK(told == std::vector<Message>{
                      MessageId::databaseDiskGone, MessageId::outOfMemory, {MessageId::failedInside, {"Something else."}}});
}

TEST_CASE("a lane that stands still holds up no other, and jobs of one disk keep their order") {
    Lanes lanes;
    std::latch go(1), done(1);
    std::vector<int> order;
    lanes.post("hanging", [&](const std::stop_token&) {
        go.wait();
        order.push_back(1);
    });
    lanes.post("hanging", [&](const std::stop_token&) { order.push_back(2); });
    for (int i = 0; i < 20; ++i)
        lanes.post(std::to_string(i), [&, i](const std::stop_token&) {
            if (i == 19)
                done.count_down();
        });
    done.wait();
    CHECK(order.empty());
    std::latch end(1);
    lanes.post("hanging", [&](const std::stop_token&) { end.count_down(); });
    go.count_down();
    end.wait();
    CHECK(order == std::vector{1, 2});
    lanes.stop();
    lanes.post("late", [&](const std::stop_token&) { order.push_back(3); });
    lanes.stop();
    CHECK(order.size() == 2);
}

TEST_CASE("parts that end do so side by side; one that stands still is left, and said so") {
    const auto meeting = std::make_shared<std::latch>(2);
    CHECK(endInTime(
        {[meeting] { meeting->arrive_and_wait(); }, [meeting] { meeting->arrive_and_wait(); }, [] { throw std::bad_alloc(); }},
        1min));
    const auto never = std::make_shared<std::latch>(1);
    bool hasEnded = false;
    CHECK_FALSE(endInTime({[never] { never->wait(); }, [&] { hasEnded = true; }}, 200ms));
    CHECK(hasEnded);
    never->count_down();
}

TEST_CASE("a disk that owes an answer is asked nothing more, others are, and it is asked again when it answered") {
    const DiskQuestions disks;
    const auto go = std::make_shared<std::latch>(1);
    CHECK(disks.ask<int>(
              "/fine", [] { return 7; }, 1min) == 7);
    CHECK_FALSE(disks.ask<int>(
        "/share",
        [go] {
            go->wait();
            return 1;
        },
        50ms));
    CHECK_FALSE(disks.ask<int>(
        "/share", [] { return 2; }, 1min)); // at once
    CHECK(disks.ask<int>(
              "/fine", [] { return 8; }, 1min) == 8);
    CHECK_FALSE(disks.ask<int>(
        "/fine", []() -> int { throw std::bad_alloc(); }, 1min));
    go->count_down();
    std::optional<int> answer;
    const auto deadline = std::chrono::steady_clock::now() + 1min;
    while (!answer && std::chrono::steady_clock::now() < deadline)
        answer = disks.ask<int>(
            "/share", [] { return 3; }, 1min);
    CHECK(answer == 3);
}
