// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/fma_tables.h"

#include "engine/features/statistics.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/fma_files.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

using namespace segue;
using Catch::Matchers::Contains;
using test::featuresCsv;

namespace {

std::string simpleValue(std::int64_t id, std::size_t column) {
    return std::to_string(static_cast<double>(id) + static_cast<double>(column) / 1000.0);
}

constexpr const char* kTracks = ",album,album,artist,artist,set,set,track,track\n"
                                ",comments,title,id,name,split,subset,genre_top,title\n"
                                "track_id,,,,,,,,\n"
                                "2,0,AWOL,1,AWOL,training,small,Hip-Hop,Food\n"
                                "3,0,\"A \"\"Way\"\", Of Life\",1,AWOL,validation,large,,\"Electric\nAve\"\n";

} // namespace

TEST_CASE("the 518 columns of features.csv are the data set's") {
    const auto columns = features::statisticColumns();
    REQUIRE(columns.size() == 518);
    CHECK(columns.front() == features::StatisticColumn{"chroma_cens", "kurtosis", "01"});
    CHECK(columns.back() == features::StatisticColumn{"zcr", "std", "01"});
}

TEST_CASE("features.csv is read by its header rows") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "features.csv", featuresCsv({2, 3, 10}, simpleValue));
    const auto table = training::readFeatureTable(folder / "features.csv");
    CHECK(table.trackIds == std::vector<std::int64_t>{2, 3, 10});
    REQUIRE(table.values.rows == 3);
    REQUIRE(table.values.columns == 518);
    CHECK(table.values.at(0, 0) == 2.0F);
    CHECK(table.values.at(2, 517) == Approx(10.517));
}

TEST_CASE("only the wanted clips are kept") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "features.csv", featuresCsv({2, 3, 10}, simpleValue));
    const auto table = training::readFeatureTable(folder / "features.csv", [](std::int64_t id) { return id == 3; });
    CHECK(table.trackIds == std::vector<std::int64_t>{3});
    CHECK(table.values.row(0)[1] == Approx(3.001));
}

TEST_CASE("what is no finite number in features.csv is 0") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "features.csv", featuresCsv({1}, [](auto, std::size_t column) {
                         static const std::vector<std::string> odd{"", "nan", "inf", "-1e400", "text", "1.5e-3"};
                         return odd[std::min<std::size_t>(column, 5)];
                     }));
    const auto table = training::readFeatureTable(folder / "features.csv");
    for (std::size_t column = 0; column < 5; ++column)
        CHECK(table.values.at(0, column) == 0.0F);
    CHECK(table.values.at(0, 5) == Approx(0.0015));
}

TEST_CASE("a table that is no features.csv says what is missing or where it breaks") {
    const test::TemporaryFolder folder;
    const auto complaint = [&](const std::string& text) {
        test::writeBytes(folder / "features.csv", text);
        try {
            (void)training::readFeatureTable(folder / "features.csv");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::badFile);
            return std::string(segue::test::said(error));
        }
        return std::string("none");
    };
    CHECK_THAT(complaint(""), Contains("chroma_cens/kurtosis/01"));
    CHECK_THAT(complaint("a,b\n1,2\n3,4\n5,6\n"), Contains("chroma_cens/kurtosis/01"));
    CHECK_THAT(complaint(featuresCsv({}, simpleValue) + "7,1,2\n"), Contains("record 5") && Contains("too few"));
    auto text = featuresCsv({1, 2}, simpleValue);
    text.replace(text.find("\n2,"), 3, "\nx,");
    CHECK_THAT(complaint(text), Contains("record 6") && Contains("\"x\""));
}

TEST_CASE("tracks.csv is read by its header rows, quotes and line breaks included") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "tracks.csv", kTracks);
    const auto tracks = training::readTrackTable(folder / "tracks.csv");
    REQUIRE(tracks.size() == 2);
    CHECK(tracks[0].id == 2);
    CHECK(tracks[0].genre == "Hip-Hop");
    CHECK(tracks[0].split == "training");
    CHECK(tracks[0].subset == "small");
    CHECK(tracks[1].title == "Electric\nAve");
    CHECK(tracks[1].artistId == 1);
    CHECK(tracks[1].artist == "AWOL");
    CHECK(tracks[1].genre.empty());
}

TEST_CASE("a table that is no tracks.csv says what is missing or where it breaks") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "tracks.csv", ",a,b\n,c,d\n1,2,3\n");
    CHECK_THROWS_WITH(training::readTrackTable(folder / "tracks.csv"), Contains("track/title"));
    test::writeBytes(folder / "tracks.csv", std::string(kTracks) + "4,0,T,one,A,test,large,Rock,S\n");
    CHECK_THROWS_WITH(training::readTrackTable(folder / "tracks.csv"), Contains("record 6") && Contains("\"one\""));
}
