// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/statistics_methods.h"

#include "engine/training/chosen_classifiers.h"
#include "engine/training/feature_scale.h"
#include "engine/training/feature_sets.h"
#include "engine/training/mfcc_statistics.h"
#include "engine/training/process_time.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>

namespace segue::training {

namespace {

constexpr const char* kGroup = "Method 1: statistics";

struct Kind {
    const char* name;
    TrainChosen train;
};
constexpr std::array kRivals{Kind{"logistic regression", chosenLogisticRegression}, Kind{"support vectors", chosenSupportVectors},
                             Kind{"perceptron", chosenPerceptron}};
constexpr Kind kStudy{"the study's 1-D CNN", chosenStatisticsCnn};

/// Rows of a table by what they are for.
struct RowSides {
    std::vector<std::size_t> fit;
    std::vector<std::size_t> judge;
    std::vector<std::size_t> all; ///< what the chosen settings are trained on
    std::vector<std::size_t> answered;
};

/// Statistics with the true genres and artists.
struct Table {
    const features::Matrix& values;
    std::vector<std::size_t> genres;
    std::vector<std::int64_t> artists;
    std::size_t classes;
};

// Spreads artists' numbers evenly, whatever the data set's own split takes them for (splitmix64's last steps).
std::uint64_t scattered(std::int64_t artist) {
    auto x = static_cast<std::uint64_t>(artist) + 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

// A fifth of the artists judges. If that leaves a side empty (a single artist), every fifth row does, and if there are
// not even five, nothing is chosen.
void setJudgesApart(const Table& table, RowSides& sides) {
    const auto divide = [&](auto&& judges) {
        sides.fit.clear();
        sides.judge.clear();
        for (std::size_t i = 0; i < sides.all.size(); ++i)
            (judges(i) ? sides.judge : sides.fit).push_back(sides.all[i]);
        return !sides.fit.empty() && !sides.judge.empty();
    };
    if (divide([&](std::size_t i) { return scattered(table.artists[sides.all[i]]) % 5 == 0; }))
        return;
    if (divide([&](std::size_t i) { return i % 5 == 4; }))
        return;
    sides.fit = sides.all;
    sides.judge.clear();
}

/// Some columns of some rows, standardised.
class TableRows final {
public:
    TableRows(const Table& table, std::span<const std::size_t> rows, std::span<const std::size_t> columns)
        : m_classes(table.classes)
        , m_size(columns.size()) {
        m_values.reserve(rows.size() * columns.size());
        for (const std::size_t row : rows) {
            for (const std::size_t column : columns)
                m_values.push_back(table.values.at(row, column));
            m_labels.push_back(table.genres[row]);
        }
    }
    void standardise(const FeatureScale& scale) { m_values = scale.apply(m_values); }
    [[nodiscard]] const std::vector<float>& values() const { return m_values; }
    [[nodiscard]] LabelledFeatures rows() const { return {m_values, m_size, m_labels, m_classes}; }

private:
    std::vector<float> m_values;
    std::vector<std::size_t> m_labels;
    std::size_t m_classes;
    std::size_t m_size;
};

/// Measures one feature set with every method.
class FeatureSetComparison final {
public:
    FeatureSetComparison(const Table& table, const RowSides& sides, const FeatureSet& set, const StatisticsRun& run)
        : m_name(set.name + " (" + std::to_string(set.columns.size()) + ")")
        , m_size(set.columns.size())
        , m_run(run)
        , m_fit(table, sides.fit, set.columns)
        , m_judge(table, sides.judge, set.columns)
        , m_all(table, sides.all, set.columns)
        , m_answered(table, sides.answered, set.columns)
        , m_scale(FeatureScale::learn(m_all.values(), m_size))
        , m_refit(sides.fit != sides.all) {
        for (TableRows* const part : {&m_fit, &m_judge, &m_all})
            part->standardise(m_scale);
    }

    /// The statistics themselves as a distance, without a classifier.
    [[nodiscard]] MethodOutput cosine() const {
        MethodOutput output{.name = m_name + ", cosine", .group = kGroup};
        if (m_run.onMethod)
            m_run.onMethod(output.name);
        const double begin = cpuSeconds();
        output.embeddings = m_scale.apply(m_answered.values());
        makeUnitLength(output.embeddings, m_size);
        output.inferenceSecondsPerSong = perSong(cpuSeconds() - begin);
        output.note = "standardised statistics scaled to unit length; nothing is learned but each one's mean and deviation";
        return output;
    }

    [[nodiscard]] MethodOutput classified(const Kind& kind) const {
        MethodOutput output{.name = m_name + ", " + kind.name, .group = kGroup};
        if (m_run.onMethod)
            m_run.onMethod(output.name);
        const auto start = std::chrono::steady_clock::now();
        const TrainingSides sides{m_fit.rows(), m_judge.rows(), m_refit ? m_all.rows() : m_fit.rows()};
        const ChosenClassifier chosen = kind.train(sides, m_run.seed, m_run.stop);
        output.trainingSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        const double begin = cpuSeconds();
        const auto rows = m_scale.apply(m_answered.values());
        output.probabilities = chosen.classifier->probabilities(rows);
        output.inferenceSecondsPerSong = perSong(cpuSeconds() - begin);
        output.embeddings = chosen.classifier->embeddings(rows);
        if (!output.embeddings.empty())
            makeUnitLength(output.embeddings, output.embeddings.size() / (rows.size() / m_size));
        output.parameters = chosen.classifier->parameters();
        output.note = chosen.settings;
        return output;
    }

private:
    [[nodiscard]] double perSong(double seconds) const {
        return seconds * static_cast<double>(m_size) / static_cast<double>(m_answered.values().size());
    }

    std::string m_name;
    std::size_t m_size;
    const StatisticsRun& m_run;
    TableRows m_fit, m_judge, m_all;
    TableRows m_answered; // as they come: standardising them belongs to the answer's time
    FeatureScale m_scale;
    bool m_refit;
};

void checkSides(const RowSides& sides, std::size_t rows) {
    if (sides.all.empty())
        throw Error(ErrorKind::usage, "There is no row to train on in this data set.");
    if (sides.answered.empty())
        throw Error(ErrorKind::usage, "There is no row to evaluate in this data set.");
    for (const auto* const side : {&sides.all, &sides.answered})
        if (std::ranges::max(*side) >= rows)
            throw Error(ErrorKind::usage, "Row " + std::to_string(std::ranges::max(*side)) + " is not in this data set.");
}

void compare(const FeatureSetComparison& comparison, std::span<const Kind> kinds, const std::stop_token& stop,
             std::vector<MethodOutput>& outputs) {
    if (stop.stop_requested())
        return;
    outputs.push_back(comparison.cosine());
    for (const Kind& kind : kinds) {
        MethodOutput output = comparison.classified(kind);
        if (stop.stop_requested())
            return; // it may be half trained
        outputs.push_back(std::move(output));
    }
}

} // namespace

std::vector<MethodOutput> mfccMethods(const Dataset& dataset, const std::filesystem::path& folder,
                                      std::span<const std::size_t> trainingRows, std::span<const std::size_t> evaluatedRows,
                                      const StatisticsRun& run) {
    RowSides sides;
    sides.all.assign(trainingRows.begin(), trainingRows.end());
    sides.answered.assign(evaluatedRows.begin(), evaluatedRows.end());
    checkSides(sides, dataset.size());
    const features::Matrix values = readMfccStatistics(folder / "mfcc20_f16.npy", dataset.size());
    Table table{.values = values, .genres = {}, .artists = {}, .classes = dataset.labels().size()};
    for (std::size_t row = 0; row < dataset.size(); ++row) {
        table.genres.push_back(dataset.genre(row));
        table.artists.push_back(dataset.artist(row));
    }
    setJudgesApart(table, sides);
    FeatureSet set{.name = "mfcc", .columns = std::vector<std::size_t>(kMfccStatistics)};
    std::iota(set.columns.begin(), set.columns.end(), std::size_t{0});
    std::vector<MethodOutput> outputs;
    compare(FeatureSetComparison(table, sides, set, run), kRivals, run.stop, outputs);
    return outputs;
}

std::vector<MethodOutput> tableMethods(const FmaStatistics& statistics, const StatisticsRun& run) {
    const Table table{.values = statistics.values,
                      .genres = statistics.genres,
                      .artists = statistics.artists,
                      .classes = statistics.labels.size()};
    RowSides sides{
        .fit = statistics.training, .judge = statistics.validation, .all = statistics.training, .answered = statistics.test};
    checkSides(sides, statistics.genres.size());
    if (sides.judge.empty())
        setJudgesApart(table, sides);
    std::vector<MethodOutput> outputs;
    for (const FeatureSet& set : featureSets()) {
        std::vector<Kind> kinds(kRivals.begin(), kRivals.end());
        if (set.columns.size() == statistics.values.columns)
            kinds.push_back(kStudy);
        compare(FeatureSetComparison(table, sides, set, run), kinds, run.stop, outputs);
    }
    return outputs;
}

} // namespace segue::training
