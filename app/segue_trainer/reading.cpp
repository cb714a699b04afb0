// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/reading.h"

#include "engine/analysis/process/process_reader.h"

namespace segue::trainer {

std::optional<training::LoadedData> loadData(const EvaluateOptions& options, const features::FrontEnd& frontEnd,
                                             const std::stop_token& stop) {
    analysis::ProcessReader files(readingOptions());
    return training::loadData(options.dataset, files, {.frontEnd = frontEnd, .cache = options.cache, .threads = options.threads},
                              stop);
}

} // namespace segue::trainer
