// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <vector>

namespace segue::test {

/// A direction, any as likely as another.
[[nodiscard]] std::vector<float> unitVector(std::mt19937& random, std::size_t size);

/// A unit vector around another one; the larger the spread, the farther.
[[nodiscard]] std::vector<float> unitVectorNear(std::mt19937& random, const std::vector<float>& centre, float spread);

[[nodiscard]] double dotInDouble(const std::vector<float>& a, const std::vector<float>& b);

} // namespace segue::test
