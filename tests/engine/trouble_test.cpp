// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/wav_writer.h"
#include "engine/engine.h"
#include "engine/store/database/database.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/small_disk.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <map>
#include <mutex>
#include <sstream>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kDiskBytes = 8U << 20U;
constexpr int kSongs = 60;

/// An engine over sixty songs, whose database may lie anywhere, and what it said. Each request to its analyzer is noted.
struct TroubleSession {
    test::TemporaryFolder folder;
    fs::path music = folder / "music";
    fs::path database;
    std::mutex mutex;
    std::condition_variable changed;
    std::map<TrackId, Track> rows;
    std::vector<std::string> notices;
    Progress progress;
    std::unique_ptr<Engine> engine;

    explicit TroubleSession(const fs::path& file)
        : database(file) {
        test::writeScriptedBundle(folder / "bundle");
        fs::create_directories(music);
        ::setenv("SEGUE_SCRIPTED_LOG", (folder / "log").c_str(), 1);
    }
    ~TroubleSession() {
        engine.reset();
        ::unsetenv("SEGUE_SCRIPTED_LOG");
    }

    void song(const std::string& name) { audio::writeWav(music / (name + ".wav"), test::tone(440, 0.05, 8000), 8000, 1); }
    void songs() {
        for (int i = 0; i < kSongs; ++i)
            song("rock" + std::to_string(i));
    }
    void start() {
        engine.reset();
        rows.clear();
        engine = std::make_unique<Engine>(EngineOptions{.database = database,
                                                        .modelFolder = folder / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .outlines = false,
                                                        .resumeAtStart = false},
                                          [this](Event event) { note(std::move(event)); });
    }
    void note(Event event) {
        const std::lock_guard lock(mutex);
        if (auto* some = std::get_if<TracksChanged>(&event))
            for (auto& track : some->tracks)
                rows[track.id] = std::move(track);
        if (auto* notice = std::get_if<Notice>(&event))
            notices.push_back(segue::test::said(notice->message));
        if (auto* now = std::get_if<Progress>(&event))
            progress = *now;
        changed.notify_all();
    }
    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 60s, condition);
    }
    bool waitForNotice(const std::string& words) {
        const bool came = wait([&] {
            return std::ranges::any_of(notices, [&](const std::string& notice) { return notice.find(words) != std::string::npos; });
        });
        const std::lock_guard lock(mutex);
        for (const auto& notice : notices)
            UNSCOPED_INFO(notice);
        return came;
    }
    std::size_t inState(AnalysisState state) {
        return static_cast<std::size_t>(std::ranges::count_if(rows, [&](const auto& row) { return row.second.state == state; }));
    }
    /// Every song scanned, none analysed.
    void scanOnly() {
        engine->background().pause();
        engine->libraries().add(music);
        REQUIRE(wait([&] { return rows.size() == kSongs && !progress.running; }));
    }
    bool waitForAll() {
        return wait([&] { return inState(AnalysisState::done) == kSongs && !progress.running; });
    }
    /// How often the analyzer was asked for a song.
    std::map<std::string, int> requests() const {
        std::map<std::string, int> count;
        std::istringstream lines(test::readBytes(folder / "log"));
        std::string process, song;
        while (lines >> process >> song)
            ++count[song];
        return count;
    }
};

} // namespace

TEST_CASE("when the disk fills up during the analysis it rests with a sentence, keeps what is done, and goes on with space") {
    const test::TemporaryFolder place;
    const auto disk = test::SmallDisk::mount(place / "disk", kDiskBytes);
    if (!disk) {
        WARN("skipped: only root can make a small disk");
        return;
    }
    TroubleSession session(disk->path() / "segue.db");
    session.songs();
    session.start();
    session.scanOnly();
    disk->fill();
    session.engine->background().resume();
    REQUIRE(session.waitForNotice("Free some disk space"));
    REQUIRE(session.wait([&] { return session.progress.pausedBy == PauseReason::broken; }));
    CHECK(session.inState(AnalysisState::failed) == 0); // no song is to blame
    disk->clear();
    session.engine->background().resume();
    REQUIRE(session.waitForAll());
    CHECK(session.inState(AnalysisState::failed) == 0);
    for (const auto& [song, count] : session.requests())
        CHECK(count <= 3); // in flight when it came to rest
}

