// SPDX-License-Identifier: GPL-3.0-or-later
// The same on a real file system, whose threads stand in the kernel. Nothing is said of how long anything takes but that it comes
// while the file system hangs.
#include "engine/store/database/database.h"
#include "tests/hanging_disk/fuse_with_songs.h"
#include "tests/hanging_disk/two_libraries.h"
#include "tests/segue_cli/scripted_install.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>

using namespace segue;
using test::until;
namespace fs = std::filesystem;

TEST_CASE("while a file system hangs other libraries are listed and heard, its own is listed, and the engine ends") {
    const test::FuseWithSongs disk;
    if (!disk.fuse) {
        WARN("skipped: " << disk.whyNot);
        return;
    }
    test::TwoLibraries session(disk.top, disk.share);
    const auto shared = session.row("rock3");
    const auto fine = session.row("rock1");
    disk.fuse->hang();
    session.engine->libraries().rescan(shared.library);
    session.askAllOf(shared.path, 1);
    session.engine->queue().playContext({queueSong(shared)}, 0, {});
    REQUIRE(until([&] { return disk.fuse->waiting() >= 2; })); // they may wait for each other in the kernel

    session.engine->libraries().loadTracks(2, fine.library);
    session.engine->libraries().loadTracks(3, shared.library);
    REQUIRE(session.wait([&] { return session.lists.contains(2) && session.lists.contains(3); }));
    CHECK(session.lists[2] == 2);
    CHECK(session.lists[3] == 2);
    session.askAllOf(fine.path, 4);
    CHECK(session.isAllAnswered(4));
    session.engine->queue().playContext({queueSong(fine)}, 0, {});
    REQUIRE(session.wait(
        [&] { return session.playing.state == playback::PlayState::playing && session.playing.item.track.id == fine.id; }));
    session.engine.reset();
    CHECK(disk.fuse->hangs());
    const store::Database again(disk.top / "segue.db", store::Access::write); // nobody holds its lock
    CHECK(session.notices.empty());
}

TEST_CASE("segue-cli ends when it is told to though its threads stand in the kernel") {
    const test::FuseWithSongs disk;
    if (!disk.fuse) {
        WARN("skipped: " << disk.whyNot);
        return;
    }
    const test::ScriptedInstall install(SCRIPTED_ANALYZER, 1);
    const auto database = install.folder() / "segue.db";
    disk.fuse->hang();
    test::KillableRun run(install.program(),
                          {"scan", disk.share, "--db", database, "--no-outlines", "--model", install.folder() / "bundle"},
                          install.folder() / "output");
    REQUIRE(until([&] { return disk.fuse->waiting() >= 1; }));
    run.signal(SIGINT);
    CHECK(run.waitFor(test::kLimit));
    CHECK(disk.fuse->hangs());
}

TEST_CASE("a file system that hung goes on where it was, and its library with it") {
    const test::FuseWithSongs disk;
    if (!disk.fuse) {
        WARN("skipped: " << disk.whyNot);
        return;
    }
    test::TwoLibraries session(disk.top, disk.share);
    disk.fuse->hang();
    test::writeSong(disk.shown, "rock5");
    session.engine->libraries().rescan(session.row("rock3").library);
    REQUIRE(until([&] { return disk.fuse->waiting() >= 1; }));
    disk.fuse->answer();
    CHECK(session.wait([&] { return session.done() == 5; }));
}
