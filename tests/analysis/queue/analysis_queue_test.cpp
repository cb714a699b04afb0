// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/analysis_queue.h"
#include "engine/analysis/song/outline_reader.h"
#include "engine/store/library_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/problem_store.h"
#include "engine/store/track_store.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <set>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace segue;
using namespace segue::analysis;
using namespace std::chrono_literals;

namespace {

struct AnalysisQueueSession {
    test::TemporaryFolder folder;
    std::filesystem::path root = folder / "music";
    store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
    store::Database reader{folder / "segue.db", store::Access::read};
    LibraryId library = 0;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<TrackId> analysed, failed, unheard, outlined;
    QueueProgress last;
    std::vector<QueueProgress> reports;
    std::string brokenBy;
    bool wantsOutlines;
    std::size_t offline = 0;
    int throwing = 0; ///< so many of the next analysed songs are answered with an exception
    std::chrono::seconds songLimit;
    std::unique_ptr<AnalysisQueue> queue;

    explicit AnalysisQueueSession(const std::string& model = "fine", bool outlines = false, std::chrono::seconds limit = 2s)
        : wantsOutlines(outlines)
        , songLimit(limit) {
        std::filesystem::create_directories(root / "artist"); // not empty: the folder is there
        writer.run([&](store::Database& database) { library = store::LibraryStore(database).add("L", root); }).get();
        start(model);
    }
    ~AnalysisQueueSession() { queue->stop(); }

    void start(const std::string& model) {
        queue = std::make_unique<AnalysisQueue>(
            AnalyzerOptions{.program = SCRIPTED_ANALYZER, .modelFolder = model, .workers = 1, .songLimit = songLimit},
            test::scriptedSpec(), reader.sibling(), writer,
            QueueEvents{.analysed =
                            [this](TrackId track) {
                                note([&] { analysed.push_back(track); });
                                if (throwing-- > 0)
                                    throw std::bad_alloc();
                            },
                        .failed = [this](TrackId track) { note([&] { failed.push_back(track); }); },
                        .unheard = [this](TrackId track) { note([&] { unheard.push_back(track); }); },
                        .outlined = [this](TrackId track) { note([&] { outlined.push_back(track); }); },
                        .offline = [this](const Library&) { note([&] { ++offline; }); },
                        .progress =
                            [this](const QueueProgress& progress) {
                                note([&] {
                                    last = progress;
                                    reports.push_back(progress);
                                });
                            },
                        .broken = [this](const Message& reason) { note([&] { brokenBy = test::said(reason); }); }},
            wantsOutlines);
    }

    template <typename Change>
    void note(Change&& change) {
        const std::lock_guard lock(mutex);
        change();
        changed.notify_all();
    }
    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 30s, condition);
    }

    std::uint64_t files = 0;
    TrackId add(const std::string& name) {
        TrackId id = 0;
        writer
            .run([&](store::Database& database) {
                id = store::TrackStore(database, "")
                         .save({.library = library, .path = root / (name + ".mp3"), .title = name}, root,
                               {++files, 1}); // one size for all would look like copies of one song
            })
            .get();
        return id;
    }
    std::optional<Outline> outlineOf(TrackId id) {
        const store::OutlineStore outlines(reader, kOutlineVersion);
        return outlines.find(outlines.identityOf(id));
    }
    Track row(TrackId id) { return store::TrackStore(reader, test::scriptedSpec().id()).find(id).value(); }
};

} // namespace

TEST_CASE("a silent song is no failed one: it says what it is, its recording is known and what was heard of it before is gone") {
    AnalysisQueueSession session;
    const auto rock = session.add("rock1");
    const auto silent = session.add("silent1");
    session.writer
        .run([&](store::Database& database) {
            store::AnalysisStore(database, test::scriptedSpec().id())
                .save(silent,
                      {.identity = "sound-of-silent1", .embedding = {1.F, 0.F}, .probabilities = {1.F, 0.F}, .heardGenre = "Rock"},
                      kFeatureVersion);
        })
        .get();
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 1 && session.failed.size() == 1 && !session.last.running; }));
    CHECK(session.unheard == std::vector{silent});
    CHECK(session.row(silent).state == AnalysisState::unheard);
    CHECK(session.row(silent).problem == "It is silent.");
    CHECK(session.row(rock).state == AnalysisState::done);
    CHECK(session.last.done == 2);
    CHECK(session.last.failed == 0);
    const store::OutlineStore outlines(session.reader, kOutlineVersion);
    CHECK(outlines.identityOf(silent) == "sound-of-silent1");
    CHECK(store::ProblemStore(session.reader, test::scriptedSpec().id(), kOutlineVersion).count() == 0);
    session.queue->refresh();
    REQUIRE(session.wait([&] { return !session.last.running; }));
    CHECK(session.failed.size() == 1); // it is not asked for again
}

