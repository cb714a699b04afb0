// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/classifier.h"

#include <stop_token>

namespace segue::training {

/// Multinomial logistic regression: the classes' probabilities are the softmax of a linear function. Learned by making
/// the summed cross-entropy plus half of l2 times the squared weights (offsets are free) as small as it gets, with
/// L-BFGS over all rows at once. Nothing in it is random: the same rows give the same classifier.
class LogisticRegression final : public Classifier {
public:
    /// Throws Error{usage} as PresentClasses does, and for an l2 below 0. Without l2, separable classes would have
    /// endless weights; it then ends after some hundred steps. A stop leaves it half trained.
    /// @param features [rows, size], finite @param labels [rows]
    [[nodiscard]] static LogisticRegression train(std::span<const float> features, std::size_t size,
                                                  std::span<const std::size_t> labels, std::size_t classes, double l2,
                                                  const std::stop_token& stop = {});

    [[nodiscard]] std::vector<float> probabilities(std::span<const float> features) const override;
    [[nodiscard]] std::size_t parameters() const override { return m_weights.size() + m_offsets.size(); }

private:
    LogisticRegression(PresentClasses classes, std::size_t size)
        : m_classes(std::move(classes))
        , m_size(size) {}

    PresentClasses m_classes;
    std::size_t m_size;
    std::vector<double> m_weights; // [present classes, size]
    std::vector<double> m_offsets; // [present classes]
};

} // namespace segue::training
