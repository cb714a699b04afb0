// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/classifier.h"

#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace segue::training {

namespace {

void checkRows(const LabelledFeatures& rows) {
    if (rows.labels.empty())
        throw Error(ErrorKind::usage, "There is no row to train on.");
    if (rows.size == 0 || rows.values.size() != rows.labels.size() * rows.size)
        throw Error(ErrorKind::usage, "A classifier needs the same number of features for each of its " +
                                          std::to_string(rows.labels.size()) + " labels.");
    const auto broken = std::ranges::find_if(rows.values, [](float value) { return !std::isfinite(value); });
    if (broken != rows.values.end())
        throw Error(ErrorKind::usage, "Row " + std::to_string(static_cast<std::size_t>(broken - rows.values.begin()) / rows.size) +
                                          " of what a classifier is to learn holds a number that is not finite.");
    if (const std::size_t highest = std::ranges::max(rows.labels); highest >= rows.classes)
        throw Error(ErrorKind::usage, "There is a label " + std::to_string(highest) + ", but there are only " +
                                          std::to_string(rows.classes) + " classes.");
}

} // namespace

PresentClasses::PresentClasses(const LabelledFeatures& rows)
    : m_classes(rows.classes) {
    checkRows(rows);
    std::vector<std::size_t> counts(rows.classes, 0);
    for (const std::size_t label : rows.labels)
        ++counts[label];
    std::vector<std::size_t> numbers(rows.classes, 0);
    for (std::size_t label = 0; label < rows.classes; ++label) {
        numbers[label] = m_present.size();
        if (counts[label] > 0)
            m_present.push_back(label);
    }
    for (const std::size_t label : rows.labels)
        m_labels.push_back(numbers[label]);
}

std::vector<float> PresentClasses::spread(std::span<const float> probabilities) const {
    const std::size_t rows = rowCount(probabilities, count());
    std::vector<float> all(rows * m_classes, 0.0F);
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t number = 0; number < count(); ++number)
            all[row * m_classes + m_present[number]] = probabilities[row * count() + number];
    return all;
}

std::size_t rowCount(std::span<const float> features, std::size_t size) {
    if (size == 0 || features.size() % size != 0)
        throw Error(ErrorKind::usage,
                    std::to_string(features.size()) + " numbers do not make rows of " + std::to_string(size) + ".");
    return features.size() / size;
}

} // namespace segue::training
