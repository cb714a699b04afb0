// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "tests/playback/manual_sink.h"
#include "tests/support/files.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <unistd.h>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// An engine whose songs fail as their names say, and what it said about that.
struct Session {
    test::TemporaryFolder folder;
    fs::path music = folder / "music";
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<std::size_t> count;
    std::vector<Problem> problems;
    RequestId answered = 0;
    Progress progress;
    std::size_t notices = 0;
    std::size_t songs = 0; ///< of the library
    bool pausesOnBattery = false;
    std::shared_ptr<test::Crank> crank = std::make_shared<test::Crank>();
    std::unique_ptr<Engine> engine;

    Session() {
        fs::create_directories(music);
        fs::create_directories(folder / "supplies" / "BAT0");
    }
    ~Session() { engine.reset(); }

    void start(const std::string& bundle = "bundle") {
        test::writeScriptedBundle(folder / bundle);
        engine = std::make_unique<Engine>(EngineOptions{.database = folder / "segue.db",
                                                        .modelFolder = folder / bundle,
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .outlines = false,
                                                        .pauseOnBattery = pausesOnBattery,
                                                        .powerSupplies = folder / "supplies",
                                                        .resumeAtStart = false,
                                                        .sink = test::makeManualSink(crank)},
                                          [this](Event event) { note(event); });
    }
    void note(const Event& event) {
        const std::lock_guard lock(mutex);
        if (const auto* now = std::get_if<ProblemsChanged>(&event))
            count = now->count;
        if (const auto* all = std::get_if<ProblemsLoaded>(&event)) {
            problems = all->problems;
            answered = all->request;
        }
        if (const auto* all = std::get_if<LibrariesChanged>(&event))
            for (const auto& library : all->libraries)
                songs = library.trackCount;
        if (const auto* now = std::get_if<Progress>(&event))
            progress = *now;
        notices += std::holds_alternative<Notice>(event) ? 1 : 0;
        changed.notify_all();
    }
    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 60s, condition);
    }
    void song(const std::string& name) { audio::writeAudio(music / (name + ".wav"), test::tone(200, 0.2, 8000), 8000, 1); }
    std::vector<Problem> list() {
        static RequestId request = 0;
        engine->problems().list(++request);
        REQUIRE(wait([&] { return answered == request; }));
        const std::lock_guard lock(mutex);
        return problems;
    }
    void battery(const std::string& status) {
        test::writeBytes(folder / "supplies" / "BAT0" / "type", "Battery\n");
        test::writeBytes(folder / "supplies" / "BAT0" / "status", status + "\n");
    }
};

} // namespace

TEST_CASE("every file that failed is listed with its reason and time, and can be tried again") {
    Session session;
    session.song("rock1");
    session.song("broken1");
    session.song("sick1");
    session.start();
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.count == 2U && !session.progress.running; }));
    const auto before = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto problems = session.list();
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].path == session.music / "broken1.wav");
    CHECK(problems[0].reason == "It is broken.");
    CHECK(problems[0].since <= before);
    CHECK(problems[0].since > before - 5min);
    test::writeBytes(session.music / "sick1.wav.cure", "x");
    session.engine->problems().tryAgain({problems[0].track, problems[1].track});
    REQUIRE(session.wait([&] { return session.count == 1U && !session.progress.running; }));
    const auto left = session.list();
    REQUIRE(left.size() == 1);
    CHECK(left[0].path == session.music / "broken1.wav");
    CHECK(left[0].since == problems[0].since);
    session.engine.reset();
    session.start();
    session.count.reset();
    session.engine->problems().count();
    REQUIRE(session.wait([&] { return session.count == 1U; }));
}

TEST_CASE("a folder that a scan could not look at is a problem until a scan could") {
    if (::geteuid() == 0) {
        WARN("skipped: nothing is closed to root");
        return;
    }
    Session session;
    session.song("rock1");
    fs::create_directories(session.music / "closed");
    fs::permissions(session.music / "closed", fs::perms::none);
    session.start();
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.count == 1U; }));
    const auto problems = session.list();
    CHECK(problems.at(0).kind == Problem::Kind::unlisted);
    CHECK(problems.at(0).path == session.music / "closed");
    fs::permissions(session.music / "closed", fs::perms::owner_all);
    session.engine->libraries().rescan(problems.at(0).library);
    REQUIRE(session.wait([&] { return session.count == 0U; }));
}

