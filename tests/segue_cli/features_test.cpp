// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/wav_writer.h"
#include "engine/features/npy.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace segue;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

json featuresOf(const fs::path& song, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"features", song, "--json"};
    words.insert(words.end(), more.begin(), more.end());
    const auto result = test::segueCli(words);
    INFO(result.errors);
    REQUIRE(result.exitCode == 0);
    return json::parse(result.output);
}

bool allAreNumbers(const json& object) {
    return std::ranges::all_of(object.items(), [](const auto& item) {
        return item.value().is_string() || (item.value().is_number() && std::isfinite(item.value().template get<double>()));
    });
}

} // namespace

TEST_CASE("features prints the 518 statistics by name, and the scalars") {
    const test::TemporaryFolder folder;
    audio::writeWav(folder / "tone.wav", test::tone(440.0, 3.0, 44'100), 44'100, 1);
    const auto report = featuresOf(folder / "tone.wav");
    CHECK(report["rate_hz"] == 22'050);
    CHECK(report["duration_s"] == Approx(3.0).margin(0.001));
    CHECK(report["statistics"].size() == 518);
    CHECK(report["statistics"]["spectral_centroid.median.01"] == Approx(440.0).epsilon(0.02));
    CHECK(report["statistics"]["rmse.mean.01"].get<double>() > 0.1);
    CHECK(report["scalars"]["spectral_centroid_hz"] == Approx(440.0).epsilon(0.1));
    CHECK(report["scalars"]["true_peak_dbtp"] == Approx(-6.0).margin(0.2));
    CHECK(std::abs(report["scalars"]["tuning_semitones"].get<double>()) <= 0.02);
}

TEST_CASE("features writes arrays by librosa's names, at the file's own rate if asked for") {
    const test::TemporaryFolder folder;
    audio::writeWav(folder / "tone.wav", test::tone(440.0, 2.0, 32'000), 32'000, 1);
    const auto result = test::segueCli({"features", folder / "tone.wav", "--output", folder / "new/arrays", "--rate", "0"});
    INFO(result.errors);
    REQUIRE(result.exitCode == 0);
    CHECK(result.output.find("BPM") != std::string::npos);
    const std::size_t frames = 1 + 64'000 / 512;
    using Shape = std::vector<std::size_t>;
    const auto shapeOf = [&](const char* name) {
        return features::readNpy(folder / "new/arrays" / (std::string(name) + ".npy")).shape;
    };
    CHECK(shapeOf("stft_magnitude") == Shape{1025, frames});
    CHECK(shapeOf("mel_db") == Shape{128, frames});
    CHECK(shapeOf("mfcc") == Shape{20, frames});
    CHECK(shapeOf("cqt_magnitude") == Shape{84, frames});
    CHECK(shapeOf("tonnetz") == Shape{6, frames});
    CHECK(shapeOf("zcr") == Shape{1, frames});
    CHECK(shapeOf("statistics_518") == Shape{518});
    CHECK(shapeOf("features_csv_row") == Shape{518});
}

TEST_CASE("a stretch of a song can be asked for") {
    const test::TemporaryFolder folder;
    auto sound = test::tone(220.0, 2.0, 22'050);
    const auto second = test::tone(880.0, 2.0, 22'050);
    sound.insert(sound.end(), second.begin(), second.end());
    audio::writeWav(folder / "two.wav", sound, 22'050, 1);
    const auto report = featuresOf(folder / "two.wav", {"--start", "2.5", "--seconds", "1"});
    CHECK(report["duration_s"] == Approx(1.0).margin(0.01));
    CHECK(report["statistics"]["spectral_centroid.median.01"] == Approx(880.0).epsilon(0.02));
    const auto beyond = test::segueCli({"features", folder / "two.wav", "--start", "9"});
    CHECK(beyond.exitCode == 2);
    CHECK(beyond.errors.find("no sound there") != std::string::npos);
}

TEST_CASE("odd sounds give numbers") {
    const test::TemporaryFolder folder;
    const auto check = [&](std::vector<float> sound, int rateHz, int channels) {
        test::writeFloatWav(folder / "odd.wav", sound, rateHz, channels);
        const auto report = featuresOf(folder / "odd.wav");
        CHECK(allAreNumbers(report["scalars"]));
        CHECK(allAreNumbers(report["statistics"]));
        return report;
    };
    SECTION("silence") {
        const auto report = check(test::silence(2.0, 22'050), 22'050, 1);
        CHECK(report["scalars"]["tempo_bpm"] == 0.0);
        CHECK(report["scalars"]["key"] == "");
        CHECK(report["scalars"]["loudness_lufs"] == -70.0);
    }
    SECTION("a tenth of a second") { check(test::tone(440.0, 0.1, 22'050), 22'050, 1); }
    SECTION("direct current") { check(std::vector<float>(44'100, 0.5F), 22'050, 1); }
    SECTION("a square wave at full scale") {
        std::vector<float> square(44'100);
        for (std::size_t i = 0; i < square.size(); ++i)
            square[i] = i / 50 % 2 == 0 ? 1.F : -1.F;
        check(square, 22'050, 1);
    }
    SECTION("8 kHz") { check(test::noise(1.0, 8'000), 8'000, 1); }
    SECTION("192 kHz") { check(test::noise(1.0, 192'000), 192'000, 1); }
    SECTION("8 channels") { check(test::spread(test::noise(1.0, 48'000), 8), 48'000, 8); }
    SECTION("what is not a number") {
        auto sound = test::noise(1.0, 22'050);
        sound[100] = std::numeric_limits<float>::quiet_NaN();
        sound[200] = std::numeric_limits<float>::infinity();
        check(sound, 22'050, 1);
    }
}

TEST_CASE("what is no song, or no place to write to, is one sentence") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "text.mp3", "not music");
    const auto noSong = test::segueCli({"features", folder / "text.mp3"});
    CHECK(noSong.exitCode == 1);
    CHECK(noSong.errors.find("text.mp3") != std::string::npos);
    audio::writeWav(folder / "tone.wav", test::tone(440.0, 0.5, 22'050), 22'050, 1);
    const auto noPlace = test::segueCli({"features", folder / "tone.wav", "--output", folder / "text.mp3"});
    CHECK(noPlace.exitCode == 1);
    CHECK(noPlace.errors.find("text.mp3") != std::string::npos);
}
