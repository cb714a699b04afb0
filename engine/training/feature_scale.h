// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::training {

/// Brings each column of rows of numbers to mean 0 and standard deviation 1, with constants learned from the training
/// rows alone, and limits the result to +-4: kurtosis and the like have values hundreds of deviations away.
///
/// A number that is not finite tells nothing: it is left out while learning and becomes 0, the mean. A column that did
/// not change while learning tells nothing either: it is 0 in every row.
class FeatureScale final {
public:
    /// Throws Error{usage} if there is no row, or if the numbers do not make whole rows.
    /// @param rows [rows, size]
    [[nodiscard]] static FeatureScale learn(std::span<const float> rows, std::size_t size);

    /// @param rows [any number, size]; throws Error{usage} for another size
    [[nodiscard]] std::vector<float> apply(std::span<const float> rows) const;

private:
    std::vector<double> m_mean;  // [size]
    std::vector<double> m_scale; // [size], one over the standard deviation; 0 for a constant column
};

/// Scales each row to length 1, so that cosine compares directions; a row of zeros stays one.
/// @param rows [rows, size]
void makeUnitLength(std::span<float> rows, std::size_t size);

} // namespace segue::training
