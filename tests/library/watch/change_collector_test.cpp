// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/watch/change_collector.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::library;
using namespace std::chrono_literals;
using Time = ChangeCollector::Time;

namespace {
constexpr Time kStart{std::chrono::hours{5}};
}

TEST_CASE("a change is told when its library has been quiet for a moment") {
    ChangeCollector changes;
    CHECK_FALSE(changes.due());
    changes.touch(1, "a", false, kStart);
    CHECK(changes.due() == kStart + ChangeCollector::kQuiet);
    CHECK(changes.take(kStart + 100ms).empty());
    changes.touch(1, "b", true, kStart + 300ms);
    CHECK(changes.take(kStart + ChangeCollector::kQuiet).empty());
    const auto told = changes.take(kStart + 300ms + ChangeCollector::kQuiet);
    REQUIRE(told.size() == 1);
    CHECK(told[0].library == 1);
    CHECK(told[0].folders == std::vector<TouchedFolder>{{"a", false}, {"b", true}});
    CHECK_FALSE(changes.due());
}

TEST_CASE("changes that do not end are told all the same, in time for two seconds") {
    ChangeCollector changes;
    for (auto at = 0ms; at < ChangeCollector::kPatience; at += 100ms) {
        CHECK(changes.take(kStart + at).empty());
        changes.touch(1, "a", false, kStart + at);
    }
    CHECK(changes.take(kStart + ChangeCollector::kPatience).size() == 1);
    CHECK(ChangeCollector::kPatience < 2s);
}

TEST_CASE("each library has its own quiet") {
    ChangeCollector changes;
    changes.touch(1, "a", false, kStart);
    changes.touch(2, "a", false, kStart + 300ms);
    REQUIRE(changes.take(kStart + ChangeCollector::kQuiet).size() == 1);
    changes.forget(2);
    CHECK_FALSE(changes.due());
}

TEST_CASE("a folder that was touched and came is looked through with all that is below it; very many are everything") {
    ChangeCollector changes;
    changes.touch(1, "a", true, kStart);
    changes.touch(1, "a", false, kStart);
    CHECK(changes.take(kStart + 1s).at(0).folders == std::vector<TouchedFolder>{{"a", true}});
    for (std::size_t i = 0; i <= ChangeCollector::kMostFolders; ++i)
        changes.touch(1, std::to_string(i), false, kStart);
    CHECK(changes.take(kStart + 1s).at(0).folders.empty());
}

TEST_CASE("a file that is being written is told when it is closed") {
    ChangeCollector changes;
    changes.begin(1, "a/x.mp3", kStart);
    CHECK(changes.unfinished(1) == std::set<std::filesystem::path>{"a/x.mp3"});
    CHECK(changes.unfinished(2).empty());
    CHECK(changes.take(kStart + 10s).empty());
    changes.finish(1, "a/x.mp3", kStart + 10s);
    CHECK(changes.unfinished(1).empty());
    CHECK(changes.take(kStart + 11s).at(0).folders == std::vector<TouchedFolder>{{"a", false}});
}

TEST_CASE("a file that is never closed is told when it has stopped to grow") {
    ChangeCollector changes;
    const ChangeCollector::File file{1, "a/x.mp3"};
    changes.begin(1, file.second, kStart);
    CHECK(changes.filesToLookAt(kStart).empty());
    std::uint64_t size = 0;
    auto now = kStart;
    for (int i = 0; i < 10; ++i) { // it grows
        now += ChangeCollector::kLook;
        CHECK(changes.filesToLookAt(now) == std::vector{file});
        changes.look(file, {++size, 1}, now);
        CHECK(changes.unfinished(1).size() == 1);
    }
    CHECK(changes.due() == now + ChangeCollector::kLook);
    for (auto end = now + ChangeCollector::kWritten; now < end;) {
        now += ChangeCollector::kLook;
        changes.look(file, {size, 1}, now);
    }
    CHECK(changes.unfinished(1).empty());
    CHECK(changes.take(now + 1s).size() == 1);
    CHECK_FALSE(changes.due());
}
