// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace segue::features {

/// The features whose statistics are taken, in the alphabetical order of the names that the Free Music Archive's
/// features.csv gives them.
enum class Feature {
    chromaCens,
    chromaCqt,
    chromaStft,
    mfcc,
    rms,
    spectralBandwidth,
    spectralCentroid,
    spectralContrast,
    spectralRolloff,
    tonnetz,
    zeroCrossingRate,
};

/// A feature's name in features.csv and how many rows it has.
struct FeatureRows {
    std::string_view name;
    std::size_t rows;
};

inline constexpr std::size_t kFeatureCount = 11;
inline constexpr std::array<FeatureRows, kFeatureCount> kFeatureRows{{{"chroma_cens", 12},
                                                                      {"chroma_cqt", 12},
                                                                      {"chroma_stft", 12},
                                                                      {"mfcc", 20},
                                                                      {"rmse", 1},
                                                                      {"spectral_bandwidth", 1},
                                                                      {"spectral_centroid", 1},
                                                                      {"spectral_contrast", 7},
                                                                      {"spectral_rolloff", 1},
                                                                      {"tonnetz", 6},
                                                                      {"zcr", 1}}};

/// Seven statistics of 74 rows.
inline constexpr std::size_t kStatisticCount = 518;

/// An order of the 518: features, within each its statistics, within each the feature's rows.
struct StatisticsLayout {
    std::array<Feature, kFeatureCount> features;
    std::array<std::string_view, 7> statistics; ///< features.csv's words: kurtosis, max, mean, median, min, skew, std
};

/// The columns of features.csv.
[[nodiscard]] const StatisticsLayout& fmaLayout();

/// The order of ../shared/reference/*/statistics_518.npy.
[[nodiscard]] const StatisticsLayout& referenceLayout();

/// What one of the 518 is: features.csv's three header rows.
struct StatisticColumn {
    std::string_view feature;
    std::string_view statistic;
    std::string number; ///< the feature's row, "01" .. "20"
    bool operator==(const StatisticColumn&) const = default;
};

/// [518]
[[nodiscard]] std::vector<StatisticColumn> statisticColumns(const StatisticsLayout& layout = fmaLayout());

/// The seven statistics (see Moments) of each row of one feature: [7 * rows], all rows' first statistic, all rows' second.
[[nodiscard]] std::vector<float> rowStatistics(const Matrix& feature, const StatisticsLayout& layout = fmaLayout());

/// The statistics of features that lie as in kFeatureRows.
/// @param features each [rows, frames]; throws Error{usage} for another number of rows
/// @return [518]
[[nodiscard]] std::vector<float> statisticsOf(const std::array<const Matrix*, kFeatureCount>& features,
                                              const StatisticsLayout& layout = fmaLayout());

/// Puts 518 values from one order into another. Throws Error{usage} for another number of values.
[[nodiscard]] std::vector<float> reordered(std::span<const float> values, const StatisticsLayout& from, const StatisticsLayout& to);

} // namespace segue::features
