// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace segue::charts {

struct ScatterGroup {
    std::string name;         ///< in the legend
    std::vector<double> x, y; ///< of one length; points that are not finite are left out
};

/// A map of points in which only nearness means something: no axes, both directions to the same scale.
struct ScatterChart {
    std::string title;
    std::string note; ///< one line beneath the title; may be empty
    std::vector<ScatterGroup> groups;
};

/// Draws the map, 1600 pixels wide and 600 to 1240 high, groups told apart by colour and mark. Any thread. Throws
/// Error{usage} if a group's x and y differ in length, Error{noSpace, io} if the file cannot be written; it appears
/// complete or not at all.
void drawScatterChart(const ScatterChart& chart, const std::filesystem::path& png);

} // namespace segue::charts
