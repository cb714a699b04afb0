// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/comparison.h"

#include <string>
#include <vector>

namespace segue::training {

struct ReportChart {
    std::string file; ///< beside the report
    std::string caption;
};

/// The tables alone, for a terminal; Markdown whose columns line up.
[[nodiscard]] std::string comparisonTables(const ComparisonResult& result);

/// The whole report: what was measured and how, the tables, the verdict, the pictures. @param command what to type to
/// make it again
[[nodiscard]] std::string comparisonMarkdown(const ComparisonResult& result, const std::string& command,
                                             const std::vector<ReportChart>& pictures);

/// All figures: {"teacher", "listens_with", "blend_weight", "verdict": {"network", "ranking"}, "sections": [{"heading",
/// "training_rows", "rows", "labels", "methods": [...]}]}; what a method does not have is null.
[[nodiscard]] std::string comparisonJson(const ComparisonResult& result);

} // namespace segue::training
