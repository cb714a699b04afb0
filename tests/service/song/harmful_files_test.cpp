// SPDX-License-Identifier: GPL-3.0-or-later
//
// The promise: a file that whoever reads its tags, its cover or its format dies of costs that file, and is left alone then.
#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "tests/support/files.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// An engine whose reader dies of files as their names say.
struct Session {
    test::TemporaryFolder folder;
    fs::path music = folder / "music";
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::string, Track> rows; ///< by title
    std::vector<Problem> problems;
    std::size_t problemCount = 0, problemLists = 0;
    Progress progress;
    RequestId request = 0;
    std::map<RequestId, CoverLoaded> covers;
    std::map<RequestId, SongDetailsLoaded> details;
    std::unique_ptr<Engine> engine;

    explicit Session(const std::vector<std::string>& names) {
        test::writeScriptedBundle(folder / "bundle");
        fs::create_directories(music);
        test::writeBytes(music / "cover.png", "\x89PNG\r\n\x1A\n and so on");
        test::writeBytes(folder / "readings", "");
        for (const auto& name : names)
            audio::writeAudio(path(name), test::tone(440, 0.2, 8000), 8000, 1);
        engine = std::make_unique<Engine>(EngineOptions{.database = folder / "segue.db",
                                                        .modelFolder = folder / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .reader = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .resumeAtStart = false},
                                          [this](Event event) { note(std::move(event)); });
        engine->libraries().add(music);
        REQUIRE(wait([&] { return rows.size() == names.size() && answered() == names.size() && !progress.running; }));
    }
    ~Session() { engine.reset(); }

    void note(Event event) {
        const std::lock_guard lock(mutex);
        if (auto* some = std::get_if<TracksChanged>(&event))
            for (auto& track : some->tracks)
                rows[track.title] = std::move(track);
        if (const auto* now = std::get_if<ProblemsChanged>(&event))
            problemCount = now->count;
        if (auto* all = std::get_if<ProblemsLoaded>(&event)) {
            problems = std::move(all->problems);
            ++problemLists;
        }
        if (const auto* now = std::get_if<Progress>(&event))
            progress = *now;
        if (auto* cover = std::get_if<CoverLoaded>(&event))
            covers[cover->request] = std::move(*cover);
        if (auto* described = std::get_if<SongDetailsLoaded>(&event))
            details[described->request] = std::move(*described);
        changed.notify_all();
    }
    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 60s, condition);
    }
    std::size_t answered() const {
        return static_cast<std::size_t>(
            std::ranges::count_if(rows, [](const auto& row) { return row.second.state != AnalysisState::waiting; }));
    }
    template <typename Answer>
    Answer answer(std::map<RequestId, Answer>& answers) {
        REQUIRE(wait([&] { return answers.contains(request); }));
        const std::lock_guard lock(mutex);
        return answers[request];
    }

    fs::path path(const std::string& name) const { return music / (name + ".wav"); }
    CoverLoaded cover(const std::string& name) {
        engine->songs().loadCover(++request, path(name));
        return answer(covers);
    }
    SongDetailsLoaded describe(const std::string& name) {
        engine->songs().loadDetails(++request, path(name));
        return answer(details);
    }
    std::vector<Problem> listProblems() {
        const auto before = problemLists;
        engine->problems().list(++request);
        REQUIRE(wait([&] { return problemLists > before; }));
        const std::lock_guard lock(mutex);
        return problems;
    }
    std::size_t readings() const { return test::readBytes(folder / "readings").size(); }
};

} // namespace

TEST_CASE("a file that the reader dies of in a scan is told as a problem, analysed all the same, and not opened for its details or "
          "its cover") {
    Session session({"diesread1", "rock1"});
    REQUIRE(session.wait([&] { return session.problemCount == 1; }));
    CHECK(session.listProblems().at(0).reason.id() == MessageId::fileCrashesReader);
    CHECK(session.rows.at("diesread1").state == AnalysisState::done);
    const auto before = session.readings();
    CHECK(session.describe("diesread1").problem.id() == MessageId::fileCrashesReader);
    CHECK(session.cover("diesread1").bytes.empty());
    CHECK(session.readings() == before);
    CHECK(session.describe("rock1").problem.empty());
    CHECK(session.describe("rock1").details.codec == "pcm_s16le");
    CHECK_FALSE(session.cover("rock1").bytes.empty());
}

TEST_CASE("a file that the reader dies of for its cover has none, is told as a problem and is left alone then") {
    Session session({"diescover1", "rock1"});
    CHECK(session.problemCount == 0);
    CHECK(session.cover("diescover1").bytes.empty());
    REQUIRE(session.wait([&] { return session.problemCount == 1; }));
    const auto before = session.readings();
    CHECK(session.cover("diescover1").bytes.empty());
    CHECK(session.readings() == before);
    CHECK_FALSE(session.cover("rock1").bytes.empty());
}

TEST_CASE("a file that did harm is read again at once when the listener asks for it") {
    Session session({"diesread1", "rock1"});
    REQUIRE(session.wait([&] { return session.problemCount == 1; }));
    test::writeBytes(session.path("diesread1").native() + ".well", "");
    session.engine->problems().tryAgain({session.rows.at("diesread1").id});
    REQUIRE(session.wait([&] { return session.problemCount == 0; }));
    REQUIRE(session.wait([&] { return !session.progress.running; }));
    CHECK(session.listProblems().empty());
    CHECK_FALSE(session.cover("diesread1").bytes.empty());
}
