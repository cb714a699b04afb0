// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/charts/axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace segue::charts {
namespace {

constexpr double kLargest = 1e100;

double roundStep(double span, int wantedTicks) {
    const double rough = span / std::max(wantedTicks - 1, 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * 0.999)
            return factor * power;
    return 10.0 * power;
}

std::string label(double value, double step) {
    std::array<char, 32> text{};
    const double size = std::max(std::abs(value), step);
    if (size >= 1e6 || step < 1e-5) {
        std::snprintf(text.data(), text.size(), "%.4g", value);
        return text.data();
    }
    const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

} // namespace

bool drawable(double value) { return std::isfinite(value) && std::abs(value) < kLargest; }

Axis axisFor(const std::vector<double>& values, int wantedTicks) {
    double low = 0.0;
    double high = 1.0;
    bool any = false;
    bool whole = true;
    for (const double value : values) {
        if (!drawable(value))
            continue;
        low = any ? std::min(low, value) : value;
        high = any ? std::max(high, value) : value;
        whole = whole && value == std::round(value);
        any = true;
    }
    // A span that the numbers' own precision cannot divide is as good as none.
    if (high - low <= 1e-9 * std::max(std::abs(low), std::abs(high))) {
        const double room = whole ? std::max(1.0, std::abs(low) * 1e-6) : std::max(std::abs(low) * 0.1, 1e-9);
        low -= room;
        high += room;
    }
    double step = roundStep(high - low, wantedTicks);
    if (any && whole)
        step = std::max(step, 1.0);
    const double first = std::floor(low / step + 1e-9);
    const double last = std::max(std::ceil(high / step - 1e-9), first + 1.0);
    Axis axis{.low = first * step, .high = last * step, .ticks = {}};
    for (double i = first; i <= last; i += 1.0)
        axis.ticks.push_back({.value = i * step, .label = label(i * step + 0.0, step)});
    return axis;
}

} // namespace segue::charts
