// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/analyzer_client.h"
#include "engine/analysis/process/child_process.h"
#include "engine/words/error.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <map>
#include <mutex>
#include <new>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace segue::analysis;
using namespace std::chrono_literals;

namespace {

/// Songs to be analysed, and what became of them. The client's thread writes, the test waits. Each request to the
/// analyzer is noted.
struct Session {
    segue::test::TemporaryFolder folder;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<AnalysisTask> tasks, urgent;
    std::map<std::string, AnalysisOutcome> outcomes;
    std::string brokenBy;
    std::size_t returned = 0;
    std::uint64_t nextId = 1;
    std::unique_ptr<AnalyzerClient> client;

    explicit Session(const std::string& model = "fine", int workers = 1, std::chrono::seconds songLimit = 60s) {
        ::setenv("SEGUE_SCRIPTED_LOG", (folder / "log").c_str(), 1);
        client = std::make_unique<AnalyzerClient>(
            AnalyzerOptions{.program = SCRIPTED_ANALYZER, .modelFolder = model, .workers = workers, .songLimit = songLimit},
            AnalyzerEvents{.nextTask = [this]() -> std::optional<AnalysisTask> {
                               const std::lock_guard lock(mutex);
                               if (tasks.empty())
                                   return std::nullopt;
                               auto task = tasks.front();
                               tasks.pop_front();
                               changed.notify_all();
                               return task;
                           },
                           .nextUrgent = [this]() -> std::optional<AnalysisTask> {
                               const std::lock_guard lock(mutex);
                               if (urgent.empty())
                                   return std::nullopt;
                               auto task = urgent.front();
                               urgent.pop_front();
                               return task;
                           },
                           .answered =
                               [this](const AnalysisTask& task, AnalysisOutcome outcome) {
                                   const std::lock_guard lock(mutex);
                                   outcomes.emplace(task.song.stem().native(), std::move(outcome));
                                   changed.notify_all();
                               },
                           .returned =
                               [this](AnalysisTask task) {
                                   const std::lock_guard lock(mutex);
                                   tasks.push_front(std::move(task));
                                   ++returned;
                                   changed.notify_all();
                               },
                           .broken =
                               [this](const segue::Message& reason) {
                                   const std::lock_guard lock(mutex);
                                   brokenBy = segue::test::said(reason);
                                   changed.notify_all();
                               },
                           .idle = [] {}});
    }
    ~Session() {
        client->stop();
        ::unsetenv("SEGUE_SCRIPTED_LOG");
    }

    void add(std::initializer_list<std::string> names) {
        {
            const std::lock_guard lock(mutex);
            for (const auto& name : names)
                tasks.push_back({nextId++, folder / (name + ".mp3")});
        }
        client->wake();
    }
    /// How often the analyzer has begun with a song.
    int begun(const std::string& name) const {
        std::ifstream log(folder / "log");
        int count = 0;
        for (std::string process, song; log >> process >> song;)
            count += song == name + ".mp3" ? 1 : 0;
        return count;
    }
    bool waitForBegun(const std::string& name, int times) const {
        return waitUntil([&] { return begun(name) >= times; });
    }
    /// For what only a look can tell.
    template <typename Condition>
    static bool waitUntil(Condition&& condition) {
        const auto deadline = std::chrono::steady_clock::now() + 30s;
        while (!condition() && std::chrono::steady_clock::now() < deadline)
            std::this_thread::yield();
        return condition();
    }

    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 30s, condition);
    }
    bool waitForAnswers(std::size_t count) {
        return wait([&] { return outcomes.size() >= count; });
    }
    std::string kindOf(const std::string& name) {
        const std::lock_guard lock(mutex);
        const auto* failure = std::get_if<AnalysisFailure>(&outcomes.at(name));
        return failure == nullptr ? "" : failure->kind;
    }
};

} // namespace

