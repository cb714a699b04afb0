// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/fma_layout.h"

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/music_for_tests.h"

#include <catch2/catch.hpp>

using namespace segue;
using training::Side;

TEST_CASE("the Free Music Archive's own layout is found by its folders") {
    const test::TemporaryFolder folder;
    CHECK_FALSE(training::findFmaLayout(folder.path()));
    std::filesystem::create_directories(folder / "fma_medium");
    CHECK_FALSE(training::findFmaLayout(folder.path()));
    std::filesystem::create_directories(folder / "fma_metadata");
    test::writeBytes(folder / "fma_metadata" / "tracks.csv", "");
    CHECK(training::findFmaLayout(folder.path())->subset == "medium");
    std::filesystem::create_directories(folder / "fma_small");
    CHECK(training::findFmaLayout(folder.path())->subset == "small");
    for (const auto& named : {folder / "fma_medium", folder / "fma_medium/"}) {
        const auto layout = training::findFmaLayout(named);
        REQUIRE(layout);
        CHECK(layout->subset == "medium");
        CHECK(layout->clips == folder / "fma_medium");
        CHECK(layout->table == folder / "fma_metadata" / "tracks.csv");
    }
}

TEST_CASE("clips come with the data set's own split, artists and genres") {
    const test::TemporaryFolder folder;
    test::writeFmaFolder(folder.path());
    const auto list = training::listFmaClips(*training::findFmaLayout(folder.path()));
    REQUIRE(list.songs.size() == 12);
    CHECK(list.leftOut.empty());
    CHECK(list.songs[0].file == folder / "fma_small" / "001" / "001995.mp3");
    CHECK(list.songs[5].file == folder / "fma_small" / "002" / "002000.mp3");
    CHECK(list.songs[0].row.genre == "Low");
    CHECK(list.songs[1].row.genre == "High");
    CHECK(list.songs[3].row.artist == 3);
    CHECK(list.songs[3].row.trackId == 1998);
    CHECK(list.songs[5].row.side == Side::training);
    CHECK(list.songs[6].row.side == Side::validation);
    CHECK(list.songs[11].row.side == Side::test);
}

TEST_CASE("a clip whose file is missing or whose side is unknown is left out with the reason") {
    const test::TemporaryFolder folder;
    test::writeFmaFolder(folder.path());
    std::filesystem::remove(folder / "fma_small" / "001" / "001996.mp3");
    const auto table = folder / "fma_metadata" / "tracks.csv";
    auto text = test::readBytes(table);
    text.replace(text.find("training,small"), 8, "somewhat");
    test::writeBytes(table, text);
    const auto list = training::listFmaClips(*training::findFmaLayout(folder.path()));
    CHECK(list.songs.size() == 10);
    REQUIRE(list.leftOut.size() == 2);
    CHECK(list.leftOut[0].reason == "“somewhat” is no side of the split.");
    CHECK(list.leftOut[1].file == folder / "fma_small" / "001" / "001996.mp3");
    CHECK(list.leftOut[1].reason == "The file is missing.");
}
