// SPDX-License-Identifier: GPL-3.0-or-later
// The real program on a disk that does not answer. What is asserted is that things come while the disk hangs, the process's end
// among them; how long they took is not measured, but that they came within kLimit, where without an answer nothing would.
#include "engine/store/database/database.h"
#include "tests/hanging_disk/disk.h"
#include "tests/hanging_disk/fuse_with_songs.h"
#include "tests/hanging_disk/two_libraries.h"
#include "tests/segue_cli/scripted_install.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <optional>

using namespace segue;
namespace fs = std::filesystem;

namespace {

constexpr auto kWalked = "listed 3\nlisted 2\nclosed\n";

/// Segue's window as it is installed, and a place with two libraries that it knows.
class Walk final {
public:
    Walk(const fs::path& place, const fs::path& share)
        : m_place(place) {
        {
            test::TwoLibraries libraries(place, share);
            test::writeSong(libraries.music, "rock6"); // so that the two can be told apart
            libraries.engine->libraries().rescan(libraries.row("rock1").library);
            REQUIRE(libraries.wait([&] { return libraries.done() == 5 && !libraries.progress.running; }));
        }
        fs::create_directories(program().parent_path());
        fs::copy_file(SEGUE, program());
        fs::create_symlink(SCRIPTED_ANALYZER, program().parent_path() / "segue-analyzer");
    }
    ~Walk() { setEnvironment(nullptr); }
    Walk(const Walk&) = delete;
    Walk& operator=(const Walk&) = delete;

    /// @param disk preloaded beside the walk
    void start(const fs::path& folder, const std::string& disk) {
        setEnvironment((disk + (disk.empty() ? "" : ":") + WINDOW_WALK).c_str());
        m_run.emplace(program(), std::vector<std::string>{"--db", m_place / "segue.db", "--model", m_place / "bundle", folder},
                      m_place / "output");
        setEnvironment(nullptr);
    }
    [[nodiscard]] bool isWalked() const {
        return test::until([&] { return fs::exists(told()) && test::readBytes(told()) == kWalked; });
    }
    /// Whether the process has ended by itself and well.
    [[nodiscard]] bool hasEnded() {
        const bool ended = m_run->waitFor(test::kLimit);
        INFO(test::readBytes(m_place / "output"));
        CHECK(m_run->exitCode() == 0);
        return ended;
    }

private:
    [[nodiscard]] fs::path program() const { return m_place / "installed" / "bin" / "segue"; } // it looks into ../share
    [[nodiscard]] fs::path told() const { return m_place / "walked"; }

    /// For the program alone.
    void setEnvironment(const char* preload) const {
        if (preload == nullptr) {
            for (const char* name : {"LD_PRELOAD", "SEGUE_WINDOW_WALK", "SEGUE_HANGING_DISK"})
                ::unsetenv(name);
            return;
        }
        const auto share = m_place / "share";
        ::setenv("LD_PRELOAD", preload, 1);
        ::setenv("SEGUE_WINDOW_WALK", told().c_str(), 1);
        ::setenv("SEGUE_HANGING_DISK", share.c_str(), 1);
        ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
        ::setenv("HOME", m_place.c_str(), 1);
        ::setenv("XDG_CONFIG_HOME", (m_place / "config").c_str(), 1);
        ::setenv("XDG_DATA_HOME", (m_place / "data").c_str(), 1);
    }

    fs::path m_place;
    std::optional<test::KillableRun> m_run;
};

} // namespace

TEST_CASE(
    "the window shows, lists and closes though a library, and the folder that it is to open, lie on a disk that does not answer") {
    const test::DiskWithSongs disk;
    Walk walk(disk.top, disk.share.folder);
    disk.share.hang();
    walk.start(disk.share.folder / "new", HANGING_DISK);
    CHECK(walk.isWalked());
    CHECK(walk.hasEnded());
    CHECK(disk.share.hangs());
    const store::Database again(disk.top / "segue.db", store::Access::write); // nobody holds its lock
}

TEST_CASE("the window shows, lists and closes though a file system keeps its threads in the kernel") {
    const test::FuseWithSongs disk;
    if (!disk.fuse) {
        WARN("skipped: " << disk.whyNot);
        return;
    }
    Walk walk(disk.top, disk.share);
    disk.fuse->hang();
    walk.start(disk.share / "new", "");
    CHECK(walk.isWalked());
    CHECK(walk.hasEnded());
    CHECK(disk.fuse->hangs());
    const store::Database again(disk.top / "segue.db", store::Access::write);
}
