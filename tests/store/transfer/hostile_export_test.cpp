// SPDX-License-Identifier: GPL-3.0-or-later
//
// The promise: an export may come from anywhere. What Segue did not write is refused whole, and nothing in it runs.
#include "tests/store/transfer/transfer_fixture.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::store;
using namespace segue::test;
namespace fs = std::filesystem;

TEST_CASE_METHOD(TransferFixture, "what is no sound export of Segue's is refused, with its name, and nothing is changed") {
    const auto file = exported();
    const auto good = test::readBytes(file);
    const auto spoil = [&](std::size_t at, const std::string& bytes) {
        auto copy = good;
        copy.replace(at, bytes.size(), bytes);
        test::writeBytes(file, copy);
    };
    SECTION("not there") { refuses(folder / "missing.segue", ErrorKind::io); }
    SECTION("a folder") { refuses(folder.path(), ErrorKind::io); }
    SECTION("empty") {
        test::writeBytes(file, "");
        refuses(file, ErrorKind::badFile);
    }
    SECTION("junk") {
        test::writeBytes(file, test::junk(100'000));
        refuses(file, ErrorKind::badFile);
    }
    SECTION("cut off") {
        for (const std::size_t size : {50UL, 100UL, 4096UL, good.size() / 2, good.size() - 4096, good.size() - 1}) {
            test::writeBytes(file, good.substr(0, size));
            refuses(file, ErrorKind::badFile);
        }
    }
    SECTION("damaged in the middle") {
        int refused = 0;
        for (std::size_t page = 1; page < good.size() / 4096; ++page) {
            spoil(page * 4096, test::junk(300, static_cast<unsigned>(page)));
            { const Database made(here, Access::write); }
            const auto before = contents(here);
            try {
                static_cast<void>(importFrom(file)); // a page without a use may hold anything
            } catch (const Error& error) {
                ++refused;
                CHECK(error.kind() == ErrorKind::badFile);
                CHECK(contents(here) == before);
            }
            fs::remove(here);
        }
        CHECK(refused > 10);
    }
    SECTION("the library database itself, which others may be writing to") { refuses(there, ErrorKind::badFile); }
    SECTION("claims to have a log beside it") {
        spoil(18, "\2\2");
        refuses(file, ErrorKind::badFile);
    }
    SECTION("claims to be larger than it is") {
        spoil(28, "\x7f\xff\xff\xff");
        refuses(file, ErrorKind::badFile);
    }
    SECTION("a newer schema") {
        edit(file, "PRAGMA user_version = 99");
        refuses(file, ErrorKind::newer);
    }
    SECTION("an older schema than its tables are of") {
        edit(file, "PRAGMA user_version = 3");
        refuses(file, ErrorKind::badFile);
    }
}

TEST_CASE_METHOD(TransferFixture, "an export with something in it that Segue does not write is refused, and nothing in it runs") {
    const auto file = exported();
    const std::string sql =
        GENERATE("CREATE TRIGGER t AFTER INSERT ON library BEGIN DELETE FROM track; END", "CREATE VIEW v AS SELECT 1",
                 "CREATE TABLE more (id INTEGER)", "CREATE INDEX more ON track(title)", "ALTER TABLE track ADD COLUMN more TEXT",
                 "DROP TABLE listening; CREATE VIEW listening AS SELECT 'x' recording, 1 added, 1 plays, 1 last_played, 1 rating",
                 "DROP TABLE outline_failure; CREATE VIRTUAL TABLE outline_failure USING fts5(identity, outline_version, reason)",
                 "DROP TABLE sound", "ALTER TABLE listening DROP COLUMN rating",
                 "ALTER TABLE listening DROP COLUMN rating; ALTER TABLE listening ADD COLUMN rating INTEGER NOT NULL AS "
                 "(abs(plays)) VIRTUAL");
    CAPTURE(sql);
    edit(file, sql);
    refuses(file, ErrorKind::badFile);
}

TEST_CASE_METHOD(TransferFixture, "an export with rows that Segue would not write is refused") {
    const auto file = exported();
    const std::string sql = GENERATE(
        "UPDATE track SET path = CAST('../../etc/passwd' AS BLOB) WHERE id = 1",
        "UPDATE track SET path = CAST('/etc/passwd' AS BLOB) WHERE id = 1", "UPDATE track SET path = X'' WHERE id = 1",
        "UPDATE track SET path = X'610062' WHERE id = 1", "UPDATE track SET path = 'text' WHERE id = 1",
        "UPDATE track SET path = randomblob(5000) WHERE id = 1", "UPDATE track SET size = 'large' WHERE id = 1",
        "UPDATE track SET title = X'00' WHERE id = 1", "PRAGMA foreign_keys = OFF; UPDATE track SET library_id = 77 WHERE id = 1",
        "UPDATE library SET root = CAST('relative' AS BLOB) WHERE id = 1", "UPDATE library SET root = X'2F00' WHERE id = 1",
        "UPDATE library SET name = '' WHERE id = 1", "UPDATE analysis SET embedding = X'010203' WHERE identity = 'one'",
        "UPDATE analysis SET embedding = zeroblob(50000000) WHERE identity = 'one'", "UPDATE listening SET rating = 1000000",
        "UPDATE listening SET plays = -1", "UPDATE listening SET plays = 'many'",
        "UPDATE model SET card = CAST(zeroblob(9000000) AS TEXT)");
    CAPTURE(sql);
    edit(file, sql);
    refuses(file, ErrorKind::badFile);
}

TEST_CASE_METHOD(
    TransferFixture,
    "an export whose tables have Segue's names and columns but not its words is refused before anything is evaluated") {
    const auto file = exported();
    // Whatever is evaluated here costs little; as much as one likes would be as easy.
    const std::string costly = "instr(hex(zeroblob(100)), 'x')";
    const std::string sql = GENERATE_COPY(
        "DROP INDEX track_identity; CREATE INDEX track_identity ON track(" + costly + ")",
        "DROP INDEX track_missing; CREATE INDEX track_missing ON track(missing_since) WHERE " + costly + " >= 0",
        "DROP TABLE outline_failure; CREATE TABLE outline_failure (identity TEXT PRIMARY KEY, outline_version INTEGER NOT NULL, "
        "reason TEXT NOT NULL, since INTEGER NOT NULL DEFAULT 0, CHECK (" +
            costly + " >= 0)) WITHOUT ROWID",
        "DROP TRIGGER listening_of_no_song; CREATE TRIGGER listening_of_no_song AFTER DELETE ON track BEGIN SELECT 1; END",
        "CREATE INDEX \"sqlite-statistics\" ON track(" + costly + ")",
        "CREATE INDEX more ON track(" + costly +
            "); PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = 'sqlite_stat_more', "
            "sql = replace(sql, 'more', 'sqlite_stat_more') WHERE name = 'more'");
    CAPTURE(sql);
    edit(file, sql);
    refuses(file, ErrorKind::badFile);
}

TEST_CASE_METHOD(TransferFixture, "an export with SQLite's statistics of its tables can be imported") {
    const auto file = exported();
    edit(file, "ANALYZE");
    CHECK(importFrom(file));
}
