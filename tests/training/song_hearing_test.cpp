// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/song_hearing.h"

#include "engine/audio/excerpt.h"
#include "engine/features/mel_patch.h"
#include "engine/training/genre_folders.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/music_for_tests.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace segue;
using Catch::Matchers::Contains;
using training::hearSongs;

namespace {

/// All patches, one behind the other.
std::vector<std::uint8_t> bytesOf(const training::Dataset& dataset) {
    std::vector<std::uint8_t> bytes;
    for (std::size_t row = 0; row < dataset.size(); ++row)
        for (std::size_t patch = 0; patch < dataset.patchCount(row); ++patch)
            bytes.insert(bytes.end(), dataset.patch(row, patch).begin(), dataset.patch(row, patch).end());
    return bytes;
}

std::size_t filesIn(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        count += entry.is_regular_file() ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("songs are heard as the analyzer hears them, whatever the number of threads") {
    const test::TemporaryFolder folder;
    test::writeToneFolders(folder.path());
    const auto list = test::listGenres(folder.path());
    std::size_t last = 0;
    const auto heard = hearSongs(list, {.threads = 3, .onProgress = [&](std::size_t done, std::size_t all) {
                                            CHECK(all == 12);
                                            CHECK(done == ++last);
                                        }});
    REQUIRE(heard);
    CHECK(last == 12);
    CHECK(heard->leftOut.empty());
    const auto& dataset = heard->dataset;
    CHECK(dataset.size() == 12);
    CHECK(dataset.labels() == std::vector<std::string>{"High", "Low"});
    CHECK(dataset.rows(training::RowChoice::validation).size() >= 4);
    const auto excerpts = audio::readExcerpts(list.songs[7].file);
    const auto expected = features::MelPatch{features::FrontEnd{}}.compute(excerpts->excerpts.front().samples);
    CHECK(test::largestDifference(dataset.patchDb(7), expected) < 0.16F); // half a step of 80 / 255 dB
    CHECK(bytesOf(hearSongs(list, {.threads = 1})->dataset) == bytesOf(dataset));
}

TEST_CASE("dense patches of several excerpts are one song's") {
    const test::TemporaryFolder folder;
    test::writeToneFolders(folder.path());
    const features::FrontEnd dense{
        .rateHz = 22'050, .excerptSeconds = 1, .excerptsPerSong = 2, .columnStride = 1, .patchesPerExcerpt = 3};
    const auto heard = hearSongs(test::listGenres(folder.path()), {.frontEnd = dense});
    REQUIRE(heard);
    CHECK(heard->dataset.frontEnd() == dense);
    CHECK(heard->dataset.size() == 12);
    CHECK(heard->dataset.patchCount(0) == 2); // one second is shorter than a patch
    CHECK(heard->dataset.patchDb(0).size() == 2 * dense.patchSize());
    CHECK(heard->dataset.patchDb(11, 1).size() == dense.patchSize());
}

TEST_CASE("what cannot be decoded is left out with the reason, and the rest is heard") {
    const test::TemporaryFolder folder;
    test::writeToneFolders(folder.path());
    test::writeBytes(folder / "High" / "0-0.flac", "eggs, milk, bread");
    test::writeBytes(folder / "Low" / "1-0.flac", "");
    auto list = test::listGenres(folder.path());
    list.leftOut.push_back({"gone.mp3", "The file is missing."});
    std::filesystem::remove(folder / "Low" / "2-1.flac"); // between the list and the hearing
    const auto heard = hearSongs(list, {.threads = 2});
    REQUIRE(heard);
    CHECK(heard->dataset.size() == 9);
    REQUIRE(heard->leftOut.size() == 4);
    CHECK(heard->leftOut[0].file == "gone.mp3");
    CHECK_THAT(segue::test::said(heard->leftOut[1].reason), Contains("0-0.flac"));
    CHECK_THAT(segue::test::said(heard->leftOut[2].reason), Contains("1-0.flac"));
    CHECK_THAT(segue::test::said(heard->leftOut[3].reason), Contains("2-1.flac"));
}

TEST_CASE("if no song is left, the first reason is told") {
    const test::TemporaryFolder folder;
    std::filesystem::create_directories(folder / "Low");
    test::writeBytes(folder / "Low" / "a.mp3", "eggs, milk, bread");
    test::writeBytes(folder / "Low" / "b.mp3", "");
    CHECK_THROWS_WITH(hearSongs(test::listGenres(folder.path()), {}), Contains("None of the 2 songs") && Contains("a.mp3"));
    CHECK_THROWS_WITH(hearSongs({}, {}), Contains("no song to learn from"));
}

TEST_CASE("a song is decoded once: then its patches come from the cache") {
    const test::TemporaryFolder folder;
    test::writeToneFolders(folder / "music");
    const auto list = test::listGenres(folder / "music");
    const training::HearingOptions options{.cache = folder / "cache", .threads = 2};
    const auto first = hearSongs(list, options);
    REQUIRE(first);
    CHECK(filesIn(folder / "cache") == 12);
    for (const auto& song : list.songs) { // same size and time, but nothing that could be decoded
        const auto time = std::filesystem::last_write_time(song.file);
        test::writeBytes(song.file, std::string(std::filesystem::file_size(song.file), 'x'));
        std::filesystem::last_write_time(song.file, time);
    }
    const auto second = hearSongs(list, options);
    REQUIRE(second);
    CHECK(second->leftOut.empty());
    CHECK(bytesOf(second->dataset) == bytesOf(first->dataset));
    auto other = options;
    other.frontEnd.excerptsPerSong = 2;
    CHECK_THROWS_WITH(hearSongs(list, other), Contains("None of the 12 songs"));
}

TEST_CASE("a cache that cannot be written costs time, not the songs") {
    const test::TemporaryFolder folder;
    test::writeToneFolders(folder / "music");
    test::writeBytes(folder / "file", "in the way");
    const auto heard = hearSongs(test::listGenres(folder / "music"), {.cache = folder / "file"});
    REQUIRE(heard);
    CHECK(heard->dataset.size() == 12);
    CHECK_THAT(segue::test::said(heard->cacheProblem), Contains((folder / "file").string()));
}

TEST_CASE("hearing stops when asked to and goes on from the cache") {
    const test::TemporaryFolder folder;
    test::writeToneFolders(folder / "music");
    const auto list = test::listGenres(folder / "music");
    std::stop_source stop;
    training::HearingOptions options{.cache = folder / "cache"};
    options.onProgress = [&](std::size_t done, std::size_t) {
        if (done == 5)
            stop.request_stop();
    };
    CHECK_FALSE(hearSongs(list, options, stop.get_token()));
    CHECK(filesIn(folder / "cache") == 5);
    options.onProgress = {};
    CHECK(hearSongs(list, options)->dataset.size() == 12);
}
