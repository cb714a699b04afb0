// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/paths.h"
#include "app/segue_trainer/commands.h"
#include "engine/analysis/process/reading_line.h"
#include "engine/features/front_end.h"
#include "engine/training/data_source.h"

#include <optional>
#include <stop_token>

namespace segue::trainer {

/// The tags of songs to learn from are read in another process, which a broken one may end.
[[nodiscard]] inline analysis::ReadingOptions readingOptions() { return {.program = app::siblingProgram("segue-analyzer")}; }

/// The data set that an evaluation is of, as that front end hears it; nothing if it was stopped. Throws segue::Error.
[[nodiscard]] std::optional<training::LoadedData> loadData(const EvaluateOptions& options, const features::FrontEnd& frontEnd,
                                                           const std::stop_token& stop);

} // namespace segue::trainer
