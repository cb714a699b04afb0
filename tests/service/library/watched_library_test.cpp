// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// An engine that watches real folders, and what it said.
struct WatchedLibrarySession {
    test::TemporaryFolder folder;
    fs::path top = fs::canonical(folder.path());
    fs::path music = top / "music";
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Library> libraries;
    std::map<TrackId, Track> rows;
    std::map<RequestId, RecommendationsReady> answers;
    std::vector<RelocationDoubtful> doubts;
    std::vector<std::string> notices;
    std::function<void()> onFirstRows; ///< called once, on the engine's thread
    Progress progress;
    bool isLoaded = false;
    RequestId request = 0;
    int written = 0;
    std::unique_ptr<Engine> engine;

    WatchedLibrarySession() {
        test::writeScriptedBundle(folder / "bundle");
        fs::create_directories(music);
        start();
    }
    ~WatchedLibrarySession() { engine.reset(); }

    void start(bool watchWanted = true, bool watch = true) {
        engine.reset();
        rows.clear();
        engine = std::make_unique<Engine>(EngineOptions{.database = folder / "segue.db",
                                                        .modelFolder = folder / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .outlines = false,
                                                        .watch = watch,
                                                        .watchWanted = watchWanted},
                                          [this](Event event) { note(std::move(event)); });
    }

    void note(Event event) {
        std::function<void()> call;
        {
            const std::lock_guard lock(mutex);
            if (auto* all = std::get_if<LibrariesChanged>(&event))
                libraries = std::move(all->libraries);
            if (auto* some = std::get_if<TracksChanged>(&event)) {
                for (auto& track : some->tracks)
                    rows[track.id] = std::move(track);
                call = std::exchange(onFirstRows, {});
            }
            if (auto* all = std::get_if<TracksLoaded>(&event)) {
                isLoaded = true;
                for (const Track& track : all->tracks)
                    rows[track.id] = track;
            }
            if (auto* gone = std::get_if<TracksRemoved>(&event))
                for (const auto id : gone->tracks)
                    rows.erase(id);
            if (auto* ready = std::get_if<RecommendationsReady>(&event))
                answers[ready->request] = std::move(*ready);
            if (auto* doubt = std::get_if<RelocationDoubtful>(&event))
                doubts.push_back(*doubt);
            if (auto* notice = std::get_if<Notice>(&event))
                notices.push_back(segue::test::said(notice->message));
            if (auto* now = std::get_if<Progress>(&event))
                progress = *now;
        }
        if (call)
            call();
        changed.notify_all();
    }

    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 60s, condition);
    }

    /// A file that is no music is a song too; the analyzer of these tests goes by its name.
    void song(const fs::path& file) {
        fs::create_directories(file.parent_path());
        test::writeBytes(file, std::string(static_cast<std::size_t>(++written), 'x'));
    }

    void addAndWait(std::size_t count) {
        engine->libraries().add(music);
        REQUIRE(wait([&] { return rows.size() == count && done() == count && !progress.running && libraries.size() == 1; }));
    }
    std::size_t done() const {
        return static_cast<std::size_t>(
            std::ranges::count(rows, AnalysisState::done, [](const auto& row) { return row.second.state; }));
    }
    std::size_t missing() const {
        return static_cast<std::size_t>(std::ranges::count(rows, true, [](const auto& row) { return row.second.isMissing; }));
    }
    const Track* at(const fs::path& file) const {
        const auto row = std::ranges::find(rows, file, [](const auto& one) { return one.second.path; });
        return row == rows.end() ? nullptr : &row->second;
    }
    TrackId idAt(const fs::path& file) {
        const std::lock_guard lock(mutex);
        const auto* row = at(file);
        return row == nullptr ? 0 : row->id;
    }
    bool is(Absence absence) {
        return wait([&] { return libraries.size() == 1 && libraries[0].absence == absence; });
    }
    std::vector<std::string> similarTo(TrackId seed) {
        engine->similar().recommend(++request, {.track = seed, .count = 100});
        const auto asked = request;
        REQUIRE(wait([&] { return answers.contains(asked); }));
        const std::lock_guard lock(mutex);
        std::vector<std::string> titles;
        for (const auto& one : answers[asked].songs)
            titles.push_back(one.track.title);
        return titles;
    }
};

using Titles = std::vector<std::string>;

} // namespace

