// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/speedometer.h"

#include <catch2/catch.hpp>

using namespace segue::analysis;
using namespace std::chrono_literals;

TEST_CASE("speed and time left follow the last half minute") {
    Speedometer speed;
    Speedometer::Time now{};
    speed.start(now);
    CHECK(speed.perSecond() == 0.0);
    CHECK_FALSE(speed.timeLeft(10));
    for (int i = 0; i < 20; ++i)
        speed.count(now += 500ms);
    CHECK(speed.perSecond() == Approx(2.0));
    CHECK(speed.timeLeft(100) == 50s);
    for (int i = 0; i < 60; ++i)
        speed.count(now += 1s);
    CHECK(speed.perSecond() == Approx(1.0));
}
