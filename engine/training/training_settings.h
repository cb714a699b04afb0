// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/augmentation_settings.h"
#include "engine/training/row_choice.h"

#include <cstdint>
#include <string>

namespace segue::training {

/// Everything that decides which weights come out of a training run on given data.
struct TrainingSettings {
    std::string architecture = "study-cnn"; ///< one of inference::architectures()
    int epochs = 30;
    int batch = 32;               ///< clips a step of the optimizer
    std::uint64_t seed = 1;       ///< of the first weights, the order of the clips, their variations and the dropout
    double learningRate = 1.5e-3; ///< the peak of the one-cycle schedule
    double weightDecay = 0.05;
    double labelSmoothing = 0.1; ///< share of a target that is spread over all genres
    double dropout = 0.4;        ///< share of the activations hidden while training
    double teacher = 0.0;        ///< weight of the mean squared error to the standardised teacher vectors (distillation)
    double artist = 0.0;         ///< weight of the artist-contrastive loss on the unit embeddings
    double teacherGenres = 0.0;  ///< share of a clip's target that is the genres its teacher hears, not its label
    double genres = 0.0;         ///< weight of the genre-contrastive loss on the unit embeddings
    double sound = 0.0;          ///< weight of the sound part beside the network's unit embedding; 0: no such part
    /// Length of the genres heard beside the network's unit embedding, where there is a sound part; 0: they are not in the
    /// embedding. Left out where there are more genres than half of the network's numbers, in whose place they stand.
    double genresInStyle = 0.0;
    double relations = 0.0;       ///< weight of the difference between the teacher's neighbours and the embeddings'
    double taught = 0.0;          ///< weight of the error of what several teachers say of music without genres
    double mentors = 0.0;         ///< weight of the difference to the cosines that trained networks find, where there are such
    double mentorGenres = 0.0;    ///< share of a clip's target that is the genres these hear
    double recordings = 0.0;      ///< weight of the contrastive loss by recording, of that music
    int taughtRows = 16;          ///< of that music, beside the batch's clips
    bool mixedPrecision = false;  ///< see MixedPrecision
    int artistPairs = 12;         ///< pairs of clips by one artist in a batch, where `artist` is not 0
    double averaging = 0.995;     ///< the shipped weights are a running mean: share of the old one kept at every step
    Split split = Split::artists; ///< what separates the rows trained on from those that figures are measured on
    AugmentationSettings augmentation;

    bool operator==(const TrainingSettings&) const = default;
};

/// What trains an architecture well on the data the study used. Throws nothing: unknown names get the defaults above.
[[nodiscard]] TrainingSettings settingsFor(const std::string& architecture);

/// The settings as JSON on one line, to be kept beside what they made.
[[nodiscard]] std::string describe(const TrainingSettings& settings);

/// Rate of the one-cycle schedule at a step of [0, steps): a linear rise over the first fifth, then half a cosine down.
[[nodiscard]] double learningRateAt(const TrainingSettings& settings, std::int64_t step, std::int64_t steps);

} // namespace segue::training
