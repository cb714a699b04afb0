// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace segue::features {

/// What a row of a feature is like over time, as numpy and scipy.stats compute it.
///
/// Skew and kurtosis of a row that never changes are 0/0, which scipy calls NaN; here they are 0. A row whose standard
/// deviation is below a millionth of its mean counts as such (scipy's bound for floats): what is left is rounding.
struct Moments {
    float mean = 0.0F;
    float deviation = 0.0F; ///< standard deviation of the population: divided by n
    float skew = 0.0F;      ///< biased, Fisher-Pearson
    float kurtosis = 0.0F;  ///< biased, Fisher's: 0 for the normal distribution
    float median = 0.0F;    ///< of an even number of values the mean of the middle two
    float minimum = 0.0F;
    float maximum = 0.0F;
};

/// @param values finite; all moments of none are 0
[[nodiscard]] Moments momentsOf(std::span<const float> values);

} // namespace segue::features
