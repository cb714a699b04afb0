// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/text_file.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace segue;

TEST_CASE("a text is read in whatever it is written") {
    const std::string text = "TITLE \"Кино\"\nLine";
    CHECK(audio::textOf(text) == text);
    CHECK(audio::textOf("\xEF\xBB\xBF" + text) == text);
    using namespace std::string_literals;
    CHECK(audio::textOf("\xFF\xFE"
                        "A\0\x14\x04\n\0"s) == "AД\n");
    CHECK(audio::textOf("\xFE\xFF"
                        "\0A\x04\x14\0\n"s) == "AД\n");
    CHECK(audio::textOf("T\0i\0t\0l\0e\0"s) == "Title");
    CHECK(audio::textOf("\0T\0i\0t\0l\0e"s) == "Title");
    // CP1251: "Группа крови", "Звезда по имени Солнце"
    const std::string russian = "TITLE \"\xC3\xF0\xF3\xEF\xEF\xE0 \xEA\xF0\xEE\xE2\xE8\"\n"
                                "TITLE \"\xC7\xE2\xE5\xE7\xE4\xE0 \xEF\xEE \xE8\xEC\xE5\xED\xE8 \xD1\xEE\xEB\xED\xF6\xE5\"\n";
    CHECK(audio::textOf(russian) == "TITLE \"Группа крови\"\nTITLE \"Звезда по имени Солнце\"\n");
    CHECK(audio::textOf("TITLE \"M\xFCller\"") == "TITLE \"Müller\"");
    CHECK(audio::textOf(russian, false).starts_with("TITLE \"Ãðó"));
    CHECK(audio::textOf("").empty());
}

TEST_CASE("only a file of a sensible size is read, and a pipe holds nobody up") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "a.cue", "abc");
    CHECK(audio::readSmallFile(folder / "a.cue", 3) == "abc");
    CHECK_FALSE(audio::readSmallFile(folder / "a.cue", 2));
    CHECK_FALSE(audio::readSmallFile(folder / "none.cue", 2));
    CHECK_FALSE(audio::readSmallFile(folder.path(), 2));
    REQUIRE(::mkfifo((folder / "pipe.cue").c_str(), 0600) == 0);
    CHECK_FALSE(audio::readSmallFile(folder / "pipe.cue", 10));
}
