// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/comparison.h"

#include <optional>
#include <string>

namespace segue::training {

/// Three decimals; a dash where there is nothing.
[[nodiscard]] std::string figureText(const std::optional<double>& figure);

/// "4.5 ms", "22 s", "59 min"; a dash where there is nothing.
[[nodiscard]] std::string durationText(const std::optional<double>& seconds);

/// Every method of the section with its figures.
[[nodiscard]] std::string methodTable(const ComparisonSection& section);

/// What readers must know of single methods, a list; may be empty.
[[nodiscard]] std::string methodNotes(const ComparisonSection& section);

/// The first section's figures over the teacher's; empty if it was not measured.
[[nodiscard]] std::string ratioTable(const Comparison& comparison);

/// The three rankings of each method that has them.
[[nodiscard]] std::string rankingTable(const ComparisonSection& section);

/// How lists change with the genre's weight; empty if that was not measured.
[[nodiscard]] std::string blendTable(const ComparisonResult& result);

} // namespace segue::training
