// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/classifier.h"

#include <cstddef>
#include <vector>

namespace segue::test {

/// Rows of numbers that make clouds, one a class.
struct Clouds {
    std::vector<float> values; ///< [rows, size]
    std::size_t size = 0;
    std::vector<std::size_t> labels;
    std::size_t classes = 0;

    [[nodiscard]] training::LabelledFeatures rows() const { return {values, size, labels, classes}; }
};

/// Noise of deviation 1, in which every class's own numbers are 3 higher; classes take turns. Needs as many numbers a
/// row as there are classes, so that each has some.
[[nodiscard]] Clouds clouds(std::size_t rows, std::size_t size, std::size_t classes, unsigned seed);

/// Share of the rows whose most probable class is theirs.
[[nodiscard]] double accuracy(const training::Classifier& classifier, const Clouds& clouds);
[[nodiscard]] double accuracy(const std::vector<float>& probabilities, const std::vector<std::size_t>& labels);

} // namespace segue::test
