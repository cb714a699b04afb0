// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/comparison.h"
#include "engine/training/dataset.h"
#include "engine/words/message.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::training {

/// Which methods are to be compared on a data set's validation side.
struct ComparisonRun {
    const Dataset& dataset;
    std::filesystem::path folder;               ///< of the data set, where MFCCs may lie beside it
    std::vector<std::filesystem::path> bundles; ///< the first is what Segue listens with; a broken one costs its row only
    bool statistics = true;                     ///< also method 1, whose training takes a while
    std::filesystem::path features;             ///< folder with features.csv and tracks.csv; empty: not at hand
    std::stop_token stop;
    std::function<std::string(const Message&)> worded;       ///< says why a method was not measured
    std::function<void(const std::string& text)> onProgress; ///< what is being done; may be empty
};

/// Asks every method and measures what they say. In the calling thread; Torch should use one thread for the times to be
/// comparable. Throws Error{usage} if the data set has no validation row; what fails for one method is said in its row.
/// @return nothing if it was stopped.
[[nodiscard]] std::optional<ComparisonResult> compareMethods(const ComparisonRun& run);

} // namespace segue::training
