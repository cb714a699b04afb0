// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/dataset.h"

#include "engine/features/npy.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>

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

TEST_CASE("by clips, a tenth is for validation whoever made it, the same one each time") {
    constexpr std::size_t kRows = 1000;
    const test::TemporaryFolder folder;
    std::string tracks = "row\ttrack_id\tgenre\tartist_id\tartist\ttitle\n";
    for (std::size_t row = 0; row < kRows; ++row)
        tracks += std::to_string(row) + "\t" + std::to_string(10 * row) + "\tRock\t" + std::to_string(row % 7) + "\tA\tB\n";
    test::writeBytes(folder / "tracks.tsv", tracks);
    features::writeNpy(folder / "mel128_u8.npy",
                       {.type = features::NpyType::u1, .shape = {kRows, 1, 1}, .bytes = std::vector<std::byte>(kRows)});
    const auto dataset = Dataset::load(folder.path());
    const auto validation = dataset.rows(RowChoice::validation, training::Split::clips);
    CHECK(validation.size() > kRows / 10 - 30);
    CHECK(validation.size() < kRows / 10 + 30);
    CHECK(dataset.rows(RowChoice::training, training::Split::clips).size() + validation.size() == kRows);
    std::set<std::int64_t> artists;
    for (const std::size_t row : validation)
        artists.insert(dataset.artist(row));
    CHECK(artists.size() == 7);
    CHECK(dataset.trackId(5) == 50);
    // Fixed for good: a bundle's figures are measured on the rows that it was not trained on.
    CHECK(std::vector<std::size_t>(validation.begin(), validation.begin() + 3) == std::vector<std::size_t>{3, 12, 22});
}

TEST_CASE("stored bytes mean -80 to 0 dB") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "tracks.tsv", "row\ttrack_id\tgenre\tartist_id\tartist\ttitle\n0\t7\tRock\t3\tA\tB\n");
    features::writeNpy(folder / "mel128_u8.npy",
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
            return std::string(segue::test::said(error));
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
    SECTION("another type") { features::writeNpy(file, std::vector<float>(2, 0.0F), {2, 1, 1}); }
    SECTION("other axes") {
        features::writeNpy(file, {.type = features::NpyType::u1, .shape = {2}, .bytes = {std::byte{0}, std::byte{0}}});
    }
    SECTION("no bands") { features::writeNpy(file, {.type = features::NpyType::u1, .shape = {2, 0, 128}, .bytes = {}}); }
    CHECK_THROWS_WITH(Dataset::load(folder.path()), Contains("2 rows of tracks.tsv") && Contains("it holds"));
}

TEST_CASE("an array that is cut short is refused and named") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 2, 2);
    const auto file = folder / "mel128_u8.npy";
    const auto bytes = test::readBytes(file);
    for (const std::size_t left : {bytes.size() - 1, std::size_t{40}, std::size_t{0}}) {
        test::writeBytes(file, bytes.substr(0, left));
        CHECK_THROWS_WITH(Dataset::load(folder.path()), Contains(file.string()));
    }
    std::filesystem::remove(file);
    CHECK_THROWS_WITH(Dataset::load(folder.path()), Contains("Cannot open " + file.string()));
}

TEST_CASE("a teacher that says what is not a number is refused") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 2, 2);
    const auto file = folder / "vggish128_f32.npy";
    features::writeNpy(file, std::vector<float>{1.0F, NAN}, {2, 1});
    CHECK_THROWS_WITH(Dataset::load(folder.path()), Contains(file.string()) && Contains("not a number"));
    features::writeNpy(file, std::vector<float>{1.0F, 2.0F}, {2, 1});
    CHECK(Dataset::load(folder.path()).teacherSize() == 1);
}

TEST_CASE("a song keeps its several patches together") {
    const features::FrontEnd tiny{.bands = 2, .columns = 1, .floorDb = -100.0F};
    const Dataset dataset({{.genre = "Rock", .patches = 1}, {.genre = "Folk", .patches = 3}, {.genre = "Rock", .patches = 1}},
                          {0, 1, 2, 3, 4, 5, 6, 255, 8, 9}, tiny);
    CHECK(dataset.patchCount(1) == 3);
    CHECK(dataset.patch(1, 2)[1] == 255);
    CHECK(dataset.patch(2)[0] == 8);
    const auto decibels = dataset.patchDb(1);
    REQUIRE(decibels.size() == 6);
    CHECK(decibels[0] == Approx(2.0 / 255.0 * 100.0 - 100.0));
    CHECK(decibels[5] == Approx(0.0).margin(1e-4));
    CHECK(dataset.patchDb(1, 2) == std::vector<float>{decibels[4], decibels[5]});
    CHECK_THROWS_AS(Dataset({{.genre = "Rock", .patches = 2}}, {0, 1}, tiny), Error);
    CHECK_THROWS_AS(Dataset({{.genre = "Rock", .patches = 0}}, {}, tiny), Error);
}

TEST_CASE("the test side belongs to nobody, however the rest is split") {
    const features::FrontEnd tiny{.bands = 1, .columns = 1};
    const Dataset dataset({{"Rock", 1, 1, training::Side::training},
                           {"Rock", 2, 2, training::Side::validation},
                           {"Rock", 3, 3, training::Side::test}},
                          {0, 0, 0}, tiny);
    for (const auto split : {training::Split::artists, training::Split::clips}) {
        CHECK(dataset.rows(RowChoice::test, split) == std::vector<std::size_t>{2});
        CHECK(dataset.rows(RowChoice::training, split).size() + dataset.rows(RowChoice::validation, split).size() == 2);
        CHECK(dataset.rows(RowChoice::all, split).size() == 3);
    }
}
