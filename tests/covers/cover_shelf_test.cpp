// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/covers/cover_shelf.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace segue;
using namespace segue::covers;
namespace fs = std::filesystem;

namespace {

ContentId named(std::uint64_t number) { return {.high = number << 56U, .low = number}; }

/// A cover whose files are told apart by their sizes and bytes.
CoverShelf::Files filesOf(std::uint8_t number, std::size_t bytes = 1000) {
    CoverShelf::Files files;
    for (std::size_t i = 0; i < files.size(); ++i)
        files[i].assign(bytes * (i + 1), static_cast<std::uint8_t>(number + i));
    return files;
}

std::vector<fs::path> filesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

std::uintmax_t bytesIn(const fs::path& folder) {
    std::uintmax_t bytes = 0;
    for (const auto& file : filesIn(folder))
        bytes += fs::file_size(file);
    return bytes;
}

void usedLongAgo(const fs::path& file, std::chrono::hours ago) {
    fs::last_write_time(file, fs::file_time_type::clock::now() - ago);
}

} // namespace

TEST_CASE("a cover is on the shelf once, in all of its sizes, also after a start") {
    const test::TemporaryFolder folder;
    {
        CoverShelf shelf(folder / "covers", CoverShelf::kMostBytes);
        CHECK_FALSE(shelf.find(named(1), 0));
        CHECK(shelf.put(named(1), filesOf(1)));
        CHECK(shelf.put(named(1), filesOf(1)));
        CHECK(shelf.put(named(2), filesOf(40)));
        CHECK(filesIn(folder.path()).size() == 2);
    }
    CoverShelf shelf(folder / "covers", CoverShelf::kMostBytes);
    for (std::size_t size = 0; size < kCoverSides.size(); ++size) {
        CHECK(shelf.find(named(1), size) == filesOf(1)[size]);
        CHECK(shelf.find(named(2), size) == filesOf(40)[size]);
    }
    CHECK(shelf.bytes() >= bytesIn(folder.path()));
    shelf.clear();
    CHECK_FALSE(shelf.find(named(1), 0));
    CHECK(shelf.bytes() == 0);
}

TEST_CASE("no more bytes are kept than allowed, and what was not used for longest goes first") {
    const test::TemporaryFolder folder;
    constexpr std::uint64_t kMost = 20 * 8192; // a cover of 6 kB takes two blocks
    {
        CoverShelf shelf(folder.path(), kMost);
        for (std::uint64_t i = 1; i <= 20; ++i)
            REQUIRE(shelf.put(named(i), filesOf(1)));
        CHECK(filesIn(folder.path()).size() == 20);
    }
    const auto files = filesIn(folder.path()); // by their numbers
    for (std::size_t i = 0; i < files.size(); ++i)
        usedLongAgo(files[i], std::chrono::hours(100 + static_cast<int>(i)));
    CoverShelf shelf(folder.path(), kMost);
    CHECK(shelf.find(named(20), 0)); // the oldest, but used now
    REQUIRE(shelf.put(named(21), filesOf(1)));
    CHECK(shelf.bytes() <= kMost);
    CHECK(bytesIn(folder.path()) <= kMost);
    CHECK(shelf.find(named(20), 0));
    CHECK(shelf.find(named(21), 0));
    CHECK(shelf.find(named(1), 0));
    CHECK_FALSE(shelf.find(named(19), 0));
    shelf.setMostBytes(3 * 8192);
    CHECK(shelf.bytes() <= 3 * 8192);
    CHECK_FALSE(filesIn(folder.path()).empty());
    shelf.setMostBytes(0); // the listener wants none
    CHECK(filesIn(folder.path()).empty());
    CHECK_FALSE(shelf.put(named(1), filesOf(1)));
}

