// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/classification.h"
#include "engine/training/method_output.h"
#include "engine/training/ranking.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace segue::training {

/// The true genres and artists of the rows that methods are asked about.
struct Truth {
    std::vector<std::string> labels;
    std::vector<std::size_t> genres;   ///< [rows], index into labels
    std::vector<std::int64_t> artists; ///< [rows]
};

/// One line of the comparison: what a method is and how well it did. What does not apply to it is absent.
struct MethodFigures {
    std::string name;
    std::string group;
    std::string note;
    std::string failure; ///< why nothing was measured, one sentence; empty: it was
    std::size_t parameters = 0;
    std::optional<double> trainingSeconds;
    std::optional<double> inferenceSecondsPerSong;
    std::optional<double> megabytes; ///< size of its model bundle; absent: it has none, so Segue cannot listen with it
    std::optional<Classification> genres;
    std::optional<RankingFigures> whole;
    std::optional<RankingFigures> twoStep; ///< this and the next need distances and probabilities
    std::optional<RankingFigures> blend;
};

/// Measures what a method said. Throws Error{usage}, naming the method, if its numbers do not fit the truth's rows or
/// are not finite.
[[nodiscard]] MethodFigures measureMethod(const MethodOutput& method, const Truth& truth);

/// Methods that answered for the same rows, and so can be compared line by line.
struct ComparisonSection {
    std::string heading;
    std::string text; ///< what a reader must know of it, Markdown
    std::size_t trainingRows = 0;
    std::size_t rows = 0;
    std::vector<std::string> labels;
    std::vector<MethodFigures> methods; ///< those of a group side by side
};

/// Everything that was compared. Ratios and the verdict are of the first section.
struct Comparison {
    std::vector<ComparisonSection> sections;
    std::string teacher;     ///< name of the method that ratios are to; empty or not measured: none are made
    std::string listensWith; ///< name of the network that Segue listens with
};

/// How the lists of the network that Segue listens with change with the genre's weight.
struct BlendFigures {
    float weight = 0.0F;
    RankingFigures figures;
};

/// What was compared, and what tables and pictures of it are made from.
struct ComparisonResult {
    Comparison comparison;
    Truth truth;                      ///< of the first section
    MethodOutput listening;           ///< what the network that Segue listens with said; no embeddings if it was not measured
    std::vector<BlendFigures> blends; ///< empty if it was not measured
};

/// The method of that name in the section, if it was measured.
[[nodiscard]] const MethodFigures* findMethod(const ComparisonSection& section, const std::string& name);

} // namespace segue::training
