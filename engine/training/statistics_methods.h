// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/dataset.h"
#include "engine/training/fma_statistics.h"
#include "engine/training/method_output.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::training {

/// How a comparison of methods is run. All in the calling thread; the same seed gives the same figures (with the same
/// number of threads).
struct StatisticsRun {
    std::uint64_t seed = 1;
    /// Methods that are finished at a stop are returned. Obeyed within a second on MFCCs; on a large table the support
    /// vectors of two classes are one step, which may take half a minute.
    std::stop_token stop;
    std::function<void(const std::string& name)> onMethod; ///< before each method is trained; may be empty
};

/// Method 1 on what the data set's folder holds: the seven moments of the 20 MFCCs of its clips (mfcc20_f16.npy, float
/// [rows, 20, frames]; see mfcc_statistics.h). The statistics themselves compared by cosine, logistic regression,
/// support vectors, perceptron. Everything that can be chosen is chosen by setting apart a fifth of the training rows'
/// artists; the evaluated rows are only answered for.
///
/// Throws Error{io} if the file is missing, Error{badFile} if it does not fit the data set, and Error{usage} if there
/// is no training row or no evaluated one.
/// @return in the order of a report; outputs' rows are @p evaluatedRows, their labels the data set's
[[nodiscard]] std::vector<MethodOutput> mfccMethods(const Dataset& dataset, const std::filesystem::path& folder,
                                                    std::span<const std::size_t> trainingRows,
                                                    std::span<const std::size_t> evaluatedRows, const StatisticsRun& run = {});

/// Method 1 on the Free Music Archive's own features.csv and its own split: trained on its training rows, chosen on its
/// validation rows (if there are none, on artists set apart), answers for its test rows. Every feature set with every
/// classifier, and the study's 1-D network on all 518.
///
/// Throws Error{usage} if there is no training row or no test row.
/// @return outputs' rows are @p statistics.test, their labels @p statistics.labels
[[nodiscard]] std::vector<MethodOutput> tableMethods(const FmaStatistics& statistics, const StatisticsRun& run = {});

} // namespace segue::training
