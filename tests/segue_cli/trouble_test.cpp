// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/segue_cli/scripted_install.h"
#include "tests/support/files.h"
#include "tests/support/small_disk.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr auto kTroubleHang = 120s;

struct Outcome {
    int exitCode = -1;
    std::string words; ///< of both outputs
};

Outcome scan(const test::ScriptedInstall& install, const fs::path& database) {
    test::KillableRun run(install.program(), install.scan(database), install.folder() / "output");
    REQUIRE(run.waitFor(kTroubleHang));
    return {run.exitCode(), test::readBytes(install.folder() / "output")};
}

int numberOf(const fs::path& database, const std::string& question) {
    return SQLite::Database(database.string(), SQLite::OPEN_READWRITE, 3000).execAndGet(question).getInt();
}

bool says(const Outcome& outcome, const std::string& words) {
    INFO(outcome.words);
    return outcome.words.find(words) != std::string::npos;
}

} // namespace

TEST_CASE("a scan onto a full disk says so and fails; with space the same command does the rest") {
    test::ScriptedInstall install(SCRIPTED_ANALYZER);
    const auto disk = test::SmallDisk::mount(install.folder() / "disk", 4U << 20U);
    if (!disk) {
        WARN("skipped: only root can make a small disk");
        return;
    }
    const auto database = disk->path() / "segue.db";
    disk->fill();
    const auto never = scan(install, database);
    CHECK(never.exitCode == 1);
    CHECK(says(never, "Free some disk space"));
    disk->clear();
    CHECK(scan(install, database).exitCode == 0);
    CHECK(numberOf(database, "SELECT count(*) FROM analysis") == 24);
    disk->fill();
    fs::copy_file(install.music() / "1.flac", install.music() / "new.flac");
    CHECK(says(scan(install, database), "Free some disk space"));
    disk->clear();
    CHECK(scan(install, database).exitCode == 0);
    CHECK(numberOf(database, "SELECT count(*) FROM track") == 25);
    CHECK(numberOf(database, "SELECT count(*) FROM failure") == 0);
}

TEST_CASE("a scan into a place that cannot be written to, or beside another scan's lock, says so and fails") {
    test::ScriptedInstall install(SCRIPTED_ANALYZER);
    const auto disk = test::SmallDisk::mount(install.folder() / "disk", 4U << 20U);
    if (!disk) {
        WARN("skipped: only root can make a small disk");
        return;
    }
    const auto database = disk->path() / "segue.db";
    CHECK(scan(install, database).exitCode == 0);
    disk->protect();
    const auto refused = scan(install, database);
    CHECK(refused.exitCode == 1);
    CHECK(says(refused, "can be written to"));
    CHECK(says(refused, database.string()));
}

TEST_CASE("a scan with a damaged database says what to do, fails, and leaves the file as it is") {
    test::ScriptedInstall install(SCRIPTED_ANALYZER);
    const auto database = install.folder() / "segue.db";
    CHECK(scan(install, database).exitCode == 0);
    auto bytes = test::readBytes(database);
    for (std::size_t i = 0; i < bytes.size(); i += 61)
        bytes[i] = static_cast<char>(bytes[i] ^ 0x2A);
    test::writeBytes(database, bytes);
    const auto refused = scan(install, database);
    CHECK(refused.exitCode == 1);
    CHECK(says(refused, "move it away"));
    CHECK((test::readBytes(database) == bytes));
}

TEST_CASE("a scan of a database that must be brought up to date and cannot says that nothing was changed") {
    test::ScriptedInstall install(SCRIPTED_ANALYZER);
    const auto database = install.folder() / "segue.db";
    SQLite::Database(database.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec(test::readBytes(fs::path(SEGUE_SOURCE_DIR) / "tests/store/fixtures/schema-1.sql") +
              "CREATE TABLE listening (mine TEXT);");
    CHECK(scan(install, database).exitCode == 1);
    CHECK(numberOf(database, "PRAGMA user_version") == 1);
    CHECK(numberOf(database, "SELECT count(*) FROM track") == 5);
}