TEST_CASE("a new song appears by itself and is analysed, one that goes is missing and not recommended, until it is back") {
    WatchedLibrarySession session;
    session.song(session.music / "rock1.mp3");
    session.song(session.music / "rock2.mp3");
    session.addAndWait(2);
    CHECK(session.libraries[0].watching == Watching::atOnce);
    session.song(session.music / "new/album/rock3.mp3");
    REQUIRE(session.wait([&] { return session.done() == 3; }));
    const auto seed = session.idAt(session.music / "rock1.mp3");
    CHECK(session.similarTo(seed).size() == 2);

    fs::rename(session.music / "rock2.mp3", session.top / "aside.mp3");
    REQUIRE(session.wait([&] { return session.missing() == 1 && session.libraries[0].missingCount == 1; }));
    CHECK(session.similarTo(seed) == Titles{"rock3"});
    const auto gone = session.idAt(session.music / "rock2.mp3");
    CHECK(session.similarTo(gone).size() == 2); // what sounds like it can still be told
    fs::rename(session.top / "aside.mp3", session.music / "rock2.mp3");
    REQUIRE(session.wait([&] { return session.missing() == 0; }));
    CHECK(session.similarTo(seed).size() == 2);
    CHECK(session.idAt(session.music / "rock2.mp3") == gone);
}

TEST_CASE("a song that moves to another folder stays the song it was, and is not analysed again") {
    WatchedLibrarySession session;
    session.song(session.music / "a/rock1.mp3");
    session.song(session.music / "rock2.mp3");
    session.addAndWait(2);
    const auto id = session.idAt(session.music / "a/rock1.mp3");
    fs::create_directories(session.music / "b");
    test::writeBytes(session.music / "requests", ""); // the analyzer's journal from now on
    fs::rename(session.music / "a/rock1.mp3", session.music / "b/rock1.mp3");
    REQUIRE(session.wait([&] { return session.at(session.music / "b/rock1.mp3") != nullptr; }));
    CHECK(session.idAt(session.music / "b/rock1.mp3") == id);
    CHECK(session.rows[id].heardGenre == "Rock");
    CHECK(test::readBytes(session.music / "requests").empty());
    CHECK(session.similarTo(id) == Titles{"rock2"});
    CHECK(session.similarTo(session.idAt(session.music / "rock2.mp3")) == Titles{"rock1"});
}

TEST_CASE("a folder that is renamed while it is scanned loses nothing and is found once") {
    WatchedLibrarySession session;
    constexpr std::size_t kSongs = 250;
    for (std::size_t i = 0; i < kSongs; ++i)
        session.song(session.music / "first/deep" / ("rock" + std::to_string(i) + ".mp3"));
    session.onFirstRows = [&] { fs::rename(session.music / "first", session.music / "second"); };
    session.engine->libraries().add(session.music);
    const bool isFound = session.wait([&] {
        return session.rows.size() == kSongs && session.missing() == 0 && session.done() == kSongs &&
               std::ranges::all_of(session.rows,
                                   [&](const auto& row) { return row.second.path.parent_path() == session.music / "second/deep"; });
    });
    CHECK(isFound);
}

TEST_CASE("a library goes offline by itself when its folder goes, and comes back by itself with everything") {
    WatchedLibrarySession session;
    session.song(session.music / "rock1.mp3");
    session.song(session.music / "rock2.mp3");
    session.addAndWait(2);
    const auto seed = session.idAt(session.music / "rock1.mp3");
    fs::rename(session.music, session.top / "unplugged");
    REQUIRE(session.is(Absence::gone));
    CHECK_FALSE(session.notices.empty());
    CHECK(session.libraries[0].trackCount == 2);
    fs::create_directories(session.top / "second");
    session.start(); // also over a restart
    REQUIRE(session.is(Absence::gone));
    fs::rename(session.top / "unplugged", session.music);
    REQUIRE(session.is(Absence::none));
    CHECK(session.similarTo(seed) == Titles{"rock2"});
    CHECK(session.libraries[0].missingCount == 0);
}

TEST_CASE("songs of a library that is offline are not recommended, and can be asked about") {
    WatchedLibrarySession session;
    session.song(session.music / "rock1.mp3");
    session.song(session.music / "rock2.mp3");
    session.addAndWait(2);
    session.song(session.top / "other/rock3.mp3");
    session.engine->libraries().add(session.top / "other");
    REQUIRE(session.wait([&] { return session.done() == 3; }));
    const auto there = session.idAt(session.top / "other/rock3.mp3");
    CHECK(session.similarTo(there).size() == 2);
    fs::rename(session.music, session.top / "unplugged");
    REQUIRE(session.wait([&] { return session.libraries[0].offline; }));
    CHECK(session.similarTo(there).empty());
    CHECK(session.similarTo(session.idAt(session.music / "rock1.mp3")) == Titles{"rock3"});
    fs::rename(session.top / "unplugged", session.music);
    REQUIRE(session.wait([&] { return !session.libraries[0].offline; }));
    CHECK(session.similarTo(there).size() == 2);
}

