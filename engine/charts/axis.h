// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace segue::charts {

struct Tick {
    double value = 0.0;
    std::string label;
};

/// The stretch of numbers that an axis shows, and where it is marked.
struct Axis {
    double low = 0.0;
    double high = 1.0;       ///< greater than low
    std::vector<Tick> ticks; ///< ascending, within low .. high; at least two

    /// 0 at low, 1 at high.
    [[nodiscard]] double place(double value) const { return (value - low) / (high - low); }
};

/// Whether a chart can show the number: finite, and not so large that its span could not be computed.
[[nodiscard]] bool drawable(double value);

/// An axis from one round number (1, 2 or 5 times a power of ten) to another that holds every drawable value, with
/// about as many ticks as wanted. No value: 0 .. 1; a single one gets room on both sides. Where all values are whole,
/// so are the ticks. Any thread.
[[nodiscard]] Axis axisFor(const std::vector<double>& values, int wantedTicks);

} // namespace segue::charts
