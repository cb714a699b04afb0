// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/statistics.h"

#include "engine/features/moments.h"
#include "engine/words/error.h"

#include <algorithm>

namespace segue::features {

namespace {

struct NamedMoment {
    std::string_view name;
    float Moments::*value;
};

constexpr std::array<NamedMoment, 7> kMoments{{{"kurtosis", &Moments::kurtosis},
                                               {"max", &Moments::maximum},
                                               {"mean", &Moments::mean},
                                               {"median", &Moments::median},
                                               {"min", &Moments::minimum},
                                               {"skew", &Moments::skew},
                                               {"std", &Moments::deviation}}};

float valueOf(const Moments& moments, std::string_view statistic) {
    const auto found = std::ranges::find(kMoments, statistic, &NamedMoment::name);
    return moments.*found->value;
}

const FeatureRows& rowsOf(Feature feature) { return kFeatureRows[static_cast<std::size_t>(feature)]; }

} // namespace

const StatisticsLayout& fmaLayout() {
    static constexpr StatisticsLayout layout{{Feature::chromaCens, Feature::chromaCqt, Feature::chromaStft, Feature::mfcc,
                                              Feature::rms, Feature::spectralBandwidth, Feature::spectralCentroid,
                                              Feature::spectralContrast, Feature::spectralRolloff, Feature::tonnetz,
                                              Feature::zeroCrossingRate},
                                             {"kurtosis", "max", "mean", "median", "min", "skew", "std"}};
    return layout;
}

const StatisticsLayout& referenceLayout() {
    static constexpr StatisticsLayout layout{{Feature::chromaStft, Feature::chromaCqt, Feature::chromaCens, Feature::tonnetz,
                                              Feature::mfcc, Feature::rms, Feature::zeroCrossingRate, Feature::spectralCentroid,
                                              Feature::spectralBandwidth, Feature::spectralContrast, Feature::spectralRolloff},
                                             {"mean", "std", "skew", "kurtosis", "median", "min", "max"}};
    return layout;
}

std::vector<StatisticColumn> statisticColumns(const StatisticsLayout& layout) {
    std::vector<StatisticColumn> columns;
    columns.reserve(kStatisticCount);
    for (const Feature feature : layout.features) {
        for (const std::string_view statistic : layout.statistics) {
            for (std::size_t row = 1; row <= rowsOf(feature).rows; ++row)
                columns.push_back({rowsOf(feature).name, statistic, (row < 10 ? "0" : "") + std::to_string(row)});
        }
    }
    return columns;
}

std::vector<float> rowStatistics(const Matrix& feature, const StatisticsLayout& layout) {
    std::vector<Moments> moments;
    for (std::size_t row = 0; row < feature.rows; ++row)
        moments.push_back(momentsOf(feature.row(row)));
    std::vector<float> values;
    for (const std::string_view statistic : layout.statistics) {
        for (const Moments& ofRow : moments)
            values.push_back(valueOf(ofRow, statistic));
    }
    return values;
}

std::vector<float> statisticsOf(const std::array<const Matrix*, kFeatureCount>& features, const StatisticsLayout& layout) {
    std::vector<float> values;
    values.reserve(kStatisticCount);
    for (const Feature feature : layout.features) {
        const Matrix& matrix = *features[static_cast<std::size_t>(feature)];
        if (matrix.rows != rowsOf(feature).rows)
            throw Error(ErrorKind::usage, "The feature " + std::string(rowsOf(feature).name) + " has " +
                                              std::to_string(matrix.rows) + " rows instead of " +
                                              std::to_string(rowsOf(feature).rows) + ".");
        const std::vector<float> ofFeature = rowStatistics(matrix, layout);
        values.insert(values.end(), ofFeature.begin(), ofFeature.end());
    }
    return values;
}

std::vector<float> reordered(std::span<const float> values, const StatisticsLayout& from, const StatisticsLayout& to) {
    if (values.size() != kStatisticCount)
        throw Error(ErrorKind::usage, "There are 518 statistics, not " + std::to_string(values.size()) + ".");
    const std::vector<StatisticColumn> given = statisticColumns(from);
    const std::vector<StatisticColumn> wanted = statisticColumns(to);
    std::vector<float> result(kStatisticCount);
    for (std::size_t i = 0; i < kStatisticCount; ++i) {
        const auto found = std::ranges::find(given, wanted[i]);
        result[i] = values[static_cast<std::size_t>(found - given.begin())];
    }
    return result;
}

} // namespace segue::features
