// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/heard_label.h"

#include "engine/features/first_best.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace segue::inference {

namespace {

constexpr float kTie = 1e-4F;

} // namespace

std::size_t heardLabel(std::span<const float> probabilities) { return features::firstOfTheBest(probabilities, kTie); }

HeardGenre heardGenre(std::span<const std::string> labels, std::span<const float> probabilities) {
    if (probabilities.empty())
        return {};
    const std::size_t label = heardLabel(probabilities);
    return label < labels.size() ? HeardGenre{labels[label], probabilities[label]} : HeardGenre{};
}

std::vector<std::size_t> rankedLabels(std::span<const float> probabilities) {
    std::vector<std::size_t> labels(probabilities.size());
    std::iota(labels.begin(), labels.end(), std::size_t{0});
    if (labels.empty())
        return labels;
    const auto first = labels.begin() + static_cast<std::ptrdiff_t>(heardLabel(probabilities));
    std::rotate(labels.begin(), first, first + 1);
    std::ranges::stable_sort(labels.begin() + 1, labels.end(), std::greater{},
                             [&](std::size_t label) { return std::lround(probabilities[label] / kTie); });
    return labels;
}

} // namespace segue::inference
