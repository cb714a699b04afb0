// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/embedder.h"
#include "engine/training/dataset.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace segue::training {

/// How well a network does on a set of rows.
struct EvaluationReport {
    std::vector<std::string> labels;
    std::size_t rows = 0;
    double accuracy = 0.0;      ///< share of rows whose most probable genre is theirs, [0, 1], higher is better
    double precisionAt10 = 0.0; ///< see precisionAt(); [0, 1], higher is better
    std::vector<std::vector<std::size_t>> confusion; ///< [true genre][heard genre], rows counted
};

/// What the artist filter and the genre comparison need to know of the evaluated rows, all of one length.
struct Neighbourhood {
    std::span<const float> embeddings;     ///< [rows, size], unit length
    std::span<const std::size_t> genres;   ///< [rows]
    std::span<const std::int64_t> artists; ///< [rows]
};

/// Genre precision at k with an artist filter: of a row's k nearest other rows (cosine) that are by other artists, the
/// share that has its genre; the mean over all rows. Where fewer than k rows are by others, all of those count; a row
/// without any is left out. Equal distances keep the order of the rows. Throws Error{usage} if the lengths disagree.
[[nodiscard]] double precisionAt(std::size_t k, const Neighbourhood& rows);

/// Runs the network over the rows. Throws Error{usage} if there is no row, or if the network's labels or patch are not
/// the data set's.
[[nodiscard]] EvaluationReport evaluate(const inference::Embedder& embedder, const Dataset& dataset,
                                        std::span<const std::size_t> rows);

/// For people: figures and the confusion matrix, several lines.
[[nodiscard]] std::string formatReport(const EvaluationReport& report);

/// The same as JSON: {"rows", "accuracy", "precision_at_10", "labels", "confusion_matrix"}.
[[nodiscard]] std::string reportJson(const EvaluationReport& report);

} // namespace segue::training
