// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/dataset.h"

#include "engine/error.h"
#include "engine/features/npy.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"

#include <catch2/catch.hpp>

using namespace segue;
using Catch::Matchers::Contains;
using training::Dataset;
using training::RowChoice;

TEST_CASE("a data set's rows are split by artist number") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 25, 3);
    const auto dataset = Dataset::load(folder.path());
    CHECK(dataset.size() == 25);
    CHECK(dataset.labels() == std::vector<std::string>{"Genre 0", "Genre 1", "Genre 2"});
    CHECK(dataset.rows(RowChoice::validation) == std::vector<std::size_t>{9, 19});
    CHECK(dataset.rows(RowChoice::training).size() == 23);
    CHECK(dataset.rows(RowChoice::all).size() == 25);
    CHECK(dataset.genre(4) == 1);
    CHECK(dataset.artist(4) == 5);
}

TEST_CASE("stored bytes mean -80 to 0 dB") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "tracks.tsv", "row\ttrack_id\tgenre\tartist_id\tartist\ttitle\n0\t7\tRock\t3\tA\tB\n");
    features::writeNpy(
        folder / "mel128_u8.npy",
        {.type = features::NpyType::u1, .shape = {1, 1, 3}, .bytes = {std::byte{0}, std::byte{51}, std::byte{255}}});
    const auto decibels = Dataset::load(folder.path()).patchDb(0);
    REQUIRE(decibels.size() == 3);
    CHECK(decibels[0] == -80.0F);
    CHECK(decibels[1] == Approx(-64.0F));
    CHECK(decibels[2] == Approx(0.0F).margin(1e-5));
}

TEST_CASE("a folder without the files says what belongs there") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_WITH(Dataset::load(folder.path()), Contains("tracks.tsv") && Contains("mel128_u8.npy"));
}

TEST_CASE("a broken line of tracks.tsv is named") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 2, 2);
    const auto complaint = [&](const std::string& lines) {
        test::writeBytes(folder / "tracks.tsv", lines);
        try {
            (void)Dataset::load(folder.path());
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::badFile);
            return std::string(error.what());
        }
        return std::string("none");
    };
    const std::string header = "row\ttrack_id\tgenre\tartist_id\tartist\ttitle\n";
    CHECK_THAT(complaint("nonsense\n"), Contains("line 1"));
    CHECK_THAT(complaint(""), Contains("line 1"));
    CHECK_THAT(complaint(header + "0\t1\tRock\t5\tA\tB\n1\t1\tRock\tfive\tA\tB\n"), Contains("line 3"));
    CHECK_THAT(complaint(header + "0\t1\tRock\n"), Contains("line 2"));
    CHECK_THAT(complaint(header + "0\t1\t\t5\tA\tB\n"), Contains("line 2"));
    CHECK_THAT(complaint(header + "1\t1\tRock\t5\tA\tB\n"), Contains("line 2") && Contains("without gaps"));
}

TEST_CASE("arrays that do not match the tracks are refused") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 2, 2);
    const auto file = folder / "mel128_u8.npy";
    SECTION("another number of rows") {
        features::writeNpy(file, {.type = features::NpyType::u1, .shape = {1, 1, 1}, .bytes = {std::byte{0}}});
    }
    SECTION("another type") {
        features::writeNpy(file, std::vector<float>(2, 0.0F), {2, 1, 1});
    }
    SECTION("other axes") {
        features::writeNpy(file, {.type = features::NpyType::u1, .shape = {2}, .bytes = {std::byte{0}, std::byte{0}}});
    }
    CHECK_THROWS_WITH(Dataset::load(folder.path()), Contains("2 rows of tracks.tsv"));
}
