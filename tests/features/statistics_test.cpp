// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/moments.h"
#include "engine/features/statistics.h"
#include "engine/words/error.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace segue;
using features::Moments;

TEST_CASE("moments are those of the population, skew and kurtosis biased") {
    const Moments moments = features::momentsOf(std::vector<float>{1.0F, 2.0F, 3.0F, 10.0F});
    CHECK(moments.mean == Approx(4.0));
    CHECK(moments.deviation == Approx(std::sqrt(12.5)));
    CHECK(moments.skew == Approx(45.0 / std::pow(12.5, 1.5)));
    CHECK(moments.kurtosis == Approx(348.5 / (12.5 * 12.5) - 3.0));
    CHECK(moments.median == Approx(2.5));
    CHECK(moments.minimum == 1.0F);
    CHECK(moments.maximum == 10.0F);
    CHECK(features::momentsOf(std::vector<float>{5.0F, -1.0F, 2.0F}).median == 2.0F);
}

TEST_CASE("the median is the middle of the sorted values") {
    for (const std::size_t count : {1U, 2U, 3U, 10U, 999U, 1'000U, 5'000U}) {
        auto values = test::noise(1.0, static_cast<int>(count), static_cast<std::uint32_t>(count));
        values[0] = 1e6F; // far out
        auto sorted = values;
        std::ranges::sort(sorted);
        const float expected = count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2.0F;
        CHECK(features::momentsOf(values).median == expected);
    }
}

TEST_CASE("a row that never changes has no skew and no kurtosis") {
    for (const float value : {0.0F, 1.0F, -1131.37F}) {
        const Moments moments = features::momentsOf(std::vector<float>(100, value));
        CHECK(moments.mean == value);
        CHECK(moments.deviation == 0.0F);
        CHECK(moments.skew == 0.0F);
        CHECK(moments.kurtosis == 0.0F);
    }
    std::vector<float> rounded(100, 1000.0F);
    rounded[3] = 1000.0005F; // less than a millionth
    CHECK(features::momentsOf(rounded).skew == 0.0F);
    CHECK(features::momentsOf({}).mean == 0.0F);
}

TEST_CASE("the columns are those of the Free Music Archive") {
    const auto columns = features::statisticColumns();
    REQUIRE(columns.size() == 518);
    CHECK(columns.front() == features::StatisticColumn{"chroma_cens", "kurtosis", "01"});
    CHECK(columns[11] == features::StatisticColumn{"chroma_cens", "kurtosis", "12"});
    CHECK(columns[12] == features::StatisticColumn{"chroma_cens", "max", "01"});
    CHECK(columns[3 * 12 * 7] == features::StatisticColumn{"mfcc", "kurtosis", "01"});
    CHECK(columns[3 * 12 * 7 + 20 * 7] == features::StatisticColumn{"rmse", "kurtosis", "01"});
    CHECK(columns.back() == features::StatisticColumn{"zcr", "std", "01"});
    // What pandas sorts: no column twice, and all in order.
    const auto key = [](const features::StatisticColumn& column) {
        return std::string(column.feature) + '|' + std::string(column.statistic) + '|' + column.number;
    };
    CHECK(std::ranges::is_sorted(columns, {}, key));
    std::set<std::string> different;
    for (const auto& column : columns)
        different.insert(key(column));
    CHECK(different.size() == 518);
}

TEST_CASE("orders can be turned into each other") {
    std::vector<float> values(518);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(i);
    const auto there = features::reordered(values, features::fmaLayout(), features::referenceLayout());
    CHECK(there != values);
    CHECK(features::reordered(there, features::referenceLayout(), features::fmaLayout()) == values);
    const auto reference = features::statisticColumns(features::referenceLayout());
    CHECK(reference.front() == features::StatisticColumn{"chroma_stft", "mean", "01"});
    CHECK(there.front() == static_cast<float>(2 * 12 * 7 + 2 * 12)); // chroma_stft, mean
    CHECK_THROWS_AS(features::reordered(std::vector<float>(517), features::fmaLayout(), features::referenceLayout()), Error);
}

TEST_CASE("features of other shapes have no statistics") {
    const features::Matrix empty;
    std::array<const features::Matrix*, features::kFeatureCount> features{};
    features.fill(&empty);
    CHECK_THROWS_AS(features::statisticsOf(features), Error);
}
