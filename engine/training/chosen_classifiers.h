// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/classifier.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>

namespace segue::training {

/// Standardised rows to train a classifier with. Settings are chosen by training on `fit` and measuring on `judge`; the
/// chosen ones are then trained on `all`, unless that is `fit` again.
struct TrainingSides {
    LabelledFeatures fit;
    LabelledFeatures judge; ///< no rows: nothing is chosen, the settings are the usual ones
    LabelledFeatures all;
};

/// A trained classifier, and how it came about.
struct ChosenClassifier {
    std::unique_ptr<Classifier> classifier;
    std::string settings; ///< "l2 100", for people
};

/// Trains one kind of classifier; a stop leaves it half trained. Throws what the classifier throws.
using TrainChosen = ChosenClassifier (*)(const TrainingSides& sides, std::uint64_t seed, const std::stop_token& stop);

/// The l2 penalty is chosen.
[[nodiscard]] ChosenClassifier chosenLogisticRegression(const TrainingSides& sides, std::uint64_t seed,
                                                        const std::stop_token& stop);

/// Cost, gamma and sharpness are chosen, on 2,000 of the rows where there are more. It learns from 12,000 rows at most,
/// drawn evenly, since its time grows with their square.
[[nodiscard]] ChosenClassifier chosenSupportVectors(const TrainingSides& sides, std::uint64_t seed, const std::stop_token& stop);

/// The number of epochs is chosen.
[[nodiscard]] ChosenClassifier chosenPerceptron(const TrainingSides& sides, std::uint64_t seed, const std::stop_token& stop);

/// The number of epochs is chosen.
[[nodiscard]] ChosenClassifier chosenStatisticsCnn(const TrainingSides& sides, std::uint64_t seed, const std::stop_token& stop);

} // namespace segue::training
