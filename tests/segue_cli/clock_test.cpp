// SPDX-License-Identifier: GPL-3.0-or-later
//
// The promise: whatever the computer's clock says, and whenever it is set, nothing is lost and nothing is done twice. The
// program runs by a clock of libfaketime's.
#include "tests/segue_cli/scripted_install.h"
#include "tests/support/files.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr auto kHang = 120s;
constexpr std::string_view kFakeTime = SEGUE_FAKETIME; ///< its library; empty: it is not here

class Fixture {
protected:
    /// From now on the clock shows this: "@1999-12-31 23:00:00", or so much beside the true time: "-20y".
    void setClock(std::string_view clock) const { test::writeBytes(m_clock, clock); }

    /// A scan by that clock, which may be set meanwhile.
    [[nodiscard]] test::KillableRun begin() const {
        std::vector<std::string> words{"LD_PRELOAD=" + std::string(kFakeTime),
                                       "FAKETIME_TIMESTAMP_FILE=" + m_clock.string(),
                                       "FAKETIME_NO_CACHE=1",
                                       "FAKETIME_DONT_FAKE_MONOTONIC=1",
                                       "DONT_FAKE_MONOTONIC=1",
                                       m_install.program()};
        const auto scan = m_install.scan(m_database);
        words.insert(words.end(), scan.begin(), scan.end());
        return {"/usr/bin/env", words, m_install.folder() / "output"};
    }

    void finish(test::KillableRun& run) const {
        REQUIRE(run.waitFor(kHang));
        INFO(test::readBytes(m_install.folder() / "output"));
        CHECK(run.exitCode() == 0);
        CHECK(ask("PRAGMA integrity_check") == "ok");
    }

    void scanAt(std::string_view clock) const {
        setClock(clock);
        auto run = begin();
        finish(run);
    }

    [[nodiscard]] std::string ask(const std::string& question) const {
        return SQLite::Database(m_database.string(), SQLite::OPEN_READWRITE, 3000).execAndGet(question).getString();
    }

    test::ScriptedInstall m_install{SCRIPTED_ANALYZER};
    fs::path m_clock = m_install.folder() / "clock";
    fs::path m_database = m_install.folder() / "segue.db";
};

const std::string kSongs = "SELECT count(*) || ' ' || count(identity) || ' ' || count(missing_since) FROM track";

} // namespace

TEST_CASE_METHOD(Fixture, "a clock set back or far ahead between scans loses no song, no date and no analysis") {
    if (kFakeTime.empty()) {
        WARN("skipped: there is no libfaketime here");
        return;
    }
    scanAt("@2026-06-01 12:00:00");
    CHECK(m_install.takeRequests().size() == 24);
    const auto dates = ask("SELECT group_concat(recording || added) FROM (SELECT * FROM listening ORDER BY recording)");
    CHECK(ask("SELECT min(date(added, 'unixepoch')) || max(date(added, 'unixepoch')) FROM listening") == "2026-06-012026-06-01");

    // A file that goes and one that changes while the clock is behind everything that is stored.
    fs::rename(m_install.music() / "2.flac", m_install.folder() / "2.flac");
    fs::copy_file(m_install.folder() / "2.flac", m_install.music() / "1.flac", fs::copy_options::overwrite_existing);
    fs::last_write_time(m_install.music() / "1.flac",
                        fs::file_time_type::clock::from_sys(std::chrono::sys_seconds{std::chrono::sys_days{1995y / 1 / 1}}));
    scanAt("@1999-12-31 23:59:00");
    CHECK(ask(kSongs) == "24 24 1");
    const auto again = m_install.takeRequests();
    INFO(again.size());
    CHECK(again.size() <= 1); // the file that changed, if its sound was not recognised

    // A hundred years later by the clock, and not by anything else.
    scanAt("@2126-01-01 00:00:00");
    CHECK(ask(kSongs) == "24 24 1");
    fs::rename(m_install.folder() / "2.flac", m_install.music() / "2.flac");
    scanAt("@1970-01-01 00:00:10");
    CHECK(ask(kSongs) == "24 24 0");
    CHECK(m_install.takeRequests().empty());
    CHECK(ask("SELECT group_concat(recording || added) FROM (SELECT * FROM listening ORDER BY recording)") == dates);
}

TEST_CASE_METHOD(Fixture,
                 "a copy of a known song that comes while the clock is set back, or ahead, leaves the song's date as it is") {
    if (kFakeTime.empty()) {
        WARN("skipped: there is no libfaketime here");
        return;
    }
    scanAt("@2026-06-01 12:00:00");
    for (const auto* clock : {"@1999-12-31 23:59:00", "@2126-01-01 00:00:00"}) {
        fs::create_directories(m_install.music() / clock);
        fs::copy_file(m_install.music() / "3.flac", m_install.music() / clock / "3.flac"); // the scripted analyzer goes by the name
        scanAt(clock);
    }
    CHECK(ask(kSongs) == "26 26 0");
    CHECK(ask("SELECT count(*) FROM listening") == "24");
    CHECK(ask("SELECT min(date(added, 'unixepoch')) || max(date(added, 'unixepoch')) FROM listening") == "2026-06-012026-06-01");
}

TEST_CASE_METHOD(Fixture, "a clock set back and ahead while songs are analysed stops nothing, and each is analysed once") {
    if (kFakeTime.empty()) {
        WARN("skipped: there is no libfaketime here");
        return;
    }
    setClock("+0");
    auto run = begin();
    int settings = 0;
    for (const auto* clock : {"-20y", "+30y", "-1h", "+0"}) {
        if (run.waitFor(100ms))
            break;
        setClock(clock);
        ++settings;
    }
    finish(run);
    CHECK(settings > 0);
    CHECK(ask(kSongs) == "24 24 0");
    CHECK(ask("SELECT count(*) FROM analysis") == "24");
    for (const auto& [song, count] : m_install.takeRequests()) {
        INFO(song);
        CHECK(count == 1);
    }
}
