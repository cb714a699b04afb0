// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/training/clouds.h"

#include <algorithm>
#include <random>

namespace segue::test {

Clouds clouds(std::size_t rows, std::size_t size, std::size_t classes, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> noise(0.0F, 1.0F);
    Clouds made{.values = {}, .size = size, .labels = {}, .classes = classes};
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t label = row % classes;
        for (std::size_t i = 0; i < size; ++i)
            made.values.push_back(noise(random) + (i * classes / size == label ? 3.0F : 0.0F));
        made.labels.push_back(label);
    }
    return made;
}

double accuracy(const std::vector<float>& probabilities, const std::vector<std::size_t>& labels) {
    const auto classes = static_cast<std::ptrdiff_t>(probabilities.size() / labels.size());
    std::size_t right = 0;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const auto first = probabilities.begin() + static_cast<std::ptrdiff_t>(row) * classes;
        right += static_cast<std::size_t>(std::max_element(first, first + classes) - first) == labels[row] ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(labels.size());
}

double accuracy(const training::Classifier& classifier, const Clouds& clouds) {
    return accuracy(classifier.probabilities(clouds.values), clouds.labels);
}

} // namespace segue::test
