// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/taught_music.h"

#include "engine/features/npy.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_taught_music.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace segue;
using Catch::Matchers::Contains;
using training::RowChoice;
using training::TaughtMusic;

TEST_CASE("music that teachers have heard is read with all of them, and a tenth of its artists is kept for validation") {
    const test::TemporaryFolder folder;
    test::writeSmallTaughtMusic(folder.path(), 60);
    const auto music = TaughtMusic::load(folder.path());
    CHECK(music.size() == 120);
    CHECK(music.recording(0) == music.recording(1));
    CHECK(music.recording(1) != music.recording(2));
    REQUIRE(music.teachers().size() == 2);
    CHECK(music.teachers()[0].name == "hears_much_f32");
    CHECK(music.teachers()[1].name == "hears_place_f16");
    CHECK(music.teachers()[1].size == 5);
    CHECK(music.teachers()[1].heard(0));
    CHECK_FALSE(music.teachers()[1].heard(4)); // the third recording's
    CHECK(music.teachers()[1].of(2)[1] == 1.0F);
    const auto validation = music.rows(RowChoice::validation);
    const auto learned = music.rows(RowChoice::training);
    CHECK(validation.size() + learned.size() == 120);
    CHECK(validation.size() >= 2);
    CHECK(validation.size() <= 30);
    for (const std::size_t row : validation) // both excerpts of a recording are on its side
        CHECK(std::ranges::count(validation, row ^ 1U) == 1);
    CHECK(music.rows(RowChoice::all).size() == 120);
    CHECK(music.patchDb(0).size() == 128 * 128);
}

TEST_CASE("an artist who is also among the labelled songs is on the side where those are") {
    const test::TemporaryFolder folder;
    test::writeSmallTaughtMusic(folder.path(), 2);
    test::writeBytes(folder / "tracks.tsv", "row\tsource\trecording\tartist\tfma_small_artist_id\n"
                                            "0\tS\ta\tOne\t20\n1\tS\tb\tOne\t20\n2\tS\tc\tTwo\t21\n3\tS\td\t\t21\n");
    const auto music = TaughtMusic::load(folder.path());
    CHECK(music.rows(RowChoice::validation) == std::vector<std::size_t>{0, 1});
    CHECK(music.rows(RowChoice::training) == std::vector<std::size_t>{2, 3});
}

TEST_CASE("excerpts without a sound are on no side") {
    const test::TemporaryFolder folder;
    test::writeSmallTaughtMusic(folder.path(), 2);
    auto patches = features::readNpy(folder / "mel128_u8.npy");
    std::fill_n(patches.bytes.begin(), 128 * 128, std::byte{0});
    features::writeNpy(folder / "mel128_u8.npy", patches);
    const auto rows = TaughtMusic::load(folder.path()).rows(RowChoice::all);
    CHECK(rows == std::vector<std::size_t>{1, 2, 3});
}

TEST_CASE("what is no folder of such music is refused, and the file is named") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_WITH(TaughtMusic::load(folder / "nowhere"), Contains("tracks.tsv") && Contains("teachers"));
    test::writeSmallTaughtMusic(folder.path(), 2);
    const auto refused = [&](const std::string& file, const std::string& why) {
        CHECK_THROWS_WITH(TaughtMusic::load(folder.path()), Contains(file) && Contains(why));
    };
    SECTION("a table of other columns") {
        test::writeBytes(folder / "tracks.tsv", "row\tsource\tartist\n0\tS\tA\n");
        refused("tracks.tsv, line 1", "recording");
    }
    SECTION("an empty table") {
        test::writeBytes(folder / "tracks.tsv", "");
        refused("tracks.tsv", "Cannot read");
    }
    SECTION("a line cut short") {
        const auto text = test::readBytes(folder / "tracks.tsv");
        test::writeBytes(folder / "tracks.tsv", text.substr(0, text.size() - 30));
        refused("tracks.tsv, line 5", "columns");
    }
    SECTION("rows with gaps") {
        test::writeBytes(folder / "tracks.tsv", "row\tsource\trecording\tartist\n1\tS\ta\tA\n");
        refused("tracks.tsv, line 2", "without gaps");
    }
    SECTION("fewer patches than rows") {
        test::writeBytes(folder / "tracks.tsv", test::readBytes(folder / "tracks.tsv") + "4\tS\te\t0\tE\t\n");
        refused("mel128_u8.npy", "5 rows");
    }
    SECTION("a teacher of other rows") {
        features::writeNpy(folder / "hears_much_f32.npy", std::vector<float>(3, 0.0F), {3, 1});
        refused("hears_much_f32.npy", "4 rows");
    }
    SECTION("a teacher of bytes") {
        features::writeNpy(folder / "hears_much_f32.npy",
                           {.type = features::NpyType::u1, .shape = {4, 1}, .bytes = std::vector<std::byte>(4)});
        refused("hears_much_f32.npy", "other numbers");
    }
    SECTION("an array cut short") {
        const auto bytes = test::readBytes(folder / "hears_much_f32.npy");
        test::writeBytes(folder / "hears_much_f32.npy", bytes.substr(0, bytes.size() - 1));
        refused("hears_much_f32.npy", "");
    }
    SECTION("no teacher") {
        std::filesystem::remove(folder / "hears_much_f32.npy");
        std::filesystem::remove(folder / "hears_place_f16.npy");
        refused(folder.path().string(), "No teacher");
    }
}
