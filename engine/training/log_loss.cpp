// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/log_loss.h"

#include <algorithm>
#include <cmath>

namespace segue::training {

double logLoss(std::span<const float> probabilities, std::span<const std::size_t> labels, double sharpness) {
    constexpr double kLeast = 1e-6;
    const std::size_t classes = labels.empty() ? 1 : probabilities.size() / labels.size();
    double sum = 0.0;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        double total = 0.0;
        for (const float share : probabilities.subspan(row * classes, classes))
            total += std::pow(static_cast<double>(share), sharpness);
        const double share = std::pow(static_cast<double>(probabilities[row * classes + labels[row]]), sharpness);
        sum -= std::log(std::max(share / total, kLeast));
    }
    return labels.empty() ? 0.0 : sum / static_cast<double>(labels.size());
}

double sharpnessFor(std::span<const float> probabilities, std::span<const std::size_t> labels) {
    double best = 1.0;
    for (double sharpness = 1.0 / 8.0; sharpness <= 8.0; sharpness *= std::sqrt(2.0)) {
        if (logLoss(probabilities, labels, sharpness) < logLoss(probabilities, labels, best))
            best = sharpness;
    }
    return best;
}

} // namespace segue::training
