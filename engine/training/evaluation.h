// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/embedder.h"
#include "engine/training/dataset.h"
#include "engine/training/ranking.h"

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::training {

/// How well a network does on a set of rows.
struct EvaluationReport {
    std::vector<std::string> labels;
    std::size_t rows = 0;
    double accuracy = 0.0;      ///< share of rows whose most probable genre is theirs, [0, 1], higher is better
    double precisionAt10 = 0.0; ///< see RankingFigures; [0, 1], higher is better; 0 where there is none
    std::vector<std::vector<std::size_t>> confusion; ///< [true genre][heard genre], rows counted
    double macroF1 = 0.0;                            ///< see Classification; [0, 1], higher is better
    RankingFigures ranking = {};                     ///< of comparing with all
};

/// Runs the network over the rows. Throws Error{usage} if there is no row, or if the network's labels or front end
/// are not the data set's.
[[nodiscard]] EvaluationReport evaluate(const inference::Embedder& embedder, const Dataset& dataset,
                                        std::span<const std::size_t> rows);

/// The same. @return nothing if it was stopped.
[[nodiscard]] std::optional<EvaluationReport> evaluate(const inference::Embedder& embedder, const Dataset& dataset,
                                                       std::span<const std::size_t> rows, const std::stop_token& stop);

/// For people: figures and the confusion matrix, several lines.
[[nodiscard]] std::string formatReport(const EvaluationReport& report);

/// The same as JSON: {"rows", "accuracy", "macro_f1", "precision_at_1", "precision_at_5", "precision_at_10",
/// "artist_map", "hub_skew", "never_listed", "labels", "confusion_matrix"}; a figure that the rows do not allow is
/// null.
[[nodiscard]] std::string reportJson(const EvaluationReport& report);

} // namespace segue::training