TEST_CASE("a folder that is suddenly empty asks; the songs are kept or missing as the listener says") {
    WatchedLibrarySession session;
    for (int i = 0; i < 25; ++i)
        session.song(session.music / ("rock" + std::to_string(i) + ".mp3"));
    session.addAndWait(25);
    fs::rename(session.music, session.top / "unmounted");
    fs::create_directories(session.music);
    REQUIRE(session.is(Absence::emptied));
    SECTION("not mounted") {
        session.engine->libraries().answerEmptied(1, false);
        REQUIRE(session.is(Absence::unmounted));
        CHECK(session.libraries[0].trackCount == 25);
    }
    SECTION("emptied") {
        session.engine->libraries().answerEmptied(1, true);
        REQUIRE(session.is(Absence::none));
        REQUIRE(session.wait([&] { return session.missing() == 25 && session.libraries[0].missingCount == 25; }));
    }
    fs::remove(session.music);
    fs::rename(session.top / "unmounted", session.music);
    REQUIRE(session.is(Absence::none));
    REQUIRE(session.wait([&] { return session.missing() == 0 && session.libraries[0].trackCount == 25; }));
}

TEST_CASE("a drive that is unmounted and mounted again is noticed by itself") {
    if (::geteuid() != 0 || ::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
        WARN("skipped: this needs the right to mount");
        return;
    }
    WatchedLibrarySession session;
    for (int i = 0; i < 25; ++i)
        session.song(session.top / "drive" / ("rock" + std::to_string(i) + ".mp3"));
    const auto plugIn = [&] {
        return ::mount((session.top / "drive").c_str(), session.music.c_str(), nullptr, MS_BIND, nullptr) == 0;
    };
    REQUIRE(plugIn());
    session.addAndWait(25);
    REQUIRE(::umount2(session.music.c_str(), MNT_DETACH) == 0);
    CHECK(session.is(Absence::emptied));
    REQUIRE(plugIn());
    CHECK(session.is(Absence::none));
    session.song(session.music / "rock99.mp3");
    CHECK(session.wait([&] { return session.rows.size() == 26 && session.missing() == 0; }));
    static_cast<void>(::umount2(session.music.c_str(), MNT_DETACH));
}

TEST_CASE("missing songs go at once when the listener says so, and what was heard in them is known if they come back") {
    WatchedLibrarySession session;
    session.song(session.music / "rock1.mp3");
    session.song(session.music / "rock2.mp3");
    session.addAndWait(2);
    fs::remove(session.music / "rock2.mp3");
    REQUIRE(session.wait([&] { return session.missing() == 1; }));
    session.engine->libraries().forgetMissing(1);
    REQUIRE(session.wait([&] { return session.rows.size() == 1 && session.libraries[0].missingCount == 0; }));
    CHECK(session.libraries[0].trackCount == 1);
}

TEST_CASE("a library whose folder has moved is told where it is, and keeps every row") {
    WatchedLibrarySession session;
    for (const char* name : {"rock1.mp3", "rock2.mp3", "sub/rock3.mp3"})
        session.song(session.music / name);
    session.addAndWait(3);
    const auto id = session.idAt(session.music / "rock1.mp3");
    const auto elsewhere = session.top / "elsewhere";
    fs::rename(session.music, elsewhere);
    REQUIRE(session.is(Absence::gone));
    SECTION("by the listener") { session.engine->libraries().relocate(1, elsewhere); }
    SECTION("by adding its folder where it is now") { session.engine->libraries().add(elsewhere); }
    SECTION("by a listener who is sure, although few songs are there") {
        fs::create_directories(session.top / "few");
        session.engine->libraries().relocate(1, session.top / "few");
        REQUIRE(session.wait([&] { return session.doubts.size() == 1 && !session.progress.running; }));
        CHECK(session.doubts[0].library == 1);
        CHECK(session.doubts[0].asked == 3);
        CHECK(session.doubts[0].there == 0);
        CHECK(session.libraries[0].root == session.music);
        fs::rename(elsewhere / "sub", session.top / "few/sub");
        session.engine->libraries().relocate(1, session.top / "few", true);
        REQUIRE(session.wait(
            [&] { return session.libraries[0].root == session.top / "few" && session.libraries[0].missingCount == 2; }));
        session.engine->libraries().relocate(1, elsewhere, true);
        fs::rename(session.top / "few/sub", elsewhere / "sub");
    }
    REQUIRE(session.wait([&] {
        return session.libraries.size() == 1 && session.libraries[0].root == elsewhere && !session.libraries[0].offline &&
               session.libraries[0].missingCount == 0;
    }));
    session.rows.clear();
    session.engine->libraries().loadTracks(99, 1);
    REQUIRE(session.wait([&] { return session.isLoaded && session.rows.size() == 3; }));
    CHECK(session.rows.at(id).path == elsewhere / "rock1.mp3");
    CHECK(session.done() == 3);
    // And is watched there.
    session.song(elsewhere / "rock4.mp3");
    CHECK(session.wait([&] { return session.at(elsewhere / "rock4.mp3") != nullptr; }));
}

