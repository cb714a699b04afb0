// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace segue;
namespace fs = std::filesystem;

namespace {

constexpr long kMostKilobytes = 600 * 1024;

void writeTone(const fs::path& path, double seconds, int rateHz, int channels) {
    audio::writeAudio(path, test::spread(test::tone(440, seconds, rateHz), channels), rateHz, channels);
}

void ffmpeg(const std::string& arguments) { REQUIRE(std::system(("ffmpeg -v error -y " + arguments).c_str()) == 0); }

} // namespace

TEST_CASE("a folder of bad files: every file is analysed or says why not, and nothing else suffers") {
    const test::TemporaryFolder folder;
    const auto music = folder / "music";
    fs::create_directories(music);
    test::writeBytes(music / "empty.mp3", "");
    test::writeBytes(music / "text.mp3", "eggs, milk, bread and nothing that sounds");
    writeTone(folder / "whole.mp3", 40, 44'100, 2);
    const auto whole = test::readBytes(folder / "whole.mp3");
    test::writeBytes(music / "half.mp3", whole.substr(0, whole.size() / 2));
    test::writeBytes(music / "junk first.mp3", test::junk(2'000'000) + whole);
    ffmpeg("-f lavfi -i testsrc=size=64x64:rate=5 -t 2 -an -c:v mpeg4 -f mp4 '" + (music / "silent film.m4a").string() + "'");
    writeTone(music / "short.wav", 0.1, 44'100, 1);
    audio::writeAudio(music / "silence.flac", test::silence(8, 44'100), 44'100, 1);
    writeTone(music / "eight channels.wav", 3, 48'000, 8);
    writeTone(music / "slow.wav", 3, 8'000, 1);
    writeTone(music / "fast.wav", 3, 192'000, 2);
    writeTone(music / "caf\xE9 \xFF.flac", 3, 44'100, 1);
    const auto scan = test::segueCli({"scan", music, "--db", folder / "segue.db"});
    INFO(scan.output << scan.errors);
    CHECK(scan.exitCode == 0);
    CHECK(scan.output.find("11 songs") != std::string::npos);
    const auto failed = [&](const std::string& name) {
        return scan.output.find("failed: " + (music / name).string() + ": ") != std::string::npos;
    };
    for (const char* name : {"empty.mp3", "text.mp3", "silent film.m4a"})
        CHECK(failed(name));
    for (const char* name : {"half.mp3", "short.wav", "silence.flac", "eight channels.wav", "slow.wav", "fast.wav"})
        CHECK_FALSE(failed(name));
    CHECK(scan.output.find("not compared: " + (music / "short.wav").string() + ": ") != std::string::npos);
    CHECK(scan.output.find("not compared: " + (music / "silence.flac").string() + ": ") != std::string::npos);
    CHECK(scan.output.find("caf") == std::string::npos); // analysed, not failed
    const auto again = test::segueCli({"scan", music, "--db", folder / "segue.db"});
    CHECK(again.output.find("analysed now: 0, failed: 0") != std::string::npos); // failures are not tried again
}

TEST_CASE("three hours cost no more memory than a song") {
    const test::TemporaryFolder folder;
    fs::create_directories(folder / "music");
    ffmpeg("-f lavfi -i sine=frequency=300:sample_rate=16000 -t 10800 -b:a 16k " + (folder / "music/mix.mp3").string());
    const auto scan = test::segueCli({"scan", folder / "music", "--db", folder / "segue.db"});
    INFO(scan.output << scan.errors << scan.peakKilobytes << " kB");
    CHECK(scan.output.find("analysed now: 1, failed: 0") != std::string::npos);
    CHECK(scan.peakKilobytes < kMostKilobytes);
}