TEST_CASE("when one folder can be looked at and another one no more, that is told") {
    if (::geteuid() == 0) {
        WARN("skipped: nothing is closed to root");
        return;
    }
    Session session;
    session.song("rock1");
    fs::create_directories(session.music / "first");
    fs::create_directories(session.music / "second");
    fs::permissions(session.music / "first", fs::perms::none);
    session.start();
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.count == 1U && session.songs == 1; }));
    const auto library = session.list().at(0).library;
    session.count.reset();
    fs::permissions(session.music / "first", fs::perms::owner_all);
    fs::permissions(session.music / "second", fs::perms::none);
    session.engine->libraries().rescan(library);
    CHECK(session.wait([&] { return session.count == 1U; }));
    CHECK(session.list().at(0).path == session.music / "second");
    fs::permissions(session.music / "second", fs::perms::owner_all);
}

TEST_CASE("on battery the analysis rests and says so; the listener can have it go on") {
    Session session;
    session.battery("Discharging");
    session.pausesOnBattery = true;
    session.song("rock1");
    session.start();
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.progress.pausedBy == PauseReason::battery; }));
    CHECK_FALSE(session.progress.running);
    session.engine->background().resume();
    REQUIRE(session.wait([&] { return session.progress.done == 1 && !session.progress.running && !session.progress.paused; }));
}

TEST_CASE("a listener who does not want it to rest on battery is heard at once, and so is one who does") {
    Session session;
    session.battery("Discharging");
    session.pausesOnBattery = true;
    session.song("hang1");
    session.start();
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.progress.paused; }));
    session.engine->background().setPauseOnBattery(false);
    REQUIRE(session.wait([&] { return session.progress.running && session.progress.stage == Progress::Stage::analysing; }));
    session.engine->background().setPauseOnBattery(true);
    REQUIRE(session.wait([&] { return session.progress.pausedBy == PauseReason::battery; }));
}

TEST_CASE("a scan that was stopped by the listener is made up for when they go on, also on battery") {
    constexpr std::size_t kSongs = 400;
    Session session;
    session.battery("Discharging");
    session.pausesOnBattery = true;
    session.song("rock0");
    session.start();
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.songs == 1 && session.progress.pausedBy == PauseReason::battery; }));
    for (std::size_t i = 1; i < kSongs; ++i)
        session.song("rock" + std::to_string(i));
    session.engine->libraries().rescan(1);
    session.engine->background().pause();
    session.engine->background().resume();
    REQUIRE(session.wait([&] { return session.songs == kSongs && !session.progress.running && session.progress.done > 0; }));
}

TEST_CASE("what came while nothing could be analysed is scanned when the listener goes on, also on battery") {
    Session session;
    session.battery("Discharging");
    session.song("rock0");
    session.start("dies-at-once");
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.songs == 1 && session.notices > 0; })); // it has come to rest
    session.engine->background().setPauseOnBattery(true);
    session.song("rock1");
    session.engine->background().resume();
    CHECK(session.wait([&] { return session.songs == 2; }));
}

TEST_CASE("the analysis rests while playing is strained, and goes on when the playing ends") {
    Session session;
    session.song("hang1");
    session.start();
    audio::writeAudio(session.folder / "long.wav", test::tone(200, 600.0, 8000), 8000, 1);
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.progress.running && session.progress.stage == Progress::Stage::analysing; }));
    session.engine->queue().playContext({{.track = 0, .file = session.folder / "long.wav"}}, 0, {});
    const auto restsSoon = [&] { // or not, but then the player had a turn to decode
        std::unique_lock lock(session.mutex);
        return session.changed.wait_for(lock, 5ms, [&] { return session.progress.pausedBy == PauseReason::playback; });
    };
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    bool rests = false;
    while (!rests && std::chrono::steady_clock::now() < deadline) {
        static_cast<void>(session.crank->pull(44'100)); // all that is ready, and more
        rests = restsSoon();
    }
    REQUIRE(rests);
    session.engine->playback().stop();
    CHECK(session.wait([&] { return session.progress.running && session.progress.pausedBy == PauseReason::none; }));
}
