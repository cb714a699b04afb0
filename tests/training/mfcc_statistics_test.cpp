// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/mfcc_statistics.h"

#include "engine/features/npy.h"
#include "engine/features/statistics.h"
#include "engine/words/error.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

/// Where features.csv has this statistic of this coefficient among its mfcc columns.
std::size_t columnOf(std::string_view statistic, std::string_view number) {
    std::size_t place = 0;
    for (const auto& column : features::statisticColumns()) {
        if (column.feature == "mfcc" && column.statistic == statistic && column.number == number)
            return place;
        place += column.feature == "mfcc" ? 1 : 0;
    }
    throw std::runtime_error("there is no such column");
}

} // namespace

TEST_CASE("the statistics of MFCCs lie as in features.csv") {
    const test::TemporaryFolder folder;
    std::vector<float> clips(2 * 20 * 3, 0.0F);
    const std::vector<float> second{1.0F, 2.0F, 6.0F};
    std::ranges::copy(second, clips.begin() + (20 + 4) * 3); // second clip, fifth coefficient
    features::writeNpy(folder / "mfcc.npy", clips, {2, 20, 3});
    const auto matrix = training::readMfccStatistics(folder / "mfcc.npy", 2);
    REQUIRE(matrix.rows == 2);
    REQUIRE(matrix.columns == 140);
    CHECK(matrix.at(1, columnOf("mean", "05")) == Approx(3.0F));
    CHECK(matrix.at(1, columnOf("median", "05")) == Approx(2.0F));
    CHECK(matrix.at(1, columnOf("min", "05")) == Approx(1.0F));
    CHECK(matrix.at(1, columnOf("max", "05")) == Approx(6.0F));
    CHECK(matrix.at(1, columnOf("std", "05")) == Approx(std::sqrt(14.0 / 3.0)));
    CHECK(matrix.at(1, columnOf("mean", "04")) == 0.0F);
    CHECK(matrix.at(0, columnOf("mean", "05")) == 0.0F);
}

TEST_CASE("MFCCs stored as halves are read, and frames that are no numbers are left out") {
    const test::TemporaryFolder folder;
    features::NpyArray halves{.type = features::NpyType::f2, .shape = {1, 20, 4}, .bytes = {}};
    for (std::size_t i = 0; i < 80; ++i) {
        const unsigned half = i % 4 == 0 ? 0x7E00U : i % 4 == 1 ? 0x7C00U : i % 4 == 2 ? 0x3C00U : 0x4200U; // NaN, infinity, 1, 3
        halves.bytes.push_back(static_cast<std::byte>(half & 0xFFU));
        halves.bytes.push_back(static_cast<std::byte>(half >> 8U));
    }
    features::writeNpy(folder / "mfcc.npy", halves);
    const auto matrix = training::readMfccStatistics(folder / "mfcc.npy", 1);
    CHECK(matrix.at(0, columnOf("mean", "20")) == Approx(2.0F));
    CHECK(matrix.at(0, columnOf("max", "01")) == Approx(3.0F));
    for (const float value : matrix.values)
        CHECK(std::isfinite(value));
}

TEST_CASE("a coefficient without any number is 0 throughout") {
    const test::TemporaryFolder folder;
    features::writeNpy(folder / "mfcc.npy", std::vector<float>(20 * 3, std::nanf("")), {1, 20, 3});
    CHECK(training::readMfccStatistics(folder / "mfcc.npy", 1).values == std::vector<float>(140, 0.0F));
}

TEST_CASE("MFCCs of another shape or of other clips are refused, and missing ones are named") {
    const test::TemporaryFolder folder;
    const auto file = folder / "mfcc.npy";
    CHECK_THROWS_WITH(training::readMfccStatistics(file, 2), Contains("mfcc.npy"));
    const auto refused = [&](std::vector<std::size_t> shape) {
        std::size_t size = 1;
        for (const std::size_t length : shape)
            size *= length;
        features::writeNpy(file, std::vector<float>(size), std::move(shape));
        CHECK_THROWS_WITH(training::readMfccStatistics(file, 2), Contains("2 rows"));
    };
    refused({1, 20, 3});
    refused({2, 13, 3});
    refused({2, 20, 0});
    refused({2, 20});
    features::writeNpy(file, {.type = features::NpyType::u1, .shape = {2, 20, 1}, .bytes = std::vector<std::byte>(40)});
    CHECK_THROWS_WITH(training::readMfccStatistics(file, 2), Contains("floats"));
}