TEST_CASE("songs are answered, failures too") {
    Session session;
    session.add({"rock1", "broken", "folk1"});
    REQUIRE(session.waitForAnswers(3));
    CHECK(session.kindOf("rock1").empty());
    CHECK(session.kindOf("folk1").empty());
    CHECK(session.kindOf("broken") == "badFile");
}

TEST_CASE("a file that crashes the decoder costs that file, and all others are answered") {
    Session session("fine", 3);
    session.add({"a", "b", "crash1", "c", "d", "crash2", "e"});
    REQUIRE(session.waitForAnswers(7));
    CHECK(session.kindOf("crash1") == "crash");
    CHECK(session.kindOf("crash2") == "crash");
    for (const char* name : {"a", "b", "c", "d", "e"})
        CHECK(session.kindOf(name).empty());
}

TEST_CASE("a file on which the decoder works for ever is given up after its time too") {
    Session session("fine", 1, 2s);
    session.add({"spin", "a"});
    REQUIRE(session.waitForAnswers(2));
    CHECK(session.kindOf("spin") == "tooLong");
    CHECK(session.begun("spin") == 2);
    CHECK(session.kindOf("a").empty());
}

TEST_CASE("a process that works is told from one that sleeps") {
    const ChildProcess busy("/bin/sh", {"-c", "while :; do :; done"});
    const ChildProcess asleep("/bin/sleep", {"60"});
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while ((busy.processorTime() < 20ms || asleep.wantsToRun()) && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    CHECK(busy.processorTime() >= 20ms);
    CHECK(busy.wantsToRun());
    CHECK_FALSE(asleep.wantsToRun());
}

TEST_CASE("a file that waits for a disk that does not answer is not blamed, and all others are answered") {
    Session session("fine", 1, 1s);
    session.add({"hang", "a"});
    REQUIRE(session.waitForAnswers(2));
    CHECK(session.kindOf("hang") == "stalled");
    CHECK(session.kindOf("a").empty());
}

TEST_CASE("a song that hangs alone once is heard at its second try") {
    Session session("fine", 1, 1s);
    session.add({"later"});
    REQUIRE(session.waitForAnswers(1));
    CHECK(session.kindOf("later").empty());
}

TEST_CASE("a file is given up at its second death, whatever stood before and behind it") {
    Session session;
    session.add({"crash1", "crash2", "crash3", "a"});
    REQUIRE(session.waitForAnswers(4));
    for (const char* name : {"crash1", "crash2", "crash3"}) {
        CHECK(session.kindOf(name) == "crash");
        CHECK(session.begun(name) == 2);
    }
    CHECK(session.kindOf("a").empty());
    CHECK(session.begun("a") == 1);
}

TEST_CASE("a song that worked beside a crasher and whose own try is killed from outside costs no song") {
    Session session("fine", 2);
    session.add({"crash1", "later"});
    REQUIRE(session.waitForAnswers(1));
    CHECK(session.kindOf("crash1") == "crash");
    // Its own try, which hangs once it has noted that it will not hang again.
    REQUIRE(session.waitUntil([&] { return std::filesystem::exists(session.folder / "later.mp3.seen"); }));
    REQUIRE(::kill(session.client->processId(), SIGKILL) == 0);
    REQUIRE(session.waitForAnswers(2));
    CHECK(session.kindOf("later").empty());
}

TEST_CASE("an analyzer that talks nonsense is ended and the song marked") {
    Session session;
    session.add({"nonsense", "a"});
    REQUIRE(session.waitForAnswers(2));
    CHECK(session.kindOf("nonsense") == "crash");
    CHECK(session.kindOf("a").empty());
}

TEST_CASE("a song that somebody waits for does not stand behind one that is tried alone, which is tried again") {
    Session session;
    session.add({"hang"});
    REQUIRE(session.waitForBegun("hang", 1));
    REQUIRE(::kill(session.client->processId(), SIGKILL) == 0);
    REQUIRE(session.waitForBegun("hang", 2)); // alone, and would be so for a minute
    {
        const std::lock_guard lock(session.mutex);
        session.urgent.push_back({99, session.folder / "clicked.mp3"});
    }
    session.client->wake();
    REQUIRE(session.waitForAnswers(1));
    CHECK(session.kindOf("clicked").empty());
    CHECK(session.waitForBegun("hang", 3));
}

TEST_CASE("a long song has longer to be read to its end") {
    Session session("fine", 1, 1s);
    {
        const std::lock_guard lock(session.mutex);
        session.tasks.push_back({1, session.folder / "patient.mp3", TaskKind::outline, 10h});
    }
    session.client->wake();
    REQUIRE(session.waitForAnswers(1));
    CHECK(session.kindOf("patient").empty());
}

TEST_CASE("an answer to another question, or with what cannot be, is no answer, and the song is marked") {
    Session session;
    session.add({"crossed", "endless", "nameless", "a"});
    REQUIRE(session.waitForAnswers(4));
    for (const char* name : {"crossed", "endless", "nameless"})
        CHECK(session.kindOf(name) == "crash");
    CHECK(session.kindOf("a").empty());
}

TEST_CASE("an analyzer killed from outside is started again and the songs are done") {
    Session session;
    session.add({"a"});
    REQUIRE(session.waitForAnswers(1));
    const int process = session.client->processId();
    REQUIRE(process > 0);
    REQUIRE(::kill(process, SIGKILL) == 0);
    session.add({"b", "c"});
    REQUIRE(session.waitForAnswers(3));
    CHECK(session.kindOf("b").empty());
    CHECK(session.client->processId() != process);
}

TEST_CASE("an analyzer killed in mid-song costs no song") {
    Session session;
    session.add({"later"}); // hangs the first time
    REQUIRE(session.waitUntil([&] { return std::filesystem::exists(session.folder / "later.mp3.seen"); }));
    REQUIRE(::kill(session.client->processId(), SIGKILL) == 0);
    REQUIRE(session.waitForAnswers(1));
    CHECK(session.kindOf("later").empty());
}

TEST_CASE("an interrupt gives back what is in flight") {
    Session session;
    session.add({"hang"});
    REQUIRE(session.wait([&] { return session.tasks.empty(); }));
    {
        const std::lock_guard lock(session.mutex);
        session.tasks.clear();
    }
    session.client->interrupt();
    REQUIRE(session.wait([&] { return session.returned >= 1; }));
    CHECK(session.outcomes.empty());
}

TEST_CASE("an analyzer that cannot work says why once, and rests until it is asked again") {
    for (const auto& [model, words] : std::map<std::string, std::string>{
             {"refuses", "altered"}, {"dies-at-once", "ends before it can work"}, {"old-protocol", "another version"}}) {
        Session session(model);
        session.add({"a"});
        REQUIRE(session.wait([&] { return !session.brokenBy.empty(); }));
        CHECK(session.brokenBy.find(words) != std::string::npos);
        CHECK(session.outcomes.empty());
        CHECK(session.tasks.size() == 1); // given back
    }
}

TEST_CASE("pauses while the network is loaded do not count as deaths of the analyzer") {
    Session session("loads-for-ever");
    session.add({"a"});
    int process = 0;
    const auto waitForAnother = [&] {
        return session.waitUntil([&] { return session.client->processId() != 0 && session.client->processId() != process; });
    };
    for (int pause = 0; pause < 4; ++pause) {
        REQUIRE(waitForAnother());
        process = session.client->processId();
        session.client->interrupt();
    }
    REQUIRE(waitForAnother());
    process = session.client->processId();
    REQUIRE(::kill(process, SIGKILL) == 0);
    REQUIRE(waitForAnother());
    const std::lock_guard lock(session.mutex);
    CHECK(session.brokenBy.empty());
}

TEST_CASE("a process that cannot be started for want of pipes leaves none open") {
    const auto open = [] { return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}); };
    const int next = ::dup(STDIN_FILENO);
    ::close(next);
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    const rlimit tight{.rlim_cur = static_cast<rlim_t>(next) + 3, .rlim_max = before.rlim_max};
    const auto count = open();
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &tight) == 0);
    CHECK_THROWS_AS(ChildProcess("/bin/true", {}), segue::Error);
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(open() == count);
}

