// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/charts/axis.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace segue;

namespace {

std::vector<std::string> labels(const std::vector<double>& values, int wanted) {
    std::vector<std::string> texts;
    for (const auto& tick : charts::axisFor(values, wanted).ticks)
        texts.push_back(tick.label);
    return texts;
}

} // namespace

TEST_CASE("an axis runs between round numbers around its values") {
    CHECK(labels({0.312, 0.587}, 7) == std::vector<std::string>{"0.30", "0.35", "0.40", "0.45", "0.50", "0.55", "0.60"});
    CHECK(labels({-3.0, 17.5}, 5) == std::vector<std::string>{"-10", "0", "10", "20"});
    const auto axis = charts::axisFor({0.312, 0.587}, 7);
    CHECK(axis.place(axis.low) == 0.0);
    CHECK(axis.place(axis.high) == 1.0);
}

TEST_CASE("whole values get whole ticks") {
    CHECK(labels({1, 2, 3}, 9) == std::vector<std::string>{"1", "2", "3"});
    CHECK(labels({1, 24}, 9) == std::vector<std::string>{"0", "5", "10", "15", "20", "25"});
}

TEST_CASE("an axis without a span still has one") {
    CHECK(labels({}, 3) == std::vector<std::string>{"0.0", "0.5", "1.0"});
    for (const double value : {0.0, 7.0, -0.25, 1e-12, 3e12, 1e99}) {
        INFO(value);
        const auto axis = charts::axisFor({value, value}, 7);
        CHECK(axis.low < axis.high);
        CHECK(axis.ticks.size() >= 2);
        CHECK(axis.ticks.size() < 20);
        CHECK(std::isfinite(axis.place(value)));
    }
}

TEST_CASE("what is not finite or beyond measure does not stretch an axis") {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    constexpr double kEndless = std::numeric_limits<double>::infinity();
    const auto axis = charts::axisFor({0.5, kNone, kEndless, -kEndless, 1e300, 0.9}, 5);
    CHECK(axis.low >= 0.4);
    CHECK(axis.high <= 1.0);
}
