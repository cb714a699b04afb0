// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/data_source.h"

#include "engine/audio/direct_reader.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/music_for_tests.h"
#include "tests/training/small_dataset.h"

#include <catch2/catch.hpp>

using namespace segue;
using Catch::Matchers::Contains;
using training::DataKind;
using training::RowChoice;
using training::Split;

namespace {

std::optional<training::LoadedData> load(const std::filesystem::path& folder, const training::HearingOptions& options = {},
                                         const std::stop_token& stop = {}) {
    audio::DirectReader files;
    return training::loadData(folder, files, options, stop);
}

} // namespace

TEST_CASE("arrays are told by their files, and are what they are") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 4, 2);
    const auto data = load(folder.path());
    REQUIRE(data);
    CHECK(data->kind == DataKind::arrays);
    CHECK(data->dataset.size() == 4);
    CHECK(data->identity.empty());
    CHECK_THROWS_WITH(load(folder.path(), {.frontEnd = {.rateHz = 22'050}}),
                      Contains(folder.path().string()) && Contains("made already") && Contains("folder of audio"));
    std::filesystem::remove(folder / "tracks.tsv");
    CHECK_THROWS_WITH(load(folder.path()), Contains("tracks.tsv"));
}

TEST_CASE("a folder of folders of music is told by its files, and its songs are known again") {
    const test::TemporaryFolder folder;
    test::writeToneFolders(folder.path());
    const auto data = load(folder.path());
    REQUIRE(data);
    CHECK(data->kind == DataKind::genreFolders);
    CHECK(data->dataset.size() == 12);
    CHECK(load(folder.path())->identity == data->identity);
    test::writeBytes(folder / "High" / "0-0.flac", "junk");
    CHECK(load(folder.path())->identity != data->identity);
}

TEST_CASE("the Free Music Archive's layout is told by its files and keeps its test side to itself") {
    const test::TemporaryFolder folder;
    test::writeFmaFolder(folder.path());
    const auto data = load(folder / "fma_small");
    REQUIRE(data);
    CHECK(data->kind == DataKind::fmaClips);
    CHECK(data->dataset.size() == 12);
    CHECK(data->dataset.labels() == std::vector<std::string>{"High", "Low"});
    CHECK(data->dataset.rows(RowChoice::training) == std::vector<std::size_t>{0, 1, 2, 3, 4, 5});
    CHECK(data->dataset.rows(RowChoice::validation) == std::vector<std::size_t>{6, 7, 8, 9});
    for (const Split split : {Split::artists, Split::clips})
        CHECK(data->dataset.rows(RowChoice::test, split) == std::vector<std::size_t>{10, 11});
}

TEST_CASE("a folder with nothing to train on says what could lie there") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_WITH(load(folder.path()),
                      Contains("tracks.tsv") && Contains("folder of music for every genre") && Contains("fma_metadata/tracks.csv"));
    CHECK_THROWS_WITH(load(folder / "missing"), Contains("no folder") && Contains("missing"));
}

TEST_CASE("a stop ends the loading") {
    const test::TemporaryFolder folder;
    test::writeToneFolders(folder.path());
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(load(folder.path(), {}, stop.get_token()));
}
