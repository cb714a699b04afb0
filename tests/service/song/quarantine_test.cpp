// SPDX-License-Identifier: GPL-3.0-or-later
//
// The promise: a file that killed the analyzer, or that it gave up on, is not opened by the process that has the window.
#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <condition_variable>
#include <map>
#include <mutex>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// An engine whose analyzer dies of songs as their names say. The files themselves are sound: if one is read here, it shows.
struct QuarantineSession {
    test::TemporaryFolder folder;
    fs::path music = folder / "music";
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::string, Track> rows; ///< by title
    std::size_t problems = 0;
    Progress progress;
    RequestId request = 0;
    std::map<RequestId, OutlineLoaded> outlines;
    std::map<RequestId, SongDetailsLoaded> details;
    std::map<RequestId, SpectrogramTileLoaded> tiles;
    std::unique_ptr<Engine> engine;

    explicit QuarantineSession(const std::vector<std::string>& names) {
        test::writeScriptedBundle(folder / "bundle");
        fs::create_directories(music);
        for (const auto& name : names)
            audio::writeAudio(path(name), test::tone(440, 0.2, 8000), 8000, 1);
        engine = std::make_unique<Engine>(EngineOptions{.database = folder / "segue.db",
                                                        .modelFolder = folder / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .resumeAtStart = false},
                                          [this](Event event) { note(std::move(event)); });
    }
    ~QuarantineSession() { engine.reset(); }

    void note(Event event) {
        const std::lock_guard lock(mutex);
        if (auto* some = std::get_if<TracksChanged>(&event))
            for (auto& track : some->tracks)
                rows[track.title] = std::move(track);
        if (const auto* now = std::get_if<ProblemsChanged>(&event))
            problems = now->count;
        if (const auto* now = std::get_if<Progress>(&event))
            progress = *now;
        if (auto* outline = std::get_if<OutlineLoaded>(&event); outline && (outline->complete == 1.F || !outline->problem.empty()))
            outlines[outline->request] = std::move(*outline);
        if (auto* described = std::get_if<SongDetailsLoaded>(&event))
            details[described->request] = std::move(*described);
        if (auto* tile = std::get_if<SpectrogramTileLoaded>(&event))
            tiles[tile->request] = std::move(*tile);
        changed.notify_all();
    }
    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 60s, condition);
    }
    template <typename Answer>
    Answer answer(std::map<RequestId, Answer>& answers) {
        REQUIRE(wait([&] { return answers.contains(request); }));
        const std::lock_guard lock(mutex);
        return answers[request];
    }

    fs::path path(const std::string& name) const { return music / (name + ".wav"); }
    OutlineLoaded outline(const std::string& name) {
        engine->songs().loadOutline(++request, path(name));
        return answer(outlines);
    }
    SongDetailsLoaded describe(const std::string& name) {
        engine->songs().loadDetails(++request, path(name));
        return answer(details);
    }
    SpectrogramTileLoaded tile(const std::string& name) {
        engine->songs().loadSpectrogram(++request, {.song = path(name), .style = {}, .tiles = {0}});
        return answer(tiles);
    }
};

bool saysCrash(const Message& problem) { return problem.id() == MessageId::songCrashed; }

} // namespace

TEST_CASE("a file that killed the analyzer is not read for its details, its outline or its spectrogram") {
    QuarantineSession session({"crash1", "rock1"});
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.problems == 1 && !session.progress.running; }));
    const auto details = session.describe("crash1");
    CHECK(saysCrash(details.problem));
    CHECK(details.details.codec.empty());
    CHECK(details.details.track.title == "crash1"); // what the library knows is still told
    const auto outline = session.outline("crash1");
    CHECK(saysCrash(outline.problem));
    CHECK(outline.complete == 0.F);
    const auto tile = session.tile("crash1");
    CHECK(saysCrash(tile.problem));
    CHECK(tile.tile == nullptr);
    CHECK(session.tile("rock1").tile != nullptr);
    CHECK(session.describe("rock1").problem.empty());
}

TEST_CASE("a file that killed the analyzer when it was read to its end is not read to its end here") {
    QuarantineSession session({"flatcrash1"});
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.problems == 1 && !session.progress.running; }));
    CHECK(saysCrash(session.outline("flatcrash1").problem));
    CHECK(session.tile("flatcrash1").tile == nullptr);
    CHECK(session.describe("flatcrash1").details.rateHz == 8000); // it could be analysed
}

TEST_CASE("a file that is to be tried again is not read here before the analyzer has") {
    QuarantineSession session({"crash1"});
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.problems == 1 && !session.progress.running; }));
    session.engine->background().pause();
    session.engine->problems().tryAgain({session.rows.at("crash1").id});
    REQUIRE(session.wait([&] { return session.problems == 0; }));
    CHECK(saysCrash(session.outline("crash1").problem));
}
