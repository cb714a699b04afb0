// SPDX-License-Identifier: GPL-3.0-or-later
//
// The promise: at whatever moment Segue or its analyzer is killed, the database is whole, what was finished is not done
// again, and only what was in flight is.
#include "tests/segue_cli/scripted_install.h"
#include "tests/support/files.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>

#include <map>
#include <random>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr int kInFlight = 2;       ///< with one worker: the one it has and the one it will have
constexpr auto kKilledHang = 600s; ///< no measure: an analyzer of the idle class stands still beside anything that works

/// What is stored of each analysed song. A row that is written again gets another number.
using Finished = std::map<std::string, std::string>;

struct Stored {
    bool isWhole = true;
    int version = 0;
    Finished finished; ///< file name -> its rows' numbers and contents
    int failed = 0;
};

Stored lookInto(const fs::path& file) {
    if (!fs::exists(file) || fs::file_size(file) == 0)
        return {};                                                          // killed before there was anything
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE, 5000); // as the next start will: with its log
    Stored stored{.isWhole = database.execAndGet("PRAGMA integrity_check").getString() == "ok",
                  .version = database.execAndGet("PRAGMA user_version").getInt()};
    if (stored.version == 0)
        return stored;
    SQLite::Statement rows(
        database, "SELECT CAST(path AS TEXT), track.id || ' ' || analysis.rowid || ' ' || hex(embedding) || tempo_bpm FROM track "
                  "JOIN analysis ON analysis.identity = track.identity JOIN sound ON sound.identity = track.identity");
    while (rows.executeStep())
        stored.finished[fs::path(rows.getColumn(0).getString()).filename()] = rows.getColumn(1).getString();
    stored.failed = database.execAndGet("SELECT count(*) FROM failure").getInt();
    return stored;
}

/// Everything that was finished before is finished still, and was not written again.
void checkKept(const Finished& before, const Finished& after) {
    for (const auto& [song, rows] : before) {
        INFO(song);
        REQUIRE(after.contains(song));
        CHECK(after.at(song) == rows);
    }
}

/// Of a round in which these songs were asked for; checks nothing if nobody noted them.
void checkRequests(const std::map<std::string, int>& requests, const Finished& before, const Finished& after, int mayBeLost) {
    int lost = 0;
    for (const auto& [song, count] : requests) {
        INFO(song);
        CHECK_FALSE(before.contains(song)); // finished songs are not analysed again
        lost += count - (after.contains(song) ? 1 : 0);
    }
    CHECK(lost <= mayBeLost);
}

/// How long a scan takes that nobody disturbs.
std::chrono::microseconds undisturbed(const test::ScriptedInstall& install, const fs::path& model = {}) {
    for (const char* companion : {"", "-wal", "-shm"})
        fs::remove((install.folder() / "first.db").string() + companion);
    const auto begin = std::chrono::steady_clock::now();
    test::KillableRun run(install.program(), install.scan(install.folder() / "first.db", model), install.folder() / "output");
    REQUIRE(run.waitFor(kKilledHang));
    INFO(test::readBytes(install.folder() / "output"));
    REQUIRE(run.exitCode() == 0);
    REQUIRE(lookInto(install.folder() / "first.db").finished.size() == install.songs());
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
}

