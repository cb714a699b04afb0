// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/chosen_classifiers.h"

#include "engine/training/log_loss.h"
#include "engine/training/logistic_regression.h"
#include "engine/training/network_classifier.h"
#include "engine/training/perceptron.h"
#include "engine/training/statistics_cnn.h"
#include "engine/training/support_vectors.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <optional>
#include <random>
#include <utility>

namespace segue::training {

namespace {

constexpr std::size_t kRowsToChooseBy = 2'000;
constexpr std::size_t kMostRows = 12'000; // of support vectors

template <typename... Values>
std::string written(const char* form, Values... values) {
    std::array<char, 160> text{};
    std::snprintf(text.data(), text.size(), form, values...);
    return text.data();
}

bool refits(const TrainingSides& sides) {
    return sides.all.values.data() != sides.fit.values.data() || sides.all.values.size() != sides.fit.values.size();
}

/// Some of a side's rows, evenly drawn, in their order.
class DrawnRows final {
public:
    DrawnRows(const LabelledFeatures& rows, std::size_t most, std::uint64_t seed)
        : m_size(rows.size)
        , m_count(rows.classes) {
        std::mt19937_64 random(seed);
        std::size_t wanted = std::min(most, rows.labels.size());
        for (std::size_t row = 0; row < rows.labels.size(); ++row) {
            if (random() % (rows.labels.size() - row) >= wanted)
                continue;
            --wanted;
            const auto values = rows.values.subspan(row * rows.size, rows.size);
            m_values.insert(m_values.end(), values.begin(), values.end());
            m_labels.push_back(rows.labels[row]);
        }
    }
    [[nodiscard]] LabelledFeatures rows() const { return {m_values, m_size, m_labels, m_count}; }

private:
    std::vector<float> m_values;
    std::vector<std::size_t> m_labels;
    std::size_t m_size;
    std::size_t m_count;
};

/// Chooses among all combinations of these settings by the judging rows; gamma in shares of 1 / size.
SupportVectorSettings chooseSupportVectors(const LabelledFeatures& fit, const LabelledFeatures& judge,
                                           const std::stop_token& stop) {
    constexpr std::array kCosts{0.5, 1.0, 2.0, 4.0};
    constexpr std::array kGammas{0.5, 1.0};
    SupportVectorSettings best;
    double least = std::numeric_limits<double>::infinity();
    for (const double cost : kCosts) {
        for (const double gamma : kGammas) {
            if (judge.labels.empty() || stop.stop_requested())
                return best;
            SupportVectorSettings settings{.cost = cost, .gamma = gamma / static_cast<double>(fit.size)};
            const auto shares = SupportVectorClassifier::train(fit, settings, stop).probabilities(judge.values);
            settings.sharpness = sharpnessFor(shares, judge.labels);
            if (const double loss = logLoss(shares, judge.labels, settings.sharpness); loss < least) {
                least = loss;
                best = settings;
            }
        }
    }
    return best;
}

ChosenClassifier chosenNetwork(const TrainingSides& sides, const MakeStatisticsNetwork& make, NetworkTraining settings,
                               const std::stop_token& stop) {
    auto chosen = NetworkClassifier::train(sides.fit, sides.judge, make, settings, stop);
    const int epochs = chosen.epochs();
    if (refits(sides) && epochs > 0 && !stop.stop_requested()) {
        settings.epochs = epochs;
        chosen = NetworkClassifier::train(sides.all, {}, make, settings, stop);
    }
    return {std::make_unique<NetworkClassifier>(std::move(chosen)), written("%d epochs", epochs)};
}

} // namespace

ChosenClassifier chosenLogisticRegression(const TrainingSides& sides, std::uint64_t, const std::stop_token& stop) {
    constexpr std::array kPenalties{3.0, 10.0, 30.0, 100.0, 300.0, 1000.0};
    double penalty = kPenalties[2];
    double least = std::numeric_limits<double>::infinity();
    for (const double l2 : kPenalties) {
        if (sides.judge.labels.empty() || stop.stop_requested())
            break;
        const auto candidate =
            LogisticRegression::train(sides.fit.values, sides.fit.size, sides.fit.labels, sides.fit.classes, l2, stop);
        if (const double loss = logLoss(candidate.probabilities(sides.judge.values), sides.judge.labels); loss < least) {
            least = loss;
            penalty = l2;
        }
    }
    const LabelledFeatures& rows = sides.all;
    return {std::make_unique<LogisticRegression>(
                LogisticRegression::train(rows.values, rows.size, rows.labels, rows.classes, penalty, stop)),
            written("l2 %g", penalty)};
}

ChosenClassifier chosenSupportVectors(const TrainingSides& sides, std::uint64_t seed, const std::stop_token& stop) {
    const DrawnRows fit(sides.fit, kRowsToChooseBy, seed);
    const DrawnRows judge(sides.judge, kRowsToChooseBy, seed + 1);
    const SupportVectorSettings settings = chooseSupportVectors(fit.rows(), judge.rows(), stop);
    std::optional<DrawnRows> fewer;
    if (sides.all.labels.size() > kMostRows)
        fewer.emplace(sides.all, kMostRows, seed + 2);
    auto classifier = SupportVectorClassifier::train(fewer ? fewer->rows() : sides.all, settings, stop);
    std::string text =
        written("C %g, gamma %.2g, %zu support vectors, all of whose numbers count as parameters", settings.cost,
                settings.gamma > 0.0 ? settings.gamma : 1.0 / static_cast<double>(sides.all.size), classifier.supportVectors());
    if (fewer)
        text += written(", learned from %zu of %zu rows", kMostRows, sides.all.labels.size());
    return {std::make_unique<SupportVectorClassifier>(std::move(classifier)), text};
}

ChosenClassifier chosenPerceptron(const TrainingSides& sides, std::uint64_t seed, const std::stop_token& stop) {
    const auto size = static_cast<std::int64_t>(sides.fit.size);
    const auto make = [size](std::int64_t classes) {
        return std::make_shared<Perceptron>(size, std::vector<std::int64_t>{200, 50}, classes, 0.5);
    };
    return chosenNetwork(sides, make, {.learningRate = 3e-4, .epochs = 100, .seed = seed}, stop);
}

ChosenClassifier chosenStatisticsCnn(const TrainingSides& sides, std::uint64_t seed, const std::stop_token& stop) {
    const auto size = static_cast<std::int64_t>(sides.fit.size);
    const auto make = [size](std::int64_t classes) { return std::make_shared<StatisticsCnn>(size, classes); };
    return chosenNetwork(sides, make, {.epochs = 30, .patience = 4, .seed = seed}, stop);
}

} // namespace segue::training
