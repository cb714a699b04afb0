// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/serial_executor.h"

#include <catch2/catch.hpp>

#include <latch>
#include <vector>

using segue::SerialExecutor;

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