TEST_CASE("a library whose folder moved unseen is found where it is added again") {
    WatchedLibrarySession session;
    session.start(false, false);
    for (const char* name : {"rock1.mp3", "rock2.mp3"})
        session.song(session.music / name);
    session.addAndWait(2);
    const auto id = session.idAt(session.music / "rock1.mp3");
    fs::rename(session.music, session.top / "elsewhere");
    session.engine->libraries().add(session.top / "elsewhere");
    REQUIRE(session.wait([&] { return session.libraries[0].root == session.top / "elsewhere" && !session.progress.running; }));
    session.engine->libraries().loadTracks(99, 1);
    REQUIRE(session.wait([&] { return session.isLoaded; }));
    CHECK(session.libraries.size() == 1);
    CHECK(session.idAt(session.top / "elsewhere/rock1.mp3") == id);
}

TEST_CASE("another folder with songs of the same names is a library of its own, and the one that is offline stays") {
    WatchedLibrarySession session;
    session.start(false, false);
    for (const char* name : {"rock1.mp3", "rock2.mp3", "rock3.mp3"})
        session.song(session.music / name);
    session.addAndWait(3);
    fs::rename(session.music, session.top / "unplugged");
    for (const char* name : {"rock1.mp3", "rock2.mp3", "rock3.mp3", "rock4.mp3"})
        session.song(session.top / "second" / name);
    session.engine->libraries().add(session.top / "second");
    REQUIRE(session.wait([&] {
        return session.at(session.top / "second/rock4.mp3") != nullptr && session.done() >= session.rows.size() &&
               !session.progress.running;
    }));
    REQUIRE(session.libraries.size() == 2);
    CHECK(session.libraries[0].root == session.music);
    CHECK(session.libraries[0].trackCount == 3);
    CHECK(session.libraries[1].trackCount == 4);
}

TEST_CASE("a folder that is a library already is no place for another one") {
    WatchedLibrarySession session;
    session.song(session.music / "rock1.mp3");
    session.addAndWait(1);
    session.song(session.top / "other/rock2.mp3");
    session.engine->libraries().add(session.top / "other");
    REQUIRE(session.wait([&] { return session.libraries.size() == 2 && session.done() == 2; }));
    session.engine->libraries().relocate(1, session.top / "other", true);
    REQUIRE(session.wait([&] { return !session.notices.empty(); }));
    CHECK(session.notices[0].find("already") != std::string::npos);
    CHECK(session.libraries[0].root == session.music);
}

TEST_CASE("a library may be removed and its folder deleted and made again while it is watched") {
    WatchedLibrarySession session;
    session.song(session.music / "rock1.mp3");
    session.addAndWait(1);
    fs::remove_all(session.music);
    REQUIRE(session.is(Absence::gone));
    session.song(session.music / "rock9.mp3");
    REQUIRE(session.is(Absence::none));
    REQUIRE(session.wait([&] { return session.at(session.music / "rock9.mp3") != nullptr; }));
    session.engine->libraries().remove(1);
    session.song(session.music / "rock10.mp3");
    REQUIRE(session.wait([&] { return session.libraries.empty(); }));
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.at(session.music / "rock10.mp3") != nullptr; }));
}

TEST_CASE("without the wish to watch, changes are found by looking again, and the wish brings them") {
    WatchedLibrarySession session;
    session.start(false);
    session.song(session.music / "rock1.mp3");
    session.addAndWait(1);
    CHECK(session.libraries[0].watching == Watching::none);
    session.song(session.music / "rock2.mp3");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.rows.size() == 2; }));
    session.song(session.music / "rock3.mp3");
    session.engine->libraries().setWatchWanted(true);
    REQUIRE(session.wait([&] { return session.rows.size() == 3 && session.libraries[0].watching == Watching::atOnce; }));
    session.song(session.music / "rock4.mp3");
    CHECK(session.wait([&] { return session.rows.size() == 4; }));
}
