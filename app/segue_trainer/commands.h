// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/front_end.h"
#include "engine/training/dataset.h"
#include "engine/training/training_settings.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue::trainer {

struct TrainOptions {
    std::filesystem::path dataset;
    std::filesystem::path output;
    std::filesystem::path checkpoints; ///< empty = "OUTPUT.checkpoint" beside the output
    std::string name;                  ///< of the network; empty = the output folder's
    int version = 1;                   ///< of the bundle
    training::TrainingSettings settings;
    std::filesystem::path taught;               ///< folder of music without genres that teachers have heard; empty = none
    std::vector<std::filesystem::path> mentors; ///< bundles to learn from
    bool teacherWanted = false;                 ///< asked for by name: then it is an error if the data set has none
    features::FrontEnd frontEnd;                ///< for audio that is still to be decoded
    std::filesystem::path cache;                ///< of patches; empty = the user's
    int threads = 1;                            ///< that decode
    int reportEvery = 2;                        ///< epochs
};

struct EvaluateOptions {
    std::filesystem::path dataset = "../shared/data/fma_small";
    std::filesystem::path model;
    training::RowChoice rows = training::RowChoice::validation;
    std::filesystem::path json;  ///< empty = none is written
    std::filesystem::path cache; ///< of patches, where the data set is audio
    int threads = 1;

    std::vector<std::string> networks;          ///< ids, names or folders of bundles: compare these on music, instead
    std::filesystem::path taught;               ///< folder of music that teachers have heard: print figures of it too; empty = none
    bool lists = false;                         ///< measure the rules of lists
    bool map = false;                           ///< measure the map of the songs instead
    bool heardAs = false;                       ///< figures of hearing in the words of tags, instead of the network's genres
    bool all = false;                           ///< compare every method; what follows is for that
    std::filesystem::path shippedBundles;       ///< folder of the bundles that came with Segue
    std::vector<std::filesystem::path> bundles; ///< more bundles, or folders of them
    std::filesystem::path output = "segue-report";
    bool statistics = true;
    std::filesystem::path features; ///< folder of the Free Music Archive's features.csv; empty = not at hand
};

/// Trains, or goes on training, and keeps an up-to-date bundle in the output folder. Blocks SIGINT and SIGTERM in the
/// calling thread, which end the run after a checkpoint. Progress goes to stderr, the last figures to stdout.
/// @return the program's exit status: 0 finished, 130 stopped by a signal. Throws segue::Error.
[[nodiscard]] int runTrain(const TrainOptions& options);

/// Prints the figures of one bundle on stdout. Signals and exit status as above. Throws segue::Error.
[[nodiscard]] int runEvaluate(const EvaluateOptions& options);

/// Prints what the rules of lists (engine/words/list_rules.h) do to lists of the validation rows, and how simulated listeners'
/// opinions move them. With `all` also for other shapes of LeaningShape.
[[nodiscard]] int runEvaluateLists(const EvaluateOptions& options);

/// Prints how far Segue's map of the songs can be believed, against the principal plane. Signals and exit status as above.
/// Throws segue::Error.
[[nodiscard]] int runEvaluateMap(const EvaluateOptions& options);

/// Prints how well songs are heard by the tags of those near them (recommend/genres/heard_as.h), the data set taken as a library.
/// Signals and exit status as above. Throws segue::Error.
[[nodiscard]] int runHeardAs(const EvaluateOptions& options);

/// Compares every method, prints the tables on stdout and writes a report with pictures into the output folder. Signals
/// and exit status as above. Throws segue::Error; a problem of one bundle is reported in its row.
[[nodiscard]] int runEvaluateAll(const EvaluateOptions& options);

/// Compares networks, single ones and several together, on folders of music, a folder a genre: a table on stdout, with a line for
/// each song that cannot be heard. Signals and exit status as above; 1 where nothing could be compared. Throws segue::Error; a
/// problem of one network is reported in its row.
[[nodiscard]] int runEvaluateNetworks(const EvaluateOptions& options);

} // namespace segue::trainer
