// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/training_settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace segue::training {

std::string describe(const TrainingSettings& settings) {
    const AugmentationSettings& varied = settings.augmentation;
    const nlohmann::ordered_json json = {
        {"epochs", settings.epochs},
        {"batch", settings.batch},
        {"seed", settings.seed},
        {"learning_rate", settings.learningRate},
        {"weight_decay", settings.weightDecay},
        {"label_smoothing", settings.labelSmoothing},
        {"dropout", settings.dropout},
        {"averaging", settings.averaging},
        {"shift", varied.shift},
        {"gain_db", varied.gainDb},
        {"equaliser_db", varied.equaliserDb},
        {"mask_bands", varied.maskBands},
        {"mask_columns", varied.maskColumns},
        {"mixup", varied.mixup},
    };
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
