// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/paths.h"
#include "engine/analysis/process/reading_line.h"

namespace segue::trainer {

/// The tags of songs to learn from are read in another process, which a broken one may end.
[[nodiscard]] inline analysis::ReadingOptions readingOptions() { return {.program = app::siblingProgram("segue-analyzer")}; }

} // namespace segue::trainer
