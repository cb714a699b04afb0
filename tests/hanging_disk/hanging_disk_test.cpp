// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/database.h"
#include "engine/store/library_store.h"
#include "tests/hanging_disk/disk.h"
#include "tests/hanging_disk/two_libraries.h"
#include "tests/playback/manual_sink.h"
#include "tests/segue_cli/scripted_install.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <cstdlib>

using namespace segue;
using test::Disk;
using test::kLimit;
using test::until;
namespace fs = std::filesystem;

namespace {

/// Two libraries, one of them on a disk that can hang.
struct Session : test::DiskWithSongs, test::TwoLibraries {
    Session()
        : TwoLibraries(top, share.folder) {}
};

} // namespace

TEST_CASE("while a disk does not answer everything else goes on: lists, other songs, other libraries, and the way out") {
    Session session;
    const auto hanging = session.row("rock3").path;
    const auto fine = session.row("rock1").path;
    session.share.hang();
    session.engine->libraries().rescan(session.row("rock3").library);
    session.askAllOf(hanging, 1);
    session.engine->queue().playContext({queueSong(session.row("rock3"))}, 0, {});
    REQUIRE(until([] { return segueWaitingForDisk() >= 6; })); // its scan, four answers, the player

    session.engine->libraries().loadTracks(2, session.row("rock1").library);
    session.engine->libraries().loadTracks(3, session.row("rock3").library);
    REQUIRE(session.wait([&] { return session.lists.contains(2) && session.lists.contains(3); }));
    CHECK(session.lists[2] == 2);
    CHECK(session.lists[3] == 2); // what is known of the songs does not lie on their disk
    session.engine->similar().recommend(4, {.track = session.row("rock3").id});
    REQUIRE(session.wait([&] { return session.answers.contains(4); }));
    CHECK(session.answers[4].songs.size() == 3);

    session.askAllOf(fine, 5);
    CHECK(session.isAllAnswered(5));
    CHECK(session.details[5].problem.empty());
    session.engine->queue().playContext({queueSong(session.row("rock1"))}, 0, {});
    REQUIRE(session.wait(
        [&] { return session.playing.state == playback::PlayState::playing && session.playing.item.track.title == "rock1"; }));

    fs::create_directories(session.top / "third");
    test::writeSong(session.top / "third", "rock4");
    session.engine->libraries().add(session.top / "third");
    REQUIRE(session.wait([&] { return session.libraries.size() == 3 && session.done() == 5; }));
    CHECK(session.share.hangs()); // all this while
    const auto third = session.row("rock4").library;
    session.engine->libraries().remove(third);
    REQUIRE(session.wait([&] { return session.libraries.size() == 2; }));

    const auto shared = session.row("rock3").library;
    session.engine->libraries().remove(shared);
    REQUIRE(session.wait([&] { return session.libraries.size() == 1; }));
    CHECK(session.removed == std::vector<LibraryId>{third, shared});
    session.engine->libraries().loadTracks(6, shared);
    REQUIRE(session.wait([&] { return session.lists.contains(6); }));
    CHECK(session.lists[6] == 0);

    session.engine.reset();
    CHECK(session.share.hangs());
    const store::Database again(session.top / "segue.db", store::Access::write); // nobody holds its lock
    CHECK(session.notices.empty());
}

TEST_CASE("a library whose disk does not answer comes back with it, and its folder can be told to be elsewhere meanwhile") {
    Session session;
    const auto library = session.row("rock3").library;
    session.share.hang();
    session.engine->libraries().rescan(library);
    REQUIRE(until([] { return segueWaitingForDisk() >= 1; }));
    const auto copy = session.top / "copy";
    fs::create_directories(copy);
    test::writeSong(copy, "rock3");
    test::writeSong(copy, "folk1");
    session.engine->libraries().relocate(library, copy);
    REQUIRE(session.wait([&] {
        return std::ranges::any_of(session.libraries, [&](const Library& one) { return one.id == library && one.root == copy; });
    }));
    test::writeSong(copy, "rock5");
    session.engine->libraries().rescan(library);
    REQUIRE(session.wait([&] { return session.done() == 5; }));
    CHECK(session.share.hangs());
    session.share.answer();
    session.engine.reset(); // what the old folder had to say meets nobody
    store::Database database(session.top / "segue.db", store::Access::write);
    CHECK(store::LibraryStore(database).findCounted(library)->trackCount == 3);
}

TEST_CASE("an engine starts, lists and ends though a library's disk does not answer from the beginning") {
    Session session;
    session.engine.reset();
    session.share.hang();
    session.start();
    REQUIRE(until([] { return segueWaitingForDisk() >= 1; })); // it looks for changes by itself
    session.engine->libraries().loadTracks(7, session.row("rock3").library);
    REQUIRE(session.wait([&] { return session.lists.contains(7); }));
    session.engine->transfer().exportTo(session.share.folder / "all.segue");
    session.engine->transfer().savePlaylist(session.top / "fine.m3u8", {session.row("rock1")});
    REQUIRE(until([&] { return fs::exists(session.top / "fine.m3u8"); }));
    session.engine.reset();
    CHECK(session.share.hangs());
}

TEST_CASE("a song on a disk that does not answer is given up for the next command, be it opened or in its middle") {
    const test::TemporaryFolder folder;
    const Disk disk(fs::canonical(folder.path()) / "share");
    const auto hanging = disk.folder / "hangs.wav", fine = folder / "fine.wav";
    test::writeCountingSong(hanging, 3 * playback::AudioSink::kRateHz);
    test::writeCountingSong(fine, 3 * playback::AudioSink::kRateHz);
    const auto plays = [](int id) {
        return [id](const playback::PlaybackStatus& status) {
            return status.state == playback::PlayState::playing && status.item.track.id == id;
        };
    };
    test::Stage stage;
    disk.hang();
    for (int round = 0; round < 3; ++round) {
        const int waiting = segueWaitingForDisk();
        stage.play({test::itemOf(hanging, 1)}, 0);
        REQUIRE(until([&] { return segueWaitingForDisk() > waiting; }));
        stage.play({test::itemOf(fine, 2 + round)}, 0);
        stage.log.waitFor(plays(2 + round));
    }
    stage.play({test::itemOf(hanging, 9)}, 0);
    stage.player.end();
    CHECK(disk.hangs());
}

TEST_CASE("segue-cli scans the other library, and ends when it is told to, though one disk does not answer") {
    const test::ScriptedInstall install(SCRIPTED_ANALYZER, 4);
    const Disk disk(install.folder() / "music on a share"); // "share" is where the program looks for its networks
    fs::copy(install.music(), disk.folder, fs::copy_options::recursive);
    disk.hang();
    const auto database = install.folder() / "segue.db";
    ::setenv("LD_PRELOAD", HANGING_DISK, 1);
    ::setenv("SEGUE_HANGING_DISK", disk.folder.c_str(), 1);
    {
        test::KillableRun run(
            install.program(),
            {"scan", disk.folder, install.music(), "--db", database, "--no-outlines", "--model", install.folder() / "bundle"},
            install.folder() / "output");
        ::unsetenv("LD_PRELOAD");
        const auto isScanned = [&] {
            try {
                store::Database reader(database, store::Access::read);
                const auto all = store::LibraryStore(reader).all();
                return all.size() == 1 && all[0].trackCount == 4;
            } catch (const std::exception&) {
                return false; // not made yet
            }
        };
        CHECK(until(isScanned));
        run.signal(SIGINT);
        CHECK(run.waitFor(kLimit));
    }
    CHECK(disk.hangs());
    const store::Database again(database, store::Access::write);
}
