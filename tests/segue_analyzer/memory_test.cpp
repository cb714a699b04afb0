// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "tests/segue_analyzer/analyzer_process.h"
#include "tests/segue_analyzer/long_files.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::analysis;
using namespace std::chrono_literals;

namespace {

constexpr long kMegabyte = 1024;           // in kilobytes
constexpr long kOneSong = 400 * kMegabyte; // Torch, the network and a song

bool isNear(std::chrono::milliseconds length, std::chrono::milliseconds expected) {
    return length > expected - 90s && length < expected + 90s;
}

const AnalysisFailure* failureOf(const AnalysisOutcome& outcome) { return std::get_if<AnalysisFailure>(&outcome); }

} // namespace

TEST_CASE("a file of ten hours is analysed in the memory of a song") {
    const test::TemporaryFolder folder;
    for (const char* name : {"ten hours.wav", "ten hours.mp3", "ten hours.ogg"}) {
        INFO(name);
        test::writeLongFile(folder / name, 10h);
        test::AnalyzerProcess analyzer(1);
        analyzer.ask(1, folder / name);
        const auto& outcome = analyzer.waitFor(1).at(1);
        const auto* silent = failureOf(outcome); // the encoded ones hold ten hours of silence, in which music is looked for
        INFO((silent != nullptr ? silent->reason : Message()));
        CHECK((silent == nullptr || silent->kind == kSilentFailure));
        CHECK(isNear(silent != nullptr ? silent->recording.duration : std::get<SongAnalysis>(outcome).duration, 10h));
        CHECK(analyzer.status("VmHWM") < kOneSong);
    }
}

TEST_CASE("a file of an hour is read to its end in the memory of a song") {
    const test::TemporaryFolder folder;
    test::writeLongFile(folder / "hour.mp3", 1h);
    test::AnalyzerProcess analyzer(1);
    analyzer.ask(1, folder / "hour.mp3", TaskKind::outline);
    const auto& outcome = analyzer.waitFor(1).at(1);
    REQUIRE(std::holds_alternative<Outline>(outcome));
    CHECK(isNear(std::get<Outline>(outcome).duration, 1h));
    CHECK(analyzer.status("VmHWM") < kOneSong);
}

TEST_CASE("files of ten hours are read to their end in the memory of a song", "[.long]") {
    const test::TemporaryFolder folder;
    for (const char* name : {"ten hours.wav", "ten hours.mp3", "ten hours.ogg"}) {
        test::writeLongFile(folder / name, 10h);
        test::AnalyzerProcess analyzer(1);
        analyzer.ask(1, folder / name, TaskKind::outline);
        const auto& outcome = analyzer.waitFor(1).at(1);
        REQUIRE(std::holds_alternative<Outline>(outcome));
        CHECK(isNear(std::get<Outline>(outcome).duration, 10h));
        CHECK(analyzer.status("VmHWM") < kOneSong);
        WARN(name << ": " << analyzer.status("VmHWM") / kMegabyte << " MB");
    }
}

TEST_CASE("sixty-four songs at once stay below two and a half gigabytes", "[.long]") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "song.flac", test::spread(test::noise(100.0, 44'100), 2), 44'100, 2);
    test::AnalyzerProcess analyzer(64);
    for (std::uint64_t id = 0; id < 65; ++id)
        analyzer.ask(id, folder / "song.flac");
    for (const auto& [id, outcome] : analyzer.waitFor(65))
        CHECK(std::holds_alternative<SongAnalysis>(outcome));
    CHECK(analyzer.status("VmHWM") < 2'500 * kMegabyte);
    WARN("64 workers: " << analyzer.status("VmHWM") / kMegabyte << " MB");
}

TEST_CASE("a song that needs more memory than there is fails with that reason, and the process goes on") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "song.wav", test::noise(95.0, 44'100), 44'100, 1);
    test::AnalyzerProcess analyzer(1, {"--memory", "8"});
    analyzer.ask(1, folder / "song.wav");
    const auto* failure = failureOf(analyzer.waitFor(1).at(1));
    REQUIRE(failure != nullptr);
    CHECK(failure->kind == kMemoryFailure);
    CHECK(test::said(failure->reason) == "This file needs more memory than the analysis may use.");
    analyzer.ask(2, folder / "absent.wav");
    REQUIRE(failureOf(analyzer.waitFor(2).at(2)) != nullptr);
    CHECK(failureOf(analyzer.waitFor(2).at(2))->kind == "io");
}

TEST_CASE("songs that have not room enough side by side are analysed all the same, one after another") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "song.wav", test::noise(95.0, 44'100), 44'100, 1);
    test::AnalyzerProcess analyzer(4, {"--memory", "60"});
    for (std::uint64_t id = 0; id < 8; ++id)
        analyzer.ask(id, folder / "song.wav");
    for (const auto& [id, outcome] : analyzer.waitFor(8)) {
        INFO((failureOf(outcome) != nullptr ? failureOf(outcome)->reason : Message()));
        CHECK(std::holds_alternative<SongAnalysis>(outcome));
    }
}