TEST_CASE("when the disk is full during a scan it says so, and a scan with space finds all") {
    const test::TemporaryFolder place;
    const auto disk = test::SmallDisk::mount(place / "disk", kDiskBytes);
    if (!disk) {
        WARN("skipped: only root can make a small disk");
        return;
    }
    TroubleSession session(disk->path() / "segue.db");
    session.songs();
    session.start();
    disk->fill();
    session.engine->libraries().add(session.music);
    REQUIRE(session.waitForNotice("Free some disk space"));
    REQUIRE(session.wait([&] { return !session.progress.running; }));
    disk->clear();
    session.engine->background().resume();
    session.engine->libraries().add(session.music);
    REQUIRE(session.waitForAll());
}

TEST_CASE("when the database goes away in mid-analysis it rests with a sentence, and goes on when it is back") {
    const test::TemporaryFolder place;
    TroubleSession session(place / "share/segue.db");
    session.songs();
    session.start();
    session.scanOnly();
    fs::rename(place / "share", place / "unmounted");
    session.engine->background().resume();
    REQUIRE(session.waitForNotice("no longer at"));
    REQUIRE(session.wait([&] { return session.progress.pausedBy == PauseReason::broken; }));
    CHECK(session.inState(AnalysisState::failed) == 0);
    CHECK_FALSE(fs::exists(session.database)); // no second one was made in its place
    fs::rename(place / "unmounted", place / "share");
    session.engine->background().resume();
    REQUIRE(session.waitForAll());
}

TEST_CASE("when the database's disk is pulled in mid-analysis it rests with a sentence, and an engine may end then") {
    const test::TemporaryFolder place;
    const auto disk = test::SmallDisk::mount(place / "disk", kDiskBytes);
    if (!disk) {
        WARN("skipped: only root can make a small disk");
        return;
    }
    TroubleSession session(disk->path() / "segue.db");
    session.songs();
    session.start();
    session.scanOnly();
    disk->pull();
    session.engine->background().resume();
    REQUIRE(session.waitForNotice("no longer at"));
    REQUIRE(session.wait([&] { return session.progress.pausedBy == PauseReason::broken; }));
    session.engine.reset();
    CHECK(fs::is_empty(disk->path()));
}

TEST_CASE("a file that kills the analyzer is tried twice, marked with its reason, and never again; all others finish") {
    const test::TemporaryFolder place;
    TroubleSession session(place / "segue.db");
    session.songs();
    session.song("crash1");
    session.song("crash2");
    session.start();
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] {
        return session.inState(AnalysisState::failed) == 2 && session.inState(AnalysisState::done) == kSongs &&
               !session.progress.running;
    }));
    for (const auto& [id, track] : session.rows)
        if (track.state == AnalysisState::failed)
            CHECK(segue::test::said(track.problem).find("signal 6") != std::string::npos);
    const auto asked = session.requests();
    CHECK(asked.at("crash1.wav") == 2);
    CHECK(asked.at("crash2.wav") == 2);
    session.start();
    session.engine->libraries().add(session.music);
    session.song("rock-last");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.inState(AnalysisState::done) >= 1 && !session.progress.running; }));
    CHECK(session.requests().at("crash1.wav") == 2);
    CHECK(session.requests().at("rock1.wav") == asked.at("rock1.wav"));
}

TEST_CASE("a damaged database is refused as damaged, and when it is set aside an engine starts anew") {
    const test::TemporaryFolder place;
    TroubleSession session(place / "segue.db");
    session.songs();
    test::writeBytes(session.database, test::junk(50'000));
    try {
        session.start();
        FAIL("started");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::damaged);
    }
    const auto kept = Engine::setDatabaseAside(session.database);
    CHECK(test::readBytes(kept) == test::junk(50'000));
    session.start();
    session.engine->libraries().add(session.music);
    REQUIRE(session.waitForAll());
}
