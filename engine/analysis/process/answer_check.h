// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/song/analyzer.h"

namespace segue::analysis {

/// Whether an outcome is a valid answer to what was asked: a failure, or the kind that was asked for with finite numbers and
/// a recording that has an identity. Anything else comes from a process that is out of order.
[[nodiscard]] bool isAnswerTo(TaskKind kind, const AnalysisOutcome& outcome);

} // namespace segue::analysis