TEST_CASE("what is waiting is analysed and stored; what failed says why") {
    AnalysisQueueSession session;
    const auto rock = session.add("rock1");
    const auto broken = session.add("broken1");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 1 && session.failed.size() == 1 && !session.last.running; }));
    CHECK(session.row(rock).heardGenre == "Rock");
    CHECK(session.row(rock).previewStart == 12s);
    CHECK(session.row(broken).state == AnalysisState::failed);
    CHECK(session.row(broken).problem == "It is broken.");
    CHECK(session.last.done == 2);
    CHECK(session.last.total == 2);
    CHECK(session.last.failed == 1);
}

TEST_CASE("sound features are stored with the analysis") {
    AnalysisQueueSession session;
    const auto song = session.add("rock1");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 1 && !session.last.running; }));
    REQUIRE(session.row(song).features);
    CHECK(session.row(song).features->tempoBpm == 120.F);
    CHECK(session.row(song).features->key == 9);
}

TEST_CASE("a song that was analysed without sound features, or with older ones, is heard again and loses nothing") {
    AnalysisQueueSession session;
    const auto song = session.add("rock1");
    session.writer
        .run([&](store::Database& database) {
            store::AnalysisStore(database, test::scriptedSpec().id())
                .save(song,
                      {.identity = "sound-of-rock1", .embedding = {1.F, 0.F}, .probabilities = {1.F, 0.F}, .heardGenre = "Rock"},
                      kFeatureVersion - 1);
        })
        .get();
    CHECK(session.row(song).state == AnalysisState::done);
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 1 && !session.last.running; }));
    CHECK(session.row(song).heardGenre == "Rock");
    CHECK(session.row(song).features->loudnessLufs == -14.F);
    session.queue->refresh();
    REQUIRE(session.wait([&] { return !session.last.running; }));
    CHECK(session.analysed.size() == 1);
}

TEST_CASE("an answer about a file that changed meanwhile is not believed: the new file is asked") {
    AnalysisQueueSession session;
    test::writeBytes(session.folder / "requests", "");
    const auto gate = session.root / "rock1.mp3.gate";
    REQUIRE(::mkfifo(gate.c_str(), 0600) == 0);
    const auto song = session.add("rock1");
    session.queue->refresh();
    const int held = ::open(gate.c_str(), O_WRONLY | O_CLOEXEC); // returns when the analyzer works on the song
    REQUIRE(held >= 0);
    session.writer
        .run([&](store::Database& database) {
            store::TrackStore(database, "")
                .save({.library = session.library, .path = session.root / "rock1.mp3", .title = "New"}, session.root, {2, 2});
        })
        .get();
    std::filesystem::remove(gate);
    ::close(held);
    REQUIRE(session.wait([&] { return session.analysed.size() == 1 && !session.last.running; }));
    CHECK(session.row(song).state == AnalysisState::done);
    CHECK(test::readBytes(session.folder / "requests") == "analysis rock1\nanalysis rock1\n");
}

TEST_CASE("when all is analysed whole songs are read, in a stage of their own; who fails there is no failed song") {
    AnalysisQueueSession session("fine", true);
    const auto rock = session.add("rock1");
    const auto flat = session.add("flat1");
    const auto crash = session.add("flatcrash1");
    const auto broken = session.add("broken1");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.outlined.size() == 1 && !session.last.running; }));
    CHECK(session.outlineOf(rock)->loudnessLufs == -11.F);
    CHECK(session.row(rock).features->loudnessLufs == -11.F);
    for (const auto song : {flat, crash}) {
        CHECK(session.row(song).state == AnalysisState::done);
        CHECK_FALSE(session.outlineOf(song));
    }
    CHECK(session.failed == std::vector{broken});
    CHECK(session.last.done == 4); // the analysis's own numbers again
    CHECK(session.last.failed == 1);
    const auto first = std::ranges::find_if(session.reports, &QueueProgress::outlining);
    REQUIRE(first != session.reports.end());
    CHECK(first->total == 3);
    CHECK(first->running);
    for (auto report = first; report != session.reports.end(); ++report)
        CHECK((!report->outlining || report->failed == 0));
    session.queue->refresh();
    REQUIRE(session.wait([&] { return !session.last.running; }));
    CHECK(session.outlined.size() == 1); // nothing is read twice
}

