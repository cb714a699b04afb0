// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "tests/segue_analyzer/analyzer_process.h"
#include "tests/segue_analyzer/long_files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace segue;

namespace {

constexpr std::size_t kWorkers = 2;

/// Threads that did a share of the work between two moments. Processor time, so that it does not matter what else runs.
std::size_t working(const std::vector<double>& before, std::vector<double> seconds) {
    for (std::size_t i = 0; i < before.size(); ++i)
        seconds[i] -= before[i]; // loading the network was the reading thread's
    const double all = std::accumulate(seconds.begin(), seconds.end(), 0.0);
    CHECK(all > 0.1);
    return static_cast<std::size_t>(std::ranges::count_if(seconds, [all](double one) { return one > 0.03 * all; }));
}

} // namespace

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
    const test::TemporaryFolder folder;
    const auto song = folder / "song.wav";
    audio::writeAudio(song, test::noise(40.0, 22'050), 22'050, 1);
    test::AnalyzerProcess analyzer(kWorkers);
    const auto before = analyzer.threadSeconds();
    for (std::uint64_t id = 0; id < 6; ++id)
        analyzer.ask(id, song);
    analyzer.waitFor(6);
    CHECK(working(before, analyzer.threadSeconds()) <= kWorkers);
    for (const auto& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(analyzer.pid()) + "/task"))
        CHECK(::sched_getscheduler(std::stoi(entry.path().filename())) == SCHED_IDLE);
}

TEST_CASE("nor do more of them work when songs are asked for while whole songs are read; those are read on afterwards") {
    const test::TemporaryFolder folder;
    const auto song = folder / "song.wav";
    audio::writeAudio(song, test::noise(40.0, 22'050), 22'050, 1);
    test::writeLongFile(folder / "long.mp3", std::chrono::minutes{10});
    test::AnalyzerProcess analyzer(kWorkers);
    for (std::uint64_t id = 100; id < 100 + kWorkers; ++id)
        analyzer.ask(id, folder / "long.mp3", analysis::TaskKind::outline);
    constexpr std::size_t kSongs = 20;
    for (std::uint64_t id = 0; id < kSongs; ++id)
        analyzer.ask(id, song);
    // From the first answers on: until the songs came, whole songs were read. Not to the last: then they are read on.
    analyzer.waitFor(kWorkers);
    const auto before = analyzer.threadSeconds();
    analyzer.waitFor(kSongs / 2);
    CHECK(working(before, analyzer.threadSeconds()) <= kWorkers);
    for (const auto& [id, outcome] : analyzer.waitFor(kSongs))
        CHECK((id >= 100 || std::holds_alternative<analysis::SongAnalysis>(outcome)));
    const auto& all = analyzer.waitFor(kSongs + kWorkers);
    for (std::uint64_t id = 100; id < 100 + kWorkers; ++id)
        CHECK(std::holds_alternative<Outline>(all.at(id)));
}
