// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "tests/segue_analyzer/analyzer_process.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace segue;

TEST_CASE("the analyzer gives way to everything else: idle processor and disk class, first to go when memory runs out") {
    const test::AnalyzerProcess analyzer(1);
    CHECK(::sched_getscheduler(analyzer.pid()) == SCHED_IDLE);
    CHECK(::getpriority(PRIO_PROCESS, static_cast<id_t>(analyzer.pid())) == 19);
    constexpr int kThisProcess = 1;
    constexpr int kIdleClass = 3;
    CHECK(::syscall(SYS_ioprio_get, kThisProcess, analyzer.pid()) >> 13 == kIdleClass);
    int score = 0;
    CHECK(std::ifstream("/proc/" + std::to_string(analyzer.pid()) + "/oom_score_adj") >> score);
    CHECK(score == 800);
}

TEST_CASE("no more threads work than the listener allows, and all of them are idle ones") {
    constexpr int kWorkers = 2;
    const test::TemporaryFolder folder;
    const auto song = folder / "song.wav";
    audio::writeAudio(song, test::noise(40.0, 22'050), 22'050, 1);
    test::AnalyzerProcess analyzer(kWorkers);
    const auto before = analyzer.threadSeconds();
    for (std::uint64_t id = 0; id < 6; ++id)
        analyzer.ask(id, song);
    analyzer.waitFor(6);
    auto after = analyzer.threadSeconds();
    for (std::size_t i = 0; i < before.size(); ++i)
        after[i] -= before[i]; // loading the network was the reading thread's
    const double all = [&] {
        double sum = 0.0;
        for (const double seconds : after)
            sum += seconds;
        return sum;
    }();
    CHECK(all > 0.1);
    CHECK(std::ranges::count_if(after, [all](double seconds) { return seconds > 0.03 * all; }) <= kWorkers);
    for (const auto& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(analyzer.pid()) + "/task"))
        CHECK(::sched_getscheduler(std::stoi(entry.path().filename())) == SCHED_IDLE);
}
