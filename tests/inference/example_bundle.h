// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_spec.h"

#include <string>

namespace segue::test {

/// A description in which every member differs from its default.
inline inference::ModelSpec exampleSpec() {
    inference::ModelSpec spec;
    spec.name = "example";
    spec.version = 3;
    spec.architecture = "study-cnn";
    spec.frontEnd = {.rateHz = 22'050,
                     .fftSize = 1024,
                     .hopLength = 256,
                     .bands = 64,
                     .columns = 32,
                     .floorDb = -70.5F,
                     .excerptSeconds = 20,
                     .excerptsPerSong = 2};
    spec.labels = {"Folk", "Hip-Hop", "Música"};
    spec.embeddingSize = 12;
    spec.weightsSha256 = std::string(64, 'a');
    spec.trainingCommand = "segue-cli train fma_small --output example";
    spec.validationAccuracy = 0.4625;
    spec.validationPrecisionAt10 = 0.3125;
    return spec;
}

} // namespace segue::test