TEST_CASE("nobody waits for a killed process that cannot end") {
    auto process = std::make_unique<ChildProcess>("/bin/sleep", std::vector<std::string>{"600"});
    const pid_t pid = process->pid();
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const pid_t tracer = ::fork(); // holds it at its end, as a disk would that does not answer
    if (tracer == 0) {
        const char holds = ::ptrace(PTRACE_SEIZE, pid, nullptr, PTRACE_O_TRACEEXIT) == 0 ? 'y' : 'n';
        static_cast<void>(!::write(ready[1], &holds, 1));
        while (true)
            ::pause();
    }
    char holds = 0;
    CHECK(::read(ready[0], &holds, 1) == 1);
    if (holds == 'y') {
        process.reset();
        CHECK(::kill(pid, 0) == 0);
    } else {
        WARN("This system lets nobody hold a process; not tested.");
    }
    ::kill(tracer, SIGKILL);
    ::waitpid(tracer, nullptr, 0);
    ::close(ready[0]);
    ::close(ready[1]);
    if (holds == 'y')
        CHECK(Session::waitUntil([&] { return ::kill(pid, 0) != 0; })); // and it is gone in the end
}

TEST_CASE("a missing analyzer program is said to be missing") {
    std::mutex mutex;
    std::condition_variable changed;
    std::string reason;
    bool handedOut = false;
    AnalyzerClient client({.program = "/nowhere/segue-analyzer", .modelFolder = "x"},
                          {.nextTask = [&]() -> std::optional<AnalysisTask> {
                               return std::exchange(handedOut, true) ? std::nullopt : std::optional<AnalysisTask>({1, "/a.mp3"});
                           },
                           .answered = [](const AnalysisTask&, AnalysisOutcome) {},
                           .returned = [](AnalysisTask) {},
                           .broken =
                               [&](const segue::Message& why) {
                                   const std::lock_guard lock(mutex);
                                   reason = segue::test::said(why);
                                   changed.notify_all();
                               },
                           .idle = [] {}});
    client.wake();
    std::unique_lock lock(mutex);
    REQUIRE(changed.wait_for(lock, 30s, [&] { return !reason.empty(); }));
    CHECK(reason.find("/nowhere/segue-analyzer") != std::string::npos);
}

