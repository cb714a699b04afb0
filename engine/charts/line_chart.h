// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace segue::charts {

struct Line {
    std::string name;         ///< in the legend; empty: not named there
    std::vector<double> x, y; ///< of one length; a pair that is not finite interrupts the line
};

/// Lines over a common pair of axes: a learning curve.
struct LineChart {
    std::string title, xLabel, yLabel;
    std::vector<Line> lines;
};

/// Draws the chart, 1600 x 1000 pixels. A line of a single point is drawn as a mark, a chart without points as empty
/// axes. Any thread. Throws Error{usage} if a line's x and y differ in length, Error{noSpace, io} if the file cannot be
/// written; it appears complete or not at all.
void drawLineChart(const LineChart& chart, const std::filesystem::path& png);

} // namespace segue::charts