TEST_CASE("a song that comes while whole songs are read is analysed without waiting for them") {
    AnalysisQueueSession session("fine", true, 60s);
    session.add("flathang1");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.last.outlining; }));
    const auto fresh = session.add("rock1");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 2; }));
    CHECK(session.analysed.back() == fresh);
    std::optional<AnalysisOutcome> outcome;
    session.queue->analyseFile("/elsewhere/rock9.mp3", [&](AnalysisOutcome result, const std::string&) {
        session.note([&] { outcome = std::move(result); });
    });
    REQUIRE(session.wait([&] { return outcome.has_value(); }));
}

TEST_CASE("whole songs are read only while that is wanted and nothing is paused") {
    AnalysisQueueSession session("fine", true);
    session.queue->setOutlinesWanted(false);
    const auto song = session.add("rock1");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 1 && !session.last.running; }));
    CHECK(session.outlined.empty());
    session.queue->pause();
    session.queue->setOutlinesWanted(true);
    REQUIRE(session.wait([&] { return session.last.paused; }));
    CHECK(session.outlined.empty());
    session.queue->resume();
    REQUIRE(session.wait([&] { return session.outlined.size() == 1 && !session.last.running; }));
    CHECK(session.outlined.front() == song);
}

TEST_CASE("a library that goes away in mid-analysis is offline, and none of its songs is marked as broken") {
    AnalysisQueueSession session;
    std::filesystem::rename(session.root, session.folder / "unmounted");
    const auto first = session.add("broken1");
    const auto second = session.add("broken2");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.offline == 1 && !session.last.running; }));
    CHECK(session.failed.empty());
    CHECK(session.row(first).state == AnalysisState::waiting);
    CHECK(session.row(second).state == AnalysisState::waiting);
    CHECK(store::LibraryStore(session.reader).find(session.library)->offline);
}

TEST_CASE("a library whose disk does not answer is offline, and its songs wait; other libraries' go on") {
    AnalysisQueueSession session;
    const auto first = session.add("hang1");
    const auto second = session.add("hang2");
    const auto elsewhere = session.folder / "elsewhere";
    std::filesystem::create_directories(elsewhere / "artist");
    TrackId other = 0;
    session.writer
        .run([&](store::Database& database) {
            const auto library = store::LibraryStore(database).add("M", elsewhere);
            other = store::TrackStore(database, "")
                        .save({.library = library, .path = elsewhere / "rock1.mp3", .title = "rock1"}, elsewhere, {9, 1});
        })
        .get();
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.offline == 1 && session.analysed.size() == 1 && !session.last.running; }));
    CHECK(session.analysed.front() == other);
    CHECK(session.failed.empty());
    CHECK(session.row(first).state == AnalysisState::waiting);
    CHECK(session.row(second).state == AnalysisState::waiting);
    CHECK(store::LibraryStore(session.reader).find(session.library)->offline);
}

TEST_CASE("a whole song that waits for a disk which does not answer is not marked, and its library is offline") {
    AnalysisQueueSession session("fine", true);
    const auto song = session.add("flathang1");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.offline == 1 && !session.last.running; }));
    const auto problems = store::ProblemStore(session.reader, test::scriptedSpec().id(), kOutlineVersion).count();
    CHECK(problems == 0);
    CHECK(session.row(song).state == AnalysisState::done);
}

TEST_CASE("what was done is never done again, by a refresh or by a new queue") {
    AnalysisQueueSession session;
    session.add("a");
    session.add("broken");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() + session.failed.size() == 2 && !session.last.running; }));
    session.queue->stop();
    session.start("fine");
    const auto fresh = session.add("b");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 2 && !session.last.running; }));
    CHECK(session.analysed.back() == fresh);
    CHECK(session.failed.size() == 1);
}

TEST_CASE("songs in flight when the analyzer is killed are done all the same") {
    AnalysisQueueSession session;
    session.add("a");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 1; }));
    ::kill(session.queue->processId(), SIGKILL);
    for (int i = 0; i < 20; ++i)
        session.add("song" + std::to_string(i));
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 21 && !session.last.running; }));
    CHECK(std::set(session.analysed.begin(), session.analysed.end()).size() == 21);
}

TEST_CASE("a pause stops at once, a resume goes on where it was") {
    AnalysisQueueSession session;
    for (int i = 0; i < 10; ++i)
        session.add(i == 3 ? "spin" : "song" + std::to_string(i));
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 3; }));
    session.queue->pause();
    REQUIRE(session.wait([&] { return session.last.paused; }));
    CHECK_FALSE(session.last.running);
    session.queue->resume();
    REQUIRE(session.wait([&] { return session.analysed.size() == 9 && session.failed.size() == 1 && !session.last.running; }));
}

