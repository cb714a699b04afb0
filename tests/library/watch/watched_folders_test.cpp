// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/watch/watched_folders.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::library;
namespace fs = std::filesystem;

namespace {

struct WatchedFoldersFixture {
    test::TemporaryFolder folder;
    WatchedFolders watched{1000};
    WatchedFoldersFixture() {
        for (const char* name : {"a/b/c", "a/d", "a b", "ab", "a0", "e"})
            fs::create_directories(folder / name);
    }
    bool cover(LibraryId library, const fs::path& below = {}) { return watched.cover(library, folder.path(), below); }
    bool covers(LibraryId library, const fs::path& where) const { return watched.covers({library, where}); }
};

} // namespace

TEST_CASE_METHOD(WatchedFoldersFixture, "a folder that goes takes all below it along, and nothing whose name only begins alike") {
    REQUIRE(cover(1));
    CHECK(watched.count() == 9);
    watched.drop(1, "a");
    for (const char* gone : {"a", "a/b", "a/b/c", "a/d"})
        CHECK_FALSE(covers(1, gone));
    for (const char* kept : {"", "a b", "ab", "a0", "e"})
        CHECK(covers(1, kept));
    CHECK(watched.count() == 5);
    REQUIRE(cover(1, "a"));
    CHECK(covers(1, "a/b/c"));
    watched.drop(1, {});
    CHECK(watched.count() == 0);
}

TEST_CASE_METHOD(WatchedFoldersFixture, "a folder in two libraries stays watched for the one when it is dropped for the other") {
    REQUIRE(cover(1));
    REQUIRE(watched.cover(2, folder / "a", {}));
    CHECK(watched.count() == 9);
    watched.drop(1, "a");
    CHECK(covers(2, "b"));
    CHECK(watched.count() == 9);
    watched.drop(2, {});
    CHECK(watched.count() == 5);
}

TEST_CASE_METHOD(WatchedFoldersFixture, "a renamed folder is known by its new name only, also where another one took its old one") {
    REQUIRE(cover(1));
    fs::rename(folder / "e", folder / "f");
    fs::create_directories(folder / "e");
    REQUIRE(cover(1));
    CHECK(covers(1, "e"));
    CHECK(covers(1, "f"));
    fs::remove(folder / "f");
    REQUIRE(cover(1));
    CHECK_FALSE(covers(1, "f"));
    CHECK(covers(1, "e"));
    CHECK(watched.count() == 9);
}