/// Kills scans of one database after another, each scan going on where the one before was, until so many were killed.
void killScans(test::ScriptedInstall& install, int kills, const fs::path& model = {}) {
    const auto seed = std::random_device{}();
    std::mt19937 random(seed);
    const auto length = undisturbed(install, model);
    REQUIRE(install.takeRequests().size() == (install.notesRequests() ? install.songs() : 0));
    int databases = 0;
    int killed = 0;
    fs::path database;
    Stored before;
    while (killed < kills) {
        if (database.empty() || before.finished.size() == install.songs() || random() % 4 == 0) {
            database = install.folder() / ("killed" + std::to_string(databases++) + ".db");
            before = {};
        }
        const std::chrono::microseconds moment{std::uniform_int_distribution<std::int64_t>(0, length.count())(random)};
        INFO("seed " << seed << ", kill " << killed << " of " << database << " after " << moment.count() << " us of "
                     << length.count());
        {
            test::KillableRun run(install.program(), install.scan(database, model), install.folder() / "output");
            if (!run.waitFor(moment)) {
                run.killAll();
                ++killed;
            } else {
                INFO(test::readBytes(install.folder() / "output"));
                REQUIRE(run.exitCode() == 0);
            }
        }
        const auto after = lookInto(database);
        CHECK(after.isWhole);
        CHECK(after.failed == 0);
        checkKept(before.finished, after.finished);
        checkRequests(install.takeRequests(), before.finished, after.finished, kInFlight);
        before = after;
    }
    test::KillableRun last(install.program(), install.scan(database, model), install.folder() / "output");
    REQUIRE(last.waitFor(kKilledHang));
    CHECK(last.exitCode() == 0);
    CHECK(lookInto(database).finished.size() == install.songs());
    checkKept(before.finished, lookInto(database).finished);
    WARN(killed << " scans killed, over " << databases << " databases; seed " << seed);
}

/// Kills the analyzer of one scan each at a random moment: the scan finishes all the same.
void killAnalyzers(test::ScriptedInstall& install, int kills, const fs::path& model = {}) {
    const auto seed = std::random_device{}();
    std::mt19937 random(seed);
    auto length = undisturbed(install, model);
    REQUIRE(install.takeRequests().size() == (install.notesRequests() ? install.songs() : 0));
    int killed = 0;
    for (int round = 0; killed < kills && round < 8 * kills; ++round) {
        const auto database = install.folder() / ("analyzer" + std::to_string(round) + ".db");
        const std::chrono::microseconds moment{
            std::uniform_int_distribution<std::int64_t>(length.count() / 10, length.count())(random)};
        INFO("seed " << seed << ", round " << round << " after " << moment.count() << " us of " << length.count());
        test::KillableRun run(install.program(), install.scan(database, model), install.folder() / "output");
        const bool wasOver = run.waitFor(moment);
        if (wasOver) // what else the machine does made the undisturbed scan slow
            length = std::min<std::chrono::microseconds>(length, moment);
        const bool wasKilled = !wasOver && run.killAnalyzer();
        killed += wasKilled ? 1 : 0;
        REQUIRE(run.waitFor(kKilledHang));
        INFO(test::readBytes(install.folder() / "output"));
        CHECK(run.exitCode() == 0);
        const auto stored = lookInto(database);
        CHECK(stored.isWhole);
        CHECK(stored.finished.size() == install.songs());
        CHECK(stored.failed == 0);
        checkRequests(install.takeRequests(), {}, stored.finished, wasKilled ? kInFlight : 0);
    }
    CHECK(killed == kills);
    WARN(killed << " analyzers killed; seed " << seed);
}

} // namespace

TEST_CASE("a scan killed at any moment leaves a whole database, and nothing finished is done again") {
    test::ScriptedInstall install(SCRIPTED_ANALYZER);
    killScans(install, 150);
}

TEST_CASE("an analyzer killed at any moment costs the songs in flight one more try, and no song") {
    test::ScriptedInstall install(SCRIPTED_ANALYZER);
    killAnalyzers(install, 40);
}

#ifdef SEGUE_ANALYZER
// That only what was in flight is asked for again is the scripted analyzer's to show: nobody notes what this one is asked.
TEST_CASE("with the real analyzer, too, the database is whole, nothing finished is written again, and no song is lost") {
    test::ScriptedInstall install(SEGUE_ANALYZER, 6); // which takes a song as long as the scripted one a whole scan
    killScans(install, 6, SEGUE_SOURCE_DIR "/resources/models/segue-net");
    killAnalyzers(install, 4, SEGUE_SOURCE_DIR "/resources/models/segue-net");
}

TEST_CASE("a thousand kills", "[.long]") {
    test::ScriptedInstall install(SCRIPTED_ANALYZER);
    killScans(install, 700);
    killAnalyzers(install, 300);
}
#endif
