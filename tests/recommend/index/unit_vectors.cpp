// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/recommend/index/unit_vectors.h"

#include <cmath>

namespace segue::test {

std::vector<float> unitVector(std::mt19937& random, std::size_t size) {
    return unitVectorNear(random, std::vector<float>(size, 0.F), 1.F);
}

std::vector<float> unitVectorNear(std::mt19937& random, const std::vector<float>& centre, float spread) {
    std::normal_distribution<float> normal(0.F, spread / std::sqrt(static_cast<float>(centre.size())));
    std::vector<float> values = centre;
    for (float& value : values)
        value += normal(random);
    const auto length = static_cast<float>(std::sqrt(dotInDouble(values, values)));
    for (float& value : values)
        value /= length;
    return values;
}

double dotInDouble(const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
}

} // namespace segue::test
