// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/classifier.h"

#include <stop_token>
#include <utility>

namespace segue::training {

struct SupportVectorSettings {
    double cost = 1.0;      ///< C: how much a row on the wrong side costs against a wide margin, above 0
    double gamma = 0.0;     ///< of the kernel exp(-gamma * distance^2), above 0; 0: one over the size of a row
    double sharpness = 1.0; ///< of the softmax that makes probabilities of scores; see log_loss.h
};

/// Support vectors with a Gaussian kernel, one against one: libsvm's solver for each pair of classes. A class's score
/// is the number of pairs it wins, ties broken by how clearly; the probabilities are the softmax of the scores, so the
/// most probable class is the one that wins most. (Platt's way would train everything five times more.)
///
/// Time and the kernel's cache grow with the square of the rows: 6,000 rows of 140 take seconds, 20,000 of 518 minutes.
class SupportVectorClassifier final : public Classifier {
public:
    /// Throws Error{usage} as PresentClasses does, and for settings out of range. A stop leaves it half trained (obeyed
    /// after the current pair).
    [[nodiscard]] static SupportVectorClassifier train(const LabelledFeatures& rows, const SupportVectorSettings& settings,
                                                       const std::stop_token& stop = {});

    [[nodiscard]] std::vector<float> probabilities(std::span<const float> features) const override;

    /// Every number of every support vector, its weights in the pairs where it has one, and each pair's offset.
    [[nodiscard]] std::size_t parameters() const override;

    [[nodiscard]] std::size_t supportVectors() const { return m_vectors.size() / m_size; }
    void setSharpness(double sharpness) { m_sharpness = sharpness; }

private:
    SupportVectorClassifier(PresentClasses classes, std::size_t size)
        : m_classes(std::move(classes))
        , m_size(size) {}

    PresentClasses m_classes;
    std::size_t m_size;
    double m_gamma = 1.0;
    double m_sharpness = 1.0;
    std::vector<float> m_vectors; // [support vectors, size]
    std::vector<float> m_weights; // [support vectors, pairs]
    std::vector<float> m_offsets; // [pairs]: of classes 0-1, 0-2, .. 1-2, ..
};

} // namespace segue::training
