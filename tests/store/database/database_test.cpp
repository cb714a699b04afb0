// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/database.h"
#include "engine/store/library_store.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

using namespace segue;
using namespace segue::store;

namespace {

/// The kind of Error that opening the file throws.
ErrorKind kindOfOpening(const std::filesystem::path& file, Access access = Access::write) {
    try {
        const Database database(file, access);
    } catch (const Error& error) {
        INFO(segue::test::said(error));
        CHECK(std::string(segue::test::said(error)).find(file.string()) != std::string::npos);
        return error.kind();
    }
    FAIL("opened without an error");
    return ErrorKind::usage;
}

} // namespace

TEST_CASE("a new database is made with its folder and the current schema") {
    const test::TemporaryFolder folder;
    const auto file = folder / "deep/inside/segue.db";
    Database database(file, Access::write);
    CHECK(database.connection().execAndGet("PRAGMA user_version").getInt() == Database::kSchemaVersion);
    CHECK(database.connection().execAndGet("PRAGMA journal_mode").getString() == "wal");
    CHECK(database.connection().execAndGet("PRAGMA foreign_keys").getInt() == 1);
    CHECK(LibraryStore(database).all().empty());
}

TEST_CASE("what is stored is there when the database is opened again") {
    const test::TemporaryFolder folder;
    {
        Database database(folder / "segue.db", Access::write);
        LibraryStore(database).add("Local Music #1", "/music");
    }
    Database database(folder / "segue.db", Access::write);
    REQUIRE(LibraryStore(database).all().size() == 1);
    CHECK(LibraryStore(database).all().front().root == "/music");
}

TEST_CASE("a file that is no database is refused and left as it is") {
    const test::TemporaryFolder folder;
    const auto file = folder / "segue.db";
    const auto bytes = test::junk(20'000);
    test::writeBytes(file, bytes);
    CHECK_THROWS_AS(Database(file, Access::write), Error);
    CHECK(test::readBytes(file) == bytes);
}

TEST_CASE("a database from a newer Segue is refused and not changed") {
    const test::TemporaryFolder folder;
    const auto file = folder / "segue.db";
    { const Database database(file, Access::write); }
    { SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99"); }
    CHECK(kindOfOpening(file) == ErrorKind::newer);
    CHECK(SQLite::Database(file.string()).execAndGet("PRAGMA user_version").getInt() == 99);
}

TEST_CASE("a second writer is refused while the first is there, a reader is not") {
    const test::TemporaryFolder folder;
    const auto file = folder / "segue.db";
    {
        const Database first(file, Access::write);
        CHECK(kindOfOpening(file) == ErrorKind::busy);
        CHECK_NOTHROW(Database(file, Access::read));
    }
    CHECK_NOTHROW(Database(file, Access::write));
}

TEST_CASE("a database has one writer, whatever links its name is made of, and a new one lies where they lead") {
    const test::TemporaryFolder folder;
    const auto file = folder / "segue.db";
    std::filesystem::create_directories(folder / "links");
    std::filesystem::create_symlink("../alias.db", folder / "links/alias.db");
    std::filesystem::create_symlink(file, folder / "alias.db"); // which is not there yet
    for (int round = 0; round < 2; ++round) {
        const Database first(folder / "links/alias.db", Access::write);
        CHECK(first.file() == file);
        CHECK(kindOfOpening(file) == ErrorKind::busy);
        CHECK_THROWS_AS(Database(folder / "alias.db", Access::write), Error);
        CHECK_NOTHROW(Database(folder / "alias.db", Access::read));
    }
    std::filesystem::create_symlink("loop.db", folder / "loop.db");
    CHECK_THROWS_AS(Database(folder / "loop.db", Access::write), Error);
}

TEST_CASE("the lock of a process that was killed is gone") {
    const test::TemporaryFolder folder;
    const auto file = folder / "segue.db";
    const pid_t child = ::fork();
    if (child == 0) {
        const Database database(file, Access::write);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    CHECK_NOTHROW(Database(file, Access::write));
}

TEST_CASE("reading where there is no database says to scan first") {
    const test::TemporaryFolder folder;
    CHECK(kindOfOpening(folder / "none.db", Access::read) == ErrorKind::io);
    CHECK_FALSE(std::filesystem::exists(folder / "none.db"));
}

TEST_CASE("a reader cannot change anything") {
    const test::TemporaryFolder folder;
    const Database writer(folder / "segue.db", Access::write);
    Database reader = writer.sibling();
    CHECK_THROWS_AS(LibraryStore(reader).add("x", "/x"), Error);
}