TEST_CASE("a prioritised song comes before those that wait longer, also while paused") {
    AnalysisQueueSession session;
    session.queue->pause();
    session.add("a");
    session.queue->resume();
    REQUIRE(session.wait([&] { return session.analysed.size() == 1; }));
    session.add("hang");
    session.add("b");
    session.add("c");
    const auto wanted = session.add("wanted");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.last.total >= 4; }));
    session.queue->pause();
    session.queue->prioritise(wanted);
    REQUIRE(session.wait([&] { return session.analysed.size() == 2; }));
    CHECK(session.analysed.back() == wanted);
}

TEST_CASE("a clicked song does not wait for one that is tried alone because the analyzer died of it") {
    AnalysisQueueSession session("fine", false, 60s);
    const auto journal = session.folder / "requests";
    test::writeBytes(journal, "");
    const auto waitFor = [&](const std::string& requests) {
        const auto deadline = std::chrono::steady_clock::now() + 30s;
        while (test::readBytes(journal) != requests && std::chrono::steady_clock::now() < deadline)
            std::this_thread::yield();
        return test::readBytes(journal) == requests;
    };
    session.add("hang1");
    session.queue->refresh();
    REQUIRE(waitFor("analysis hang1\n"));
    REQUIRE(::kill(session.queue->processId(), SIGKILL) == 0);
    REQUIRE(waitFor("analysis hang1\nanalysis hang1\n"));
    const auto wanted = session.add("wanted");
    session.queue->refresh();
    session.queue->prioritise(wanted);
    REQUIRE(session.wait([&] { return session.analysed == std::vector{wanted}; }));
    CHECK(session.failed.empty());
}

TEST_CASE("songs on the screen come before those that wait, in the order of the screen") {
    AnalysisQueueSession session;
    session.queue->pause();
    std::vector<TrackId> old;
    for (int i = 0; i < 4; ++i)
        old.push_back(session.add("old" + std::to_string(i)));
    session.queue->setVisible({old[3], old[2]});
    session.queue->resume();
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 4 && !session.last.running; }));
    CHECK(session.analysed == std::vector{old[3], old[2], old[0], old[1]});
}

TEST_CASE("songs that are tried again come before those that nobody asked for, also ones the queue did not know") {
    AnalysisQueueSession session;
    const auto sick = session.add("sick1");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.failed.size() == 1 && !session.last.running; }));
    session.queue->pause();
    const auto other = session.add("other");
    std::filesystem::create_directories(session.root);
    test::writeBytes(session.root / "sick1.mp3.cure", "x");
    session.writer
        .run([&](store::Database& database) {
            store::ProblemStore(database, test::scriptedSpec().id(), kOutlineVersion).tryAgain(std::vector{sick});
        })
        .get();
    session.queue->tryAgain({sick});
    session.queue->resume();
    REQUIRE(session.wait([&] { return session.analysed.size() == 2 && !session.last.running; }));
    CHECK(session.analysed == std::vector{sick, other});
    CHECK(session.row(sick).state == AnalysisState::done);
}

TEST_CASE("a rest has its reason, and ends when none is left") {
    AnalysisQueueSession session;
    session.queue->pause(PauseReason::battery);
    session.queue->pause(PauseReason::playback);
    session.add("a");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.last.pausedBy == PauseReason::playback; }));
    session.queue->resume(PauseReason::playback);
    REQUIRE(session.wait([&] { return session.last.pausedBy == PauseReason::battery; }));
    session.queue->pause();
    REQUIRE(session.wait([&] { return session.last.pausedBy == PauseReason::listener; }));
    session.queue->resume(PauseReason::battery);
    REQUIRE(session.wait([&] { return session.last.pausedBy == PauseReason::listener; }));
    CHECK(session.analysed.empty());
    session.queue->resume();
    REQUIRE(session.wait([&] { return session.analysed.size() == 1 && !session.last.running; }));
    CHECK(session.last.pausedBy == PauseReason::none);
}

TEST_CASE("a file outside every library is analysed and not stored") {
    AnalysisQueueSession session;
    std::optional<AnalysisOutcome> outcome;
    session.queue->analyseFile("/elsewhere/rock9.mp3", [&](AnalysisOutcome result, const std::string&) {
        session.note([&] { outcome = std::move(result); });
    });
    REQUIRE(session.wait([&] { return outcome.has_value(); }));
    CHECK(std::get<SongAnalysis>(*outcome).identity == "sound-of-rock9");
    CHECK(store::AnalysisStore(session.reader, test::scriptedSpec().id()).counts().tracks == 0);
}

