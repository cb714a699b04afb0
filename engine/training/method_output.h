// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace segue::training {

/// What one way of hearing says of the evaluated rows, so that networks, classifiers of statistics and the teacher can
/// stand in one table. A method may only classify or only measure distances: what it does not do is empty.
struct MethodOutput {
    std::string name;                              ///< "segue-net/2", "mfcc (140), support vectors"; unique in a report
    std::string group;                             ///< heading it stands under, "Method 1: statistics"
    std::size_t parameters = 0;                    ///< numbers learned from data; 0: none
    std::vector<float> probabilities;              ///< [rows, labels], rows sum to 1; empty: it does not classify
    std::vector<float> embeddings;                 ///< [rows, size], unit length; empty: it knows no distance
    std::optional<double> trainingSeconds;         ///< wall clock; absent: not known or not trained
    std::optional<double> inferenceSecondsPerSong; ///< CPU time from the method's input to its answer
    std::string note;                              ///< what a reader must know, one sentence; may be empty
};

} // namespace segue::training
