// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/csv_reader.h"

#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rowsOf(const std::string& text) {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "table.csv", text);
    Rows rows;
    training::readCsv(folder / "table.csv", [&](std::size_t row, std::span<const std::string_view> fields) {
        CHECK(row == rows.size() + 1);
        rows.emplace_back(fields.begin(), fields.end());
        return true;
    });
    return rows;
}

} // namespace

TEST_CASE("records are cut at commas and line ends, of either kind") {
    CHECK(rowsOf("a,b,c\n1,,3\r\n,,\nlast") == Rows{{"a", "b", "c"}, {"1", "", "3"}, {"", "", ""}, {"last"}});
}

TEST_CASE("quoted fields keep commas, quotes and line breaks") {
    CHECK(rowsOf("1,\"a, \"\"b\"\"\nc\",2\n3,\"\",4\n") == Rows{{"1", "a, \"b\"\nc", "2"}, {"3", "", "4"}});
}

TEST_CASE("an empty file and blank lines hold no records") {
    CHECK(rowsOf("").empty());
    CHECK(rowsOf("\n\r\n\n").empty());
}

TEST_CASE("a record may be longer than a block and hold zero bytes") {
    const std::string field(300'000, 'x');
    const auto rows = rowsOf("a," + field + "\n" + std::string("b\0c", 3) + ",d\n");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0][1] == field);
    CHECK(rows[1][0].size() == 3);
}

TEST_CASE("a quote that never ends is named, and takes bounded memory") {
    CHECK_THROWS_WITH(rowsOf("a,b\n1,\"open\n2,3\n"), Contains("record 2") && Contains("quotes"));
    CHECK_THROWS_WITH(rowsOf("a,b\n1,in\"side\n"), Contains("record 2") && Contains("quote"));
    CHECK_THROWS_WITH(rowsOf("\"" + std::string(40U << 20U, 'x')), Contains("record 1") && Contains("too long"));
}

TEST_CASE("reading ends when the visitor wants no more, and its exceptions come through") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "table.csv", "1\n2\n3\n");
    std::size_t seen = 0;
    training::readCsv(folder / "table.csv", [&](std::size_t, auto) { return ++seen < 2; });
    CHECK(seen == 2);
    CHECK_THROWS_WITH(
        training::readCsv(folder / "table.csv",
                          [](std::size_t row, auto) -> bool { throw Error(ErrorKind::badFile, "at " + std::to_string(row)); }),
        "at 1");
}

TEST_CASE("a table that is not there is an error that names it") {
    CHECK_THROWS_WITH(training::readCsv("/nowhere/table.csv", [](std::size_t, auto) { return true; }),
                      Contains("/nowhere/table.csv"));
    const test::TemporaryFolder folder;
    CHECK_THROWS_AS(training::readCsv(folder.path(), [](std::size_t, auto) { return true; }), Error);
}
