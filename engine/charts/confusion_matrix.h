// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace segue::charts {

/// What was heard for what is true.
struct ConfusionMatrix {
    std::string title;
    std::vector<std::string> labels;
    std::vector<std::vector<std::size_t>> counts; ///< [true][heard], square, as many as labels
};

/// Draws the matrix: a line is a true label, a column the one heard; a cell is as dark as its share of its line and
/// says the share and the count. With more labels than fit, the numbers are left out. Any thread. Throws Error{usage}
/// if there is no label or the counts are not square, Error{noSpace, io} if the file cannot be written; it appears
/// complete or not at all.
void drawConfusionMatrix(const ConfusionMatrix& matrix, const std::filesystem::path& png);

} // namespace segue::charts
