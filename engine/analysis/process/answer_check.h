// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/song/analyzer.h"

namespace segue::analysis {

/// Whether an outcome answers what was asked for, a failure always, and holds only what can be: numbers that are finite
/// and a recording that has an identity. What does not comes from a process that is out of its mind.
[[nodiscard]] bool isAnswerTo(TaskKind kind, const AnalysisOutcome& outcome);

} // namespace segue::analysis
