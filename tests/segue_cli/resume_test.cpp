// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <csignal>

using namespace segue;

namespace {

int count(const std::filesystem::path& database, const std::string& what) {
    SQLite::Database connection(database.string(), SQLite::OPEN_READWRITE, 3000);
    return connection.execAndGet("SELECT count(*) FROM " + what).getInt();
}

} // namespace

TEST_CASE("a scan that is killed goes on where it was; what was analysed is not analysed again") {
    const test::TemporaryFolder folder;
    const auto database = folder / "segue.db";
    REQUIRE(test::segueCli({"demo", folder / "demo"}).exitCode == 0);
    {
        test::Program scan({"scan", folder / "demo", "--db", database});
        REQUIRE(scan.waitForAnalysed(3));
        scan.kill(SIGKILL);
        CHECK(scan.finish().exitCode == -1);
    }
    const int done = count(database, "analysis");
    const int all = count(database, "track");
    CHECK(done >= 3);
    REQUIRE(done < all);
    const auto rest = test::segueCli({"scan", folder / "demo", "--db", database});
    INFO(rest.errors);
    CHECK(rest.exitCode == 0);
    CHECK(rest.output.find("analysed now: " + std::to_string(all - done) + ", failed: 0") != std::string::npos);
    CHECK(count(database, "analysis") == all);
    SQLite::Database connection(database.string());
    CHECK(connection.execAndGet("PRAGMA integrity_check").getString() == "ok");
}

TEST_CASE("an interrupt stops a scan with a sentence; a second copy is refused meanwhile") {
    const test::TemporaryFolder folder;
    const auto database = folder / "segue.db";
    REQUIRE(test::segueCli({"demo", folder / "demo"}).exitCode == 0);
    test::Program scan({"scan", folder / "demo", "--db", database});
    REQUIRE(scan.waitForAnalysed(1));
    const auto second = test::segueCli({"scan", folder / "demo", "--db", database});
    CHECK(second.exitCode == 1);
    CHECK(second.errors.find("Another copy of Segue") != std::string::npos);
    scan.kill(SIGINT);
    const auto stopped = scan.finish();
    CHECK(stopped.exitCode == 1);
    CHECK(stopped.errors.find("goes on from here") != std::string::npos);
}

TEST_CASE("a damaged or newer database is refused with a sentence and left as it is") {
    const test::TemporaryFolder folder;
    std::filesystem::create_directories(folder / "music");
    test::writeBytes(folder / "damaged.db", test::junk(50'000));
    const auto damaged = test::segueCli({"scan", folder / "music", "--db", folder / "damaged.db"});
    CHECK(damaged.exitCode == 1);
    CHECK(damaged.errors.find("damaged.db") != std::string::npos);
    CHECK(test::readBytes(folder / "damaged.db") == test::junk(50'000));
    REQUIRE(test::segueCli({"scan", folder / "music", "--db", folder / "newer.db"}).exitCode == 0);
    SQLite::Database((folder / "newer.db").string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
    const auto newer = test::segueCli({"scan", folder / "music", "--db", folder / "newer.db"});
    CHECK(newer.exitCode == 1);
    CHECK(newer.errors.find("newer version of Segue") != std::string::npos);
}
