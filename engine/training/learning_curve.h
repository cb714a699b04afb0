// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

namespace segue::training {

/// How far a network has come after so many epochs.
struct LearningPoint {
    int epoch = 0;
    std::optional<double> seconds; ///< wall clock of the training steps so far
    std::optional<double> loss;    ///< mean over the last epoch, lower is better
    double accuracy = 0.0;         ///< on the validation side, [0, 1], higher is better
    double precisionAt10 = 0.0;    ///< likewise
};

/// Adds a point to learning_curve.csv in the folder and draws learning_curve.png anew. Points of this and of later
/// epochs that stand there are dropped: the run went on from an earlier checkpoint, or is another one. A file that
/// cannot be understood is begun anew. Throws Error{io, noSpace}.
void recordLearning(const std::filesystem::path& folder, const LearningPoint& point);

} // namespace segue::training
