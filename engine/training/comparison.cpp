// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/comparison.h"

#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace segue::training {
namespace {

void checkNumbers(std::span<const float> numbers, std::size_t rows, const MethodOutput& method, const char* what) {
    if (!numbers.empty() && (rows == 0 || numbers.size() % rows != 0))
        throw Error(ErrorKind::usage, method.name + " gave " + what + " that do not fit the " + std::to_string(rows) + " songs.");
    if (!std::all_of(numbers.begin(), numbers.end(), [](float number) { return std::isfinite(number); }))
        throw Error(ErrorKind::usage, method.name + " gave " + what + " that are no finite numbers.");
}

} // namespace

MethodFigures measureMethod(const MethodOutput& method, const Truth& truth) {
    const std::size_t rows = truth.genres.size();
    checkNumbers(method.probabilities, rows, method, "probabilities");
    checkNumbers(method.embeddings, rows, method, "embeddings");
    MethodFigures figures{.name = method.name,
                          .group = method.group,
                          .note = method.note,
                          .failure = "",
                          .parameters = method.parameters,
                          .trainingSeconds = method.trainingSeconds,
                          .inferenceSecondsPerSong = method.inferenceSecondsPerSong};
    if (!method.probabilities.empty())
        figures.genres = classify(method.probabilities, truth.genres, truth.labels.size());
    if (method.embeddings.empty())
        return figures;
    const Neighbourhood neighbourhood{
        .embeddings = method.embeddings, .genres = truth.genres, .artists = truth.artists, .probabilities = method.probabilities};
    figures.whole = measureRanking(neighbourhood, Ranking::whole);
    if (!method.probabilities.empty()) {
        figures.twoStep = measureRanking(neighbourhood, Ranking::twoStep);
        figures.blend = measureRanking(neighbourhood, Ranking::blend);
    }
    return figures;
}

const MethodFigures* findMethod(const ComparisonSection& section, const std::string& name) {
    for (const MethodFigures& method : section.methods)
        if (method.name == name && method.failure.empty())
            return &method;
    return nullptr;
}

} // namespace segue::training
