// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/missing_rule.h"
#include "engine/library/scan/scan_plan.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::library;
using namespace std::chrono;
namespace fs = std::filesystem;

namespace {

constexpr sys_seconds kMissingRuleStart = sys_days{year{2024} / 5 / 1};

store::LibraryClock afterScans(store::LibraryClock clock, sys_seconds from, seconds step, int count) {
    for (int i = 1; i <= count; ++i)
        clock = advanced(clock, from + i * step);
    return clock;
}

store::LibraryClock started() { return advanced({}, kMissingRuleStart); }

std::vector<store::MissingFile> lostLongAgo(const fs::path& folder, std::size_t count) {
    std::vector<store::MissingFile> files;
    for (std::size_t i = 0; i < count; ++i)
        files.push_back({.id = static_cast<TrackId>(i + 1),
                         .library = 1,
                         .path = folder / (std::to_string(i) + ".mp3"),
                         .since = kMissingRuleStart});
    return files;
}

constexpr sys_seconds kMuchLater = kMissingRuleStart + kKeptMissing + hours{1};

} // namespace

TEST_CASE("a library's clock starts with the computer's and goes with it from scan to scan") {
    CHECK(started().now == kMissingRuleStart);
    CHECK(advanced(started(), kMissingRuleStart + hours{5}).now == kMissingRuleStart + hours{5});
    CHECK(afterScans(started(), kMissingRuleStart, hours{1}, 10).now == kMissingRuleStart + hours{10});
}

TEST_CASE("a clock that is set ahead by a year is worth a day") {
    const auto jumped = advanced(started(), kMissingRuleStart + years{1});
    CHECK(jumped.now == kMissingRuleStart + days{1});
    CHECK_FALSE(isLongMissing(kMissingRuleStart, jumped.now));
    // And goes on from there.
    CHECK(advanced(jumped, kMissingRuleStart + years{1} + hours{2}).now == kMissingRuleStart + days{1} + hours{2});
}

TEST_CASE("a clock that is set back stops nothing for good, and never goes back itself") {
    const auto back = advanced(afterScans(started(), kMissingRuleStart, hours{1}, 10), kMissingRuleStart - years{3});
    CHECK(back.now == kMissingRuleStart + hours{10});
    CHECK(advanced(back, kMissingRuleStart - years{3} + hours{2}).now == kMissingRuleStart + hours{12});
}

TEST_CASE("a clock that jumps to and fro cannot make a song old in fewer than thirty scans") {
    auto clock = started();
    for (int scan = 1; scan <= 30; ++scan) {
        CHECK_FALSE(isLongMissing(kMissingRuleStart, clock.now));
        clock = advanced(clock, scan % 2 == 1 ? kMissingRuleStart + years{50} : kMissingRuleStart);
    }
}

TEST_CASE("a song is kept for thirty days, and one that is missing since tomorrow is missing since now") {
    CHECK_FALSE(isLongMissing(kMissingRuleStart, kMissingRuleStart + kKeptMissing));
    CHECK(isLongMissing(kMissingRuleStart, kMissingRuleStart + kKeptMissing + seconds{1}));
    CHECK_FALSE(isLongMissing(kMissingRuleStart + years{1}, kMissingRuleStart));
}

TEST_CASE("songs that were missing for long may go, others may not") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "x.mp3", "x");
    auto missing = lostLongAgo("", 3);
    missing[1].since = kMuchLater - days{1};
    CHECK(songsThatMayGo(folder.path(), missing, kMuchLater) == std::vector<TrackId>{1, 3});
    CHECK(songsThatMayGo(folder.path(), missing, kMissingRuleStart).empty());
}

TEST_CASE("many songs below a folder that is there and empty never go: something may not be mounted") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "x.mp3", "x");
    fs::create_directories(folder / "drive");
    CHECK(songsThatMayGo(folder.path(), lostLongAgo("drive/albums", kSuspiciouslyEmpty + 1), kMuchLater).empty());
    CHECK(songsThatMayGo(folder.path(), lostLongAgo("drive", kSuspiciouslyEmpty), kMuchLater).size() == kSuspiciouslyEmpty);
    fs::remove(folder / "drive"); // now the folder is gone too, on purpose
    CHECK(songsThatMayGo(folder.path(), lostLongAgo("drive/albums", kSuspiciouslyEmpty + 1), kMuchLater).size() ==
          kSuspiciouslyEmpty + 1);
}
