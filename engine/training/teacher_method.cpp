// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/teacher_method.h"

#include "engine/training/feature_scale.h"
#include "engine/training/logistic_regression.h"
#include "engine/training/teacher.h"
#include "engine/words/error.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace segue::training {
namespace {

// Weak enough to learn, strong enough for 128 numbers and six thousand clips; teacher.cpp teaches with the same.
constexpr double kTeacherMethodPenalty = 100.0;

std::vector<float> rowsOf(const torch::Tensor& vectors, std::span<const std::size_t> rows) {
    const std::int64_t size = vectors.size(1);
    std::vector<float> values; // [rows, size]
    for (const std::size_t row : rows) {
        const float* const first = vectors.data_ptr<float>() + static_cast<std::int64_t>(row) * size;
        values.insert(values.end(), first, first + size);
    }
    return values;
}

} // namespace

MethodOutput teacherMethod(const Dataset& dataset, std::span<const std::size_t> trainingRows,
                           std::span<const std::size_t> evaluatedRows, const std::stop_token& stop) {
    if (dataset.teacherSize() == 0)
        throw Error(ErrorKind::usage, "The data set has no teacher's vectors (vggish128_f32.npy).");
    if (trainingRows.empty() || evaluatedRows.empty())
        throw Error(ErrorKind::usage, "There are no rows to learn from or none to evaluate.");
    const auto begin = std::chrono::steady_clock::now();
    const torch::Tensor vectors = standardisedTeacher(dataset, {trainingRows.begin(), trainingRows.end()}).contiguous();
    std::vector<std::size_t> genres;
    for (const std::size_t row : trainingRows)
        genres.push_back(dataset.genre(row));
    const auto regression = LogisticRegression::train(rowsOf(vectors, trainingRows), dataset.teacherSize(), genres,
                                                      dataset.labels().size(), kTeacherMethodPenalty, stop);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    MethodOutput method{
        .name = kTeacherName, .group = "Teacher", .parameters = regression.parameters(), .trainingSeconds = taken.count()};
    method.embeddings = rowsOf(vectors, evaluatedRows);
    method.probabilities = regression.probabilities(method.embeddings);
    makeUnitLength(method.embeddings, dataset.teacherSize());
    method.note = "Learned from two million videos; a teacher for training, not part of Segue. Parameters and training "
                  "time are the logistic regression's alone.";
    return method;
}

} // namespace segue::training
