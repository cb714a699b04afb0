// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/whole_file.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cerrno>

using namespace segue;
namespace fs = std::filesystem;

TEST_CASE("a file is written whole, and somebody else's of the name that it has meanwhile stays") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "list.m3u8", "old");
    test::writeBytes(folder / "list.m3u8.part", "somebody else's");
    CHECK_FALSE(writeWholeFile(folder / "list.m3u8", "new"));
    CHECK(test::readBytes(folder / "list.m3u8") == "new");
    CHECK(test::readBytes(folder / "list.m3u8.part") == "somebody else's");
}

TEST_CASE("what cannot be written leaves the old file and nothing else, and says why") {
    const test::TemporaryFolder folder;
    CHECK(writeWholeFile(folder / "nowhere/list", "new").value() == ENOENT);
    fs::create_directories(folder / "taken/inside");
    CHECK(writeWholeFile(folder / "taken", "new"));
    CHECK(fs::exists(folder / "taken/inside"));
    CHECK_FALSE(fs::exists(folder / "taken.part"));
}

TEST_CASE("what was not kept is gone") {
    const test::TemporaryFolder folder;
    {
        const PartFile part(folder / "song");
        test::writeBytes(part.path(), "half");
    }
    CHECK(fs::is_empty(folder.path()));
}
