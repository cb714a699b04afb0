// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/song/analyzer.h"
#include "engine/analysis/song/outline_reader.h"
#include "engine/audio/audio_writer.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace segue;
using namespace segue::analysis;

namespace {

Outline outlineOf(const std::filesystem::path& song) {
    const auto outcome = Analyzer::outline(song);
    REQUIRE(outcome);
    if (const auto* failure = std::get_if<AnalysisFailure>(&*outcome))
        FAIL(failure->reason);
    return std::get<Outline>(*outcome);
}

void checkFinite(const Outline& outline) {
    CHECK(std::isfinite(outline.loudnessLufs));
    CHECK(std::isfinite(outline.loudnessRangeLu));
    CHECK(std::isfinite(outline.truePeakDb));
    CHECK(outline.waveform.peak.size() == Waveform::kColumns);
    CHECK(outline.waveform.rms.size() == Waveform::kColumns);
}

} // namespace

TEST_CASE("an outline tells where a song is loud, how long it is and how loud as a whole") {
    const test::TemporaryFolder folder;
    auto song = test::silence(5, 44'100);
    const auto loud = test::tone(1000, 5, 44'100);
    song.insert(song.end(), loud.begin(), loud.end());
    audio::writeAudio(folder / "song.flac", song, 44'100, 1);
    const auto outline = outlineOf(folder / "song.flac");
    checkFinite(outline);
    CHECK(std::abs(outline.duration.count() - 10'000) <= 1);
    CHECK(outline.waveform.peak[490] == 0);
    CHECK(outline.waveform.peak[510] > 50);
    CHECK(outline.waveform.rms[510] < outline.waveform.peak[510]);
    const float highest = 20.F * std::log10(*std::ranges::max_element(song));
    CHECK(outline.truePeakDb == Approx(highest).margin(0.3));
    CHECK(outline.loudnessLufs > -30.F);
    CHECK(outline.loudnessLufs < 0.F);
}

TEST_CASE("asked in between, a reader tells what it has so far") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "song.flac", test::tone(440, 8, 44'100), 44'100, 1);
    OutlineReader reader(folder / "song.flac");
    REQUIRE(reader.readMore());
    REQUIRE(reader.readMore());
    CHECK(reader.progress() == Approx(0.25).margin(0.01));
    CHECK_FALSE(reader.isComplete());
    auto outline = reader.outline();
    checkFinite(outline);
    CHECK(std::abs(outline.duration.count() - 8000) <= 1);
    CHECK(outline.waveform.peak[200] > 0);
    CHECK(outline.waveform.peak[300] == 0);
    while (reader.readMore()) {
    }
    CHECK(reader.isComplete());
    CHECK(reader.progress() == 1.F);
    CHECK(reader.outline().waveform.peak[999] > 0);
    CHECK_FALSE(reader.readMore());
}

TEST_CASE("a file that was cut short is drawn as long as it is, not as it claims") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "whole.wav", test::tone(440, 10, 44'100), 44'100, 1);
    auto bytes = test::readBytes(folder / "whole.wav");
    bytes.resize(bytes.size() / 2);
    test::writeBytes(folder / "cut.wav", bytes);
    const auto outline = outlineOf(folder / "cut.wav");
    CHECK(std::abs(outline.duration.count() - 5000) <= 5);
    CHECK(outline.waveform.peak[999] > 0);
}

TEST_CASE("odd sounds have finite outlines: silence, a tenth of a second, one sample, a square wave, many channels, "
          "odd rates") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "silence.wav", test::silence(3, 44'100), 44'100, 1);
    audio::writeAudio(folder / "short.wav", test::tone(440, 0.1, 44'100), 44'100, 1);
    audio::writeAudio(folder / "sample.wav", std::vector<float>{0.5F}, 44'100, 1);
    std::vector<float> square(44'100 * 2);
    for (std::size_t i = 0; i < square.size(); ++i)
        square[i] = i / 50 % 2 == 0 ? 1.F : -1.F;
    audio::writeAudio(folder / "square.wav", square, 44'100, 1);
    audio::writeAudio(folder / "eight.wav", test::noise(2, 44'100 * 8), 44'100, 8);
    audio::writeAudio(folder / "slow.wav", test::tone(440, 2, 8'000), 8'000, 1);
    audio::writeAudio(folder / "fast.wav", test::tone(440, 2, 192'000), 192'000, 2);
    for (const char* name : {"silence.wav", "short.wav", "sample.wav", "square.wav", "eight.wav", "slow.wav", "fast.wav"}) {
        INFO(name);
        checkFinite(outlineOf(folder / name));
    }
    CHECK(outlineOf(folder / "silence.wav").loudnessLufs == -70.F);
    CHECK(outlineOf(folder / "silence.wav").truePeakDb == -120.F);
    CHECK(outlineOf(folder / "square.wav").waveform.rms[500] >= 254);
}

TEST_CASE("what is no music has no outline, and says why") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "text.mp3", "eggs, milk, bread");
    CHECK_THROWS_AS(OutlineReader(folder / "text.mp3"), Error);
    const auto outcome = Analyzer::outline(folder / "text.mp3");
    REQUIRE(outcome);
    CHECK(std::get<AnalysisFailure>(*outcome).kind == "badFile");
    CHECK(std::get<AnalysisFailure>(Analyzer::outline(folder / "gone.mp3").value()).kind == "io");
}

TEST_CASE("a reading that is stopped has no outcome") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", test::noise(3, 44'100), 44'100, 1);
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(Analyzer::outline(folder / "a.flac", stop.get_token()));
}