TEST_CASE("what an event throws ends neither the client nor the program: it rests with a message, and goes on when it is told to") {
    std::mutex mutex;
    std::condition_variable changed;
    int asked = 0;
    segue::Message brokenBy;
    AnalyzerClient client({.program = SCRIPTED_ANALYZER, .modelFolder = "fine"},
                          {.nextTask = [&]() -> std::optional<AnalysisTask> {
                               const std::lock_guard lock(mutex);
                               changed.notify_all();
                               if (++asked == 1)
                                   throw std::bad_alloc();
                               return std::nullopt;
                           },
                           .nextUrgent = [] { return std::optional<AnalysisTask>(); },
                           .answered = [](const AnalysisTask&, const AnalysisOutcome&) {},
                           .returned = [](const AnalysisTask&) {},
                           .broken =
                               [&](const segue::Message& reason) {
                                   const std::lock_guard lock(mutex);
                                   brokenBy = reason;
                                   changed.notify_all();
                               },
                           .idle = [] {}});
    std::unique_lock lock(mutex);
    REQUIRE(changed.wait_for(lock, 30s, [&] { return !brokenBy.empty(); }));
    CHECK(brokenBy.id() == segue::MessageId::outOfMemory);
    client.resume();
    CHECK(changed.wait_for(lock, 30s, [&] { return asked >= 2; })); // it may ask more than once
    lock.unlock();
    client.stop();
}