TEST_CASE("an analyzer that cannot work pauses the queue, says why, and loses nothing") {
    AnalysisQueueSession session("refuses");
    session.add("a");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return !session.brokenBy.empty() && session.last.paused; }));
    CHECK(session.brokenBy.find("altered") != std::string::npos);
    CHECK(store::AnalysisStore(session.reader, test::scriptedSpec().id()).waiting({kAnalyzerVersion, kFeatureVersion}).size() == 1);
}

TEST_CASE("an answer of another shape than the network's is not stored, and the queue rests with a sentence") {
    for (const char* name : {"mute", "wide"}) {
        AnalysisQueueSession session;
        const auto song = session.add(name);
        session.queue->refresh();
        REQUIRE(session.wait([&] { return !session.brokenBy.empty() && session.last.paused; }));
        CHECK(session.brokenBy.find("another network than") != std::string::npos);
        CHECK(session.row(song).state == AnalysisState::waiting);
    }
}

TEST_CASE("songs that cannot be looked up are not passed over without a word: the queue rests, says why, and does them later") {
    AnalysisQueueSession session("fine", true);
    SQLite::Database behind((session.folder / "segue.db").string(), SQLite::OPEN_READWRITE, 3000);
    for (const char* name : {"rock1", "rock2", "folk1"})
        session.add(name);
    behind.exec("ALTER TABLE recording RENAME TO away"); // what waits can be counted, and not be looked up
    session.queue->refresh();
    REQUIRE(session.wait([&] { return !session.brokenBy.empty() && session.last.pausedBy == PauseReason::broken; }));
    CHECK_FALSE(session.last.running);
    CHECK(session.brokenBy.find("recording") != std::string::npos);
    CHECK(session.failed.empty());
    behind.exec("ALTER TABLE away RENAME TO recording");
    session.queue->resume();
    REQUIRE(session.wait([&] { return session.analysed.size() == 3 && session.outlined.size() == 3 && !session.last.running; }));
    // Whole songs likewise.
    const auto fourth = session.add("rock4");
    session.queue->setOutlinesWanted(false);
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.analysed.size() == 4 && !session.last.running; }));
    session.note([&] { session.brokenBy.clear(); });
    behind.exec("ALTER TABLE waveform RENAME TO away");
    session.queue->setOutlinesWanted(true);
    REQUIRE(session.wait([&] { return !session.brokenBy.empty() && session.last.pausedBy == PauseReason::broken; }));
    behind.exec("ALTER TABLE away RENAME TO waveform");
    session.queue->resume();
    REQUIRE(session.wait([&] { return session.outlined.size() == 4 && !session.last.running; }));
    CHECK(session.outlined.back() == fourth);
}

TEST_CASE("where memory is short for one answer the queue rests with a message, and goes on when it is told to") {
    AnalysisQueueSession session;
    session.throwing = 1;
    const auto song = session.add("rock1");
    session.queue->refresh();
    REQUIRE(session.wait([&] { return session.last.pausedBy == PauseReason::broken && !session.brokenBy.empty(); }));
    CHECK(session.brokenBy == test::said(MessageId::outOfMemory));
    session.queue->resume();
    REQUIRE(session.wait([&] { return !session.last.running && !session.last.paused; }));
    CHECK(session.row(song).state == AnalysisState::done);
}

TEST_CASE("a file that waits when the analyzer cannot be started is answered once") {
    AnalysisQueueSession session;
    session.queue = std::make_unique<AnalysisQueue>(
        AnalyzerOptions{.program = session.folder / "no program", .modelFolder = "fine"}, test::scriptedSpec(),
        session.reader.sibling(), session.writer,
        QueueEvents{.analysed = [](TrackId) {},
                    .failed = [](TrackId) {},
                    .outlined = [](TrackId) {},
                    .offline = [](const Library&) {},
                    .progress = [](const QueueProgress&) {},
                    .broken = [&](const Message& reason) { session.note([&] { session.brokenBy = test::said(reason); }); }},
        false);
    int answers = 0;
    const auto ask = [&] {
        session.queue->analyseFile(session.folder / "rock1.mp3", [&](const AnalysisOutcome& outcome, const std::string&) {
            session.note([&] { answers += std::holds_alternative<AnalysisFailure>(outcome) ? 1 : 0; });
        });
    };
    ask();
    REQUIRE(session.wait([&] { return answers == 1 && !session.brokenBy.empty(); }));
    session.queue->resume(); // tries again: what was answered is not asked again
    ask();
    REQUIRE(session.wait([&] { return answers == 2; }));
    session.queue->stop();
    CHECK(answers == 2);
}
