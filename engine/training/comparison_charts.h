// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/comparison_text.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace segue::training {

/// Draws the confusion matrices of the first section's networks and of its teacher, and a map of the songs as the
/// network that Segue listens with hears them (of at most 2,000 songs, evenly chosen). Throws Error{io, noSpace}.
/// @return in the order of a report; those drawn until it was stopped
[[nodiscard]] std::vector<ReportChart> drawCharts(const ComparisonResult& result, const std::filesystem::path& folder,
                                                  const std::stop_token& stop = {});

} // namespace segue::training
