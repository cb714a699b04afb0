// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/classifier.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>

namespace segue::training {

class StatisticsNetwork;

/// Makes a network with random weights for so many classes.
using MakeStatisticsNetwork = std::function<std::shared_ptr<StatisticsNetwork>(std::int64_t classes)>;

struct NetworkTraining {
    double learningRate = 1e-3; ///< of AdamW
    double weightDecay = 1e-2;
    std::int64_t batch = 64;
    int epochs = 50;        ///< at most, or exactly if nothing judges
    int patience = 8;       ///< ends after so many epochs in which the judging rows were not heard better
    std::uint64_t seed = 1; ///< of weights, order and dropout
};

/// A network of statistics as a classifier. Immutable once trained.
class NetworkClassifier final : public Classifier {
public:
    /// Trains until the judging rows are heard no better (cross-entropy), and keeps the network that heard them best;
    /// without judging rows, for exactly so many epochs. The same seed gives the same network, with the same number of
    /// threads. A stop leaves it half trained (obeyed after the current step).
    ///
    /// Throws Error{usage} as PresentClasses does, what @p make throws, and if the loss is no number any more.
    [[nodiscard]] static NetworkClassifier train(const LabelledFeatures& rows, const LabelledFeatures& judge,
                                                 const MakeStatisticsNetwork& make, const NetworkTraining& settings,
                                                 const std::stop_token& stop = {});

    [[nodiscard]] std::vector<float> probabilities(std::span<const float> features) const override;
    [[nodiscard]] std::vector<float> embeddings(std::span<const float> features) const override;
    [[nodiscard]] std::size_t parameters() const override;

    [[nodiscard]] int epochs() const { return m_epochs; } ///< that the kept network was trained for

private:
    NetworkClassifier(PresentClasses classes, std::size_t size)
        : m_classes(std::move(classes))
        , m_size(size) {}
    class Training;

    PresentClasses m_classes;
    std::size_t m_size;
    std::shared_ptr<StatisticsNetwork> m_network;
    int m_epochs = 0;
};

} // namespace segue::training
