// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/training_settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace segue::training {

TrainingSettings settingsFor(const std::string& architecture) {
    TrainingSettings settings{.architecture = architecture};
    if (architecture == "segue-net") {
        settings.epochs = 24;
        settings.batch = 64;
        settings.learningRate = 2e-3;
        settings.dropout = 0.2;
        settings.teacher = 2.0;
        settings.artist = 0.03;
        settings.teacherGenres = 0.5;
        settings.genres = 0.5;
        settings.sound = 1.0;
        settings.augmentation.maskBands = 20;
        settings.augmentation.maskColumns = 0;
        settings.augmentation.columns = 96;
        settings.augmentation.encoder = 0.4;
        settings.augmentation.mixup = 0.3;
    } else if (architecture == "segue-net-3") {
        settings.epochs = 40;
        settings.batch = 64;
        settings.learningRate = 2e-3;
        settings.dropout = 0.2;
        settings.teacher = 3.0;
        settings.relations = 0.3;
        settings.artist = 0.03;
        settings.teacherGenres = 0.5;
        settings.genres = 0.5;
        settings.sound = 1.0;
        settings.taught = 0.5;
        settings.genresInStyle = 0.5;
        settings.mentors = 15.0;
        settings.mentorGenres = 0.5;
        settings.augmentation.flip = true;
        settings.augmentation.gainDb = 3.0;
        settings.augmentation.equaliserDb = 4.0;
        settings.augmentation.maskBands = 12;
        settings.augmentation.maskColumns = 0;
        settings.augmentation.columns = 64;
        settings.augmentation.encoder = 0.4;
        settings.augmentation.mixup = 0.3;
    } else if (architecture == "study-crnn") {
        settings.epochs = 20;
        settings.batch = 64;
        settings.learningRate = 1.5e-3;
        settings.dropout = 0.3;
        settings.augmentation.columns = 64; // a recurrent network reads the other half the same way
        settings.augmentation.maskColumns = 8;
    }
    return settings;
}

std::string describe(const TrainingSettings& settings) {
    const AugmentationSettings& varied = settings.augmentation;
    nlohmann::ordered_json json = {
        {"architecture", settings.architecture},
        {"epochs", settings.epochs},
        {"batch", settings.batch},
        {"seed", settings.seed},
        {"learning_rate", settings.learningRate},
        {"weight_decay", settings.weightDecay},
        {"label_smoothing", settings.labelSmoothing},
        {"dropout", settings.dropout},
        {"teacher", settings.teacher},
        {"artist", settings.artist},
        {"artist_pairs", settings.artistPairs},
        {"teacher_genres", settings.teacherGenres},
        {"genres", settings.genres},
        {"sound", settings.sound},
        {"averaging", settings.averaging},
        {"shift", varied.shift},
        {"flip", varied.flip},
        {"gain_db", varied.gainDb},
        {"equaliser_db", varied.equaliserDb},
        {"mask_bands", varied.maskBands},
        {"mask_columns", varied.maskColumns},
        {"columns", varied.columns},
        {"encoder", varied.encoder},
        {"mixup", varied.mixup},
    };
    if (settings.genresInStyle > 0.0)
        json["genres_in_style"] = settings.genresInStyle;
    if (settings.relations > 0.0)
        json["relations"] = settings.relations;
    if (settings.taught > 0.0) {
        json["taught"] = settings.taught;
        json["taught_rows"] = settings.taughtRows;
        json["recordings"] = settings.recordings;
    }
    if (settings.mentors > 0.0 || settings.mentorGenres > 0.0) {
        json["mentors"] = settings.mentors;
        json["mentor_genres"] = settings.mentorGenres;
    }
    if (settings.mixedPrecision)
        json["mixed_precision"] = true;
    if (settings.split == Split::clips)
        json["split"] = "clips"; // the usual split goes without saying
    return json.dump();
}

double learningRateAt(const TrainingSettings& settings, std::int64_t step, std::int64_t steps) {
    const auto rise = static_cast<double>(std::max<std::int64_t>(steps / 5, 1));
    const auto at = static_cast<double>(step) + 1.0;
    if (at <= rise)
        return settings.learningRate * at / rise;
    const double fall = (at - rise) / std::max(static_cast<double>(steps) - rise, 1.0);
    return settings.learningRate * 0.5 * (1.0 + std::cos(std::numbers::pi * fall));
}

} // namespace segue::training
