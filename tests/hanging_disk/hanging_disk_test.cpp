// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "engine/store/database/database.h"
#include "engine/store/library_store.h"
#include "tests/hanging_disk/hanging_disk.h"
#include "tests/playback/manual_sink.h"
#include "tests/segue_cli/scripted_install.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <map>
#include <mutex>
#include <thread>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr auto kLimit = 60s;

template <typename Condition>
bool until(Condition&& condition) {
    const auto deadline = std::chrono::steady_clock::now() + kLimit;
    while (!condition() && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    return condition();
}

/// A folder on a disk that answers until it hangs. Left as it is it hangs no longer, so that nothing waits for ever.
struct Disk {
    fs::path folder;
    explicit Disk(fs::path where)
        : folder(std::move(where)) {
        fs::create_directories(folder);
        segueSetHangingDisk(folder.c_str());
    }
    ~Disk() {
        answer();
        until([] { return segueWaitingForDisk() == 0; });
    }
    void hang() const { test::writeBytes(file(), "x"); }
    void answer() const { fs::remove(file()); }
    [[nodiscard]] bool hangs() const { return fs::exists(file()); }
    [[nodiscard]] fs::path file() const { return folder.native() + ".hangs"; }
};

/// Two libraries, one of them on such a disk, and all that the engine said.
struct Session {
    test::TemporaryFolder folder;
    fs::path top = fs::canonical(folder.path());
    fs::path music = top / "music";
    Disk share{top / "share"};
    std::shared_ptr<test::Crank> crank = std::make_shared<test::Crank>();
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Library> libraries;
    std::map<TrackId, Track> rows;
    std::map<RequestId, std::size_t> lists; ///< how many songs each held
    std::map<RequestId, RecommendationsReady> answers;
    std::map<RequestId, SongDetailsLoaded> details;
    std::map<RequestId, OutlineLoaded> outlines;
    std::map<RequestId, std::size_t> covers;
    std::map<RequestId, std::size_t> tiles;
    std::vector<LibraryId> removed;
    std::vector<std::string> notices;
    playback::PlaybackStatus playing;
    Progress progress;
    std::unique_ptr<Engine> engine;

    Session() {
        test::writeScriptedBundle(top / "bundle");
        fs::create_directories(music);
        song(music, "rock1");
        song(music, "rock2");
        song(share.folder, "rock3");
        song(share.folder, "folk1");
        start();
        engine->libraries().add(music);
        engine->libraries().add(share.folder);
        REQUIRE(wait([&] { return done() == 4 && libraries.size() == 2 && !progress.running; }));
    }
    ~Session() { engine.reset(); }

    static void song(const fs::path& where, const std::string& name) {
        audio::writeAudio(where / (name + ".wav"), test::tone(200 + 100 * static_cast<double>(name.back() - '0'), 5, 8000), 8000,
                          1);
    }

    void start() {
        engine = std::make_unique<Engine>(EngineOptions{.database = top / "segue.db",
                                                        .modelFolder = top / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .outlines = false,
                                                        .watch = true,
                                                        .sink = test::makeManualSink(crank)},
                                          [this](Event event) { note(std::move(event)); });
    }

    void note(Event event) {
        const std::lock_guard lock(mutex);
        if (auto* all = std::get_if<LibrariesChanged>(&event))
            libraries = std::move(all->libraries);
        if (auto* some = std::get_if<TracksChanged>(&event))
            for (auto& track : some->tracks)
                rows[track.id] = std::move(track);
        if (auto* all = std::get_if<TracksLoaded>(&event))
            lists[all->request] = all->tracks.size();
        if (auto* ready = std::get_if<RecommendationsReady>(&event))
            answers[ready->request] = std::move(*ready);
        if (auto* one = std::get_if<SongDetailsLoaded>(&event))
            details[one->request] = std::move(*one);
        if (auto* one = std::get_if<OutlineLoaded>(&event))
            outlines[one->request] = std::move(*one);
        if (auto* one = std::get_if<CoverLoaded>(&event))
            ++covers[one->request];
        if (auto* one = std::get_if<SpectrogramTileLoaded>(&event))
            ++tiles[one->request];
        if (auto* gone = std::get_if<LibraryRemoved>(&event))
            removed.push_back(gone->library);
        if (auto* notice = std::get_if<Notice>(&event))
            notices.push_back(test::said(notice->message));
        if (auto* now = std::get_if<PlaybackChanged>(&event))
            playing = now->status;
        if (auto* now = std::get_if<Progress>(&event))
            progress = *now;
        changed.notify_all();
    }

    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, kLimit, condition);
    }
    std::size_t done() const {
        return static_cast<std::size_t>(
            std::ranges::count(rows, AnalysisState::done, [](const auto& row) { return row.second.state; }));
    }
    Track row(const std::string& title) {
        const std::lock_guard lock(mutex);
        const auto found = std::ranges::find(rows, title, [](const auto& one) { return one.second.title; });
        REQUIRE(found != rows.end());
        return found->second;
    }
    /// Everything that may ask a song's disk, for one song of each kind of answer.
    void askAllOf(const fs::path& song, RequestId request) {
        engine->songs().loadDetails(request, song);
        engine->songs().loadCover(request, song);
        engine->songs().loadOutline(request, song);
        engine->songs().loadSpectrogram(request, {.song = song, .tiles = {0}});
    }
    bool isAllAnswered(RequestId request) {
        return wait([&] {
            return details.contains(request) && covers.contains(request) && tiles.contains(request) && outlines.contains(request) &&
                   outlines[request].complete == 1.F;
        });
    }
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
    Session::song(session.top / "third", "rock4");
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
    Session::song(copy, "rock3");
    Session::song(copy, "folk1");
    session.engine->libraries().relocate(library, copy);
    REQUIRE(session.wait([&] {
        return std::ranges::any_of(session.libraries, [&](const Library& one) { return one.id == library && one.root == copy; });
    }));
    Session::song(copy, "rock5");
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
