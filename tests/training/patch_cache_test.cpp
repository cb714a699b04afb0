// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/patch_cache.h"

#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <chrono>

using namespace segue;
using training::PatchCache;

namespace {

constexpr features::FrontEnd kSmall{.bands = 4, .columns = 2};

std::vector<std::uint8_t> twoPatches() {
    std::vector<std::uint8_t> bytes(16);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(i * 7);
    return bytes;
}

/// A file of the folder or below it.
std::filesystem::path onlyFileIn(const std::filesystem::path& folder) {
    std::filesystem::path found;
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) {
            found = entry.path();
            ++count;
        }
    CHECK(count == 1);
    return found;
}

} // namespace

TEST_CASE("patches that were stored are found again, by whoever asks") {
    const test::TemporaryFolder folder;
    const auto song = folder / "song.mp3";
    test::writeBytes(song, "music");
    const PatchCache cache(folder / "cache", kSmall);
    CHECK_FALSE(cache.find(song));
    cache.store(song, twoPatches());
    CHECK(PatchCache(folder / "cache", kSmall).find(song) == twoPatches());
}

TEST_CASE("another song, a changed file and another front end are not seen before") {
    const test::TemporaryFolder folder;
    const auto song = folder / "song.mp3";
    test::writeBytes(song, "music");
    test::writeBytes(folder / "other.mp3", "music");
    const PatchCache cache(folder / "cache", kSmall);
    cache.store(song, twoPatches());
    CHECK_FALSE(cache.find(folder / "other.mp3"));
    auto dense = kSmall;
    dense.columnStride = 1;
    CHECK_FALSE(PatchCache(folder / "cache", dense).find(song));
    auto other = kSmall;
    other.rateHz = 22'050;
    CHECK_FALSE(PatchCache(folder / "cache", other).find(song));
    SECTION("other bytes") { test::writeBytes(song, "music!"); }
    SECTION("another time") {
        std::filesystem::last_write_time(song, std::filesystem::last_write_time(song) + std::chrono::seconds(1));
    }
    SECTION("gone") { std::filesystem::remove(song); }
    CHECK_FALSE(cache.find(song));
}

TEST_CASE("a broken entry is as good as none") {
    const test::TemporaryFolder folder;
    const auto song = folder / "song.mp3";
    test::writeBytes(song, "music");
    const PatchCache cache(folder / "cache", kSmall);
    cache.store(song, twoPatches());
    const auto entry = onlyFileIn(folder / "cache");
    const auto bytes = test::readBytes(entry);
    for (const auto& broken : {bytes.substr(0, bytes.size() - 1), std::string("junk"), std::string()}) {
        test::writeBytes(entry, broken);
        CHECK_FALSE(cache.find(song));
    }
    cache.store(song, twoPatches());
    CHECK(cache.find(song) == twoPatches());
}

TEST_CASE("a cache without a folder stores nothing, and one that cannot be written says so") {
    const test::TemporaryFolder folder;
    const auto song = folder / "song.mp3";
    test::writeBytes(song, "music");
    const PatchCache none({}, kSmall);
    none.store(song, twoPatches());
    CHECK_FALSE(none.find(song));
    CHECK_THROWS_AS(PatchCache(folder / "song.mp3", kSmall).store(song, twoPatches()), Error);
}
