// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/fma_statistics.h"

#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/fma_files.h"

#include <catch2/catch.hpp>

using namespace segue;
using Catch::Matchers::Contains;
using test::FmaRow;
using training::FmaSubset;

namespace {

void writeTables(const test::TemporaryFolder& folder, const std::vector<FmaRow>& rows, const std::vector<std::int64_t>& ids) {
    test::writeBytes(folder / "tracks.csv", test::tracksCsv(rows));
    test::writeBytes(folder / "features.csv", test::featuresCsv(ids, [](std::int64_t id, std::size_t column) {
                         return std::to_string(id * 1000 + static_cast<std::int64_t>(column));
                     }));
}

} // namespace

TEST_CASE("the archive's tables are joined by clip and divided as they say") {
    const test::TemporaryFolder folder;
    writeTables(folder,
                {{.id = 1, .artist = 5, .genre = "Rock", .split = "training"},
                 {.id = 2, .artist = 6, .genre = "", .split = "training"}, // several genres
                 {.id = 3, .artist = 7, .genre = "Folk", .split = "test"},
                 {.id = 4, .artist = 8, .genre = "Folk", .split = "validation"},
                 {.id = 6, .artist = 9, .genre = "Jazz", .split = "training"}}, // no statistics
                {4, 3, 2, 1, 5});
    const auto statistics = training::readFmaStatistics(folder.path());
    CHECK(statistics.labels == std::vector<std::string>{"Folk", "Rock"});
    CHECK(statistics.genres == std::vector<std::size_t>{0, 0, 1});
    CHECK(statistics.artists == std::vector<std::int64_t>{8, 7, 5});
    CHECK(statistics.validation == std::vector<std::size_t>{0});
    CHECK(statistics.test == std::vector<std::size_t>{1});
    CHECK(statistics.training == std::vector<std::size_t>{2});
    CHECK(statistics.values.at(1, 517) == 3517.0F);
}

TEST_CASE("a larger subset holds the smaller ones") {
    const test::TemporaryFolder folder;
    writeTables(folder,
                {{.id = 1, .artist = 1, .genre = "Rock", .split = "training", .subset = "small"},
                 {.id = 2, .artist = 1, .genre = "Rock", .split = "training", .subset = "medium"},
                 {.id = 3, .artist = 1, .genre = "Rock", .split = "training", .subset = "large"},
                 {.id = 4, .artist = 1, .genre = "Rock", .split = "training", .subset = ""}},
                {1, 2, 3, 4});
    CHECK(training::readFmaStatistics(folder.path(), FmaSubset::small).genres.size() == 1);
    CHECK(training::readFmaStatistics(folder.path(), FmaSubset::medium).genres.size() == 2);
    CHECK(training::readFmaStatistics(folder.path(), FmaSubset::all).genres.size() == 4);
}

TEST_CASE("tables that are missing, do not meet or divide otherwise are named") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_WITH(training::readFmaStatistics(folder.path()), Contains("tracks.csv"));
    test::writeBytes(folder / "tracks.csv", test::tracksCsv({}));
    CHECK_THROWS_WITH(training::readFmaStatistics(folder.path()), Contains("features.csv"));
    writeTables(folder, {{.id = 1, .artist = 1, .genre = "Rock", .split = "training"}}, {2});
    CHECK_THROWS_WITH(training::readFmaStatistics(folder.path()), Contains("no clip"));
    writeTables(folder, {{.id = 1, .artist = 1, .genre = "Rock", .split = "elsewhere"}}, {1});
    CHECK_THROWS_WITH(training::readFmaStatistics(folder.path()), Contains("track 1") && Contains("\"elsewhere\""));
}