TEST_CASE("what is damaged or none of Segue's is not shown, and makes room for the cover") {
    const test::TemporaryFolder folder;
    CoverShelf shelf(folder.path(), CoverShelf::kMostBytes);
    REQUIRE(shelf.put(named(1), filesOf(1)));
    const auto file = filesIn(folder.path()).front();
    const auto whole = test::readBytes(file);
    const auto isFound = [&](const std::string& bytes) {
        test::writeBytes(file, bytes);
        const bool found = shelf.find(named(1), 2).has_value();
        CHECK(fs::exists(file) == found);
        return found;
    };
    CHECK(isFound(whole));
    CHECK_FALSE(isFound(""));
    CHECK_FALSE(isFound("no cover"));
    CHECK_FALSE(isFound(whole.substr(0, whole.size() - 1)));
    CHECK_FALSE(isFound(whole.substr(0, 20)));
    CHECK_FALSE(isFound(std::string(1'000'000, '\xFF')));
    for (const std::size_t place : {0UL, 9UL, 30UL, 50UL, whole.size() - 1}) {
        auto damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] ^ 1);
        CHECK_FALSE(isFound(damaged));
    }
    REQUIRE(shelf.put(named(2), filesOf(2)));
    test::writeBytes(file, test::readBytes(filesIn(folder.path()).back())); // another cover's
    CHECK_FALSE(shelf.find(named(1), 0));
    fs::create_directories(file / "a folder"); // in its place
    CHECK_FALSE(shelf.find(named(1), 0));
    CHECK(shelf.put(named(1), filesOf(1)));
    CHECK(shelf.find(named(1), 0));
    fs::remove(file);
    fs::create_symlink("/dev/zero", file);
    CHECK_FALSE(shelf.find(named(1), 0));
}

TEST_CASE("files of others in the folder stay, and what a crash left half written goes") {
    const test::TemporaryFolder folder;
    {
        CoverShelf shelf(folder.path(), CoverShelf::kMostBytes);
        REQUIRE(shelf.put(named(1), filesOf(1)));
    }
    const auto group = filesIn(folder.path()).front().parent_path();
    test::writeBytes(group / "note.txt", "mine");
    test::writeBytes(folder / "sources", "another");
    test::writeBytes(group / "abc.17-0.part", "half");
    usedLongAgo(group / "abc.17-0.part", std::chrono::hours(5));
    CoverShelf shelf(folder.path(), 1);
    CHECK(shelf.bytes() == 0);
    CHECK(filesIn(folder.path()) == std::vector{group / "note.txt", folder / "sources"});
}

TEST_CASE("a cover that is too large is not kept") {
    const test::TemporaryFolder folder;
    CoverShelf shelf(folder.path(), CoverShelf::kMostBytes);
    CHECK_FALSE(shelf.put(named(1), filesOf(1, CoverShelf::kMostOfFile)));
    CHECK_FALSE(shelf.put(named(1), CoverShelf::Files{}));
    CHECK(filesIn(folder.path()).empty());
}

TEST_CASE("a folder that cannot be written, or is none, is no error: nothing is kept") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "file", "");
    CoverShelf shelf(folder / "file" / "covers", CoverShelf::kMostBytes);
    CHECK_FALSE(shelf.put(named(1), filesOf(1)));
    CHECK_FALSE(shelf.find(named(1), 0));
    CHECK(shelf.bytes() == 0);
}

TEST_CASE("many threads put and find at once, and each finds a whole cover or none") {
    const test::TemporaryFolder folder;
    CoverShelf shelf(folder.path(), 10 * 8192);
    std::vector<std::jthread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 200; ++i) {
                const auto number = static_cast<std::uint8_t>((t + i) % 20);
                shelf.put(named(number + 1U), filesOf(number));
                const auto found = shelf.find(named(number + 1U), 1);
                wrong += found && *found != filesOf(number)[1] ? 1 : 0;
            }
        });
    threads.clear();
    CHECK(wrong == 0);
    CHECK(shelf.bytes() <= 10 * 8192);
}
