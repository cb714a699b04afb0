// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue_cli/commands.h"
#include "engine/analysis/song/analyzer.h"

#include <functional>

namespace segue::cli {

/// The music files among `paths`, those in folders included, in order. Throws Error{io} for a path that is not there.
[[nodiscard]] std::vector<std::filesystem::path> musicFiles(const std::vector<std::filesystem::path>& paths);

/// Analyses songs through segue-analyzer, without a database. `answered` is called in the order of the songs, on another
/// thread, one at a time. Throws Error{process} if the analyzer cannot work.
void analyseSongs(const std::vector<std::filesystem::path>& songs, const CommonOptions& common,
                  const std::function<void(const std::filesystem::path&, const analysis::AnalysisOutcome&)>& answered);

} // namespace segue::cli
