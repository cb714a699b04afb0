// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/classification.h"

#include "engine/words/error.h"

#include <algorithm>

namespace segue::training {
namespace {

double macroF1(const std::vector<std::vector<std::size_t>>& confusion) {
    double sum = 0.0;
    std::size_t counted = 0;
    for (std::size_t genre = 0; genre < confusion.size(); ++genre) {
        std::size_t trueRows = 0;
        std::size_t heardRows = 0;
        for (std::size_t other = 0; other < confusion.size(); ++other) {
            trueRows += confusion[genre][other];
            heardRows += confusion[other][genre];
        }
        if (trueRows + heardRows == 0)
            continue;
        sum += 2.0 * static_cast<double>(confusion[genre][genre]) / static_cast<double>(trueRows + heardRows);
        ++counted;
    }
    return counted == 0 ? 0.0 : sum / static_cast<double>(counted);
}

} // namespace

Classification classify(std::span<const float> probabilities, std::span<const std::size_t> genres, std::size_t labels) {
    if (probabilities.size() != genres.size() * labels)
        throw Error(ErrorKind::usage, "There must be one probability for every row and genre.");
    Classification result;
    result.confusion.assign(labels, std::vector<std::size_t>(labels, 0));
    std::size_t right = 0;
    for (std::size_t row = 0; row < genres.size(); ++row) {
        if (genres[row] >= labels)
            throw Error(ErrorKind::usage, "A row's genre is beyond the labels.");
        const auto own = probabilities.subspan(row * labels, labels);
        const auto heard = static_cast<std::size_t>(std::max_element(own.begin(), own.end()) - own.begin());
        ++result.confusion[genres[row]][heard];
        right += heard == genres[row] ? 1 : 0;
    }
    result.accuracy = genres.empty() ? 0.0 : static_cast<double>(right) / static_cast<double>(genres.size());
    result.macroF1 = macroF1(result.confusion);
    return result;
}

} // namespace segue::training
