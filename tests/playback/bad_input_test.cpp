// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/wav_writer.h"
#include "tests/audio/files_for_tests.h"
#include "tests/playback/manual_sink.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

using namespace segue;
using namespace segue::playback;
using namespace segue::test;

namespace {

constexpr std::size_t kBadInputRate = AudioSink::kRateHz;

bool isBadInputStopped(const PlaybackStatus& status) { return status.state == PlayState::stopped && status.order > 0; }

/// Amplitude of a frequency in one channel of a stretch. [frames, 2]
double amplitude(std::span<const float> stereo, std::size_t channel, double hz) {
    double cosine = 0.0;
    double sine = 0.0;
    for (std::size_t i = channel; i < stereo.size(); i += 2) {
        const double angle = 2.0 * std::numbers::pi * hz * static_cast<double>(i / 2) / kBadInputRate;
        cosine += stereo[i] * std::cos(angle);
        sine += stereo[i] * std::sin(angle);
    }
    return 4.0 * std::hypot(cosine, sine) / static_cast<double>(stereo.size());
}

/// A WAV file says twice how long it is.
void lie(const std::filesystem::path& path, std::uint32_t dataBytes) {
    auto bytes = readBytes(path);
    const auto put = [&](std::size_t at, std::uint32_t value) {
        for (std::size_t i = 0; i < 4; ++i)
            bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFFU);
    };
    put(4, dataBytes + 36);
    put(bytes.find("data") + 4, dataBytes);
    writeBytes(path, bytes);
}

} // namespace

TEST_CASE("a file that claims to be an hour long and holds a second plays that second, says so, and the next one starts") {
    const TemporaryFolder folder;
    writeCountingSong(folder / "boastful.wav", kBadInputRate);
    lie(folder / "boastful.wav", 3'600 * 4 * static_cast<std::uint32_t>(kBadInputRate));
    writeCountingSong(folder / "song.wav", kBadInputRate);
    Stage stage;
    stage.play({itemOf(folder / "boastful.wav", 1), itemOf(folder / "song.wav", 2)}, 0);
    const auto heard = stage.hearUntil(isBadInputStopped);
    CHECK(heard.size() == 2 * 2 * kBadInputRate);
    const auto told = stage.log.all();
    CHECK(std::ranges::all_of(told, [](const auto& one) { return one.length < std::chrono::hours(2); }));
}

TEST_CASE("a file without a single frame gives a sentence, and the next one starts") {
    const TemporaryFolder folder;
    writeCountingSong(folder / "empty.wav", 1'000);
    lie(folder / "empty.wav", 0);
    std::filesystem::resize_file(folder / "empty.wav", 44);
    writeCountingSong(folder / "song.wav", kBadInputRate);
    Stage stage;
    stage.play({itemOf(folder / "empty.wav", 1), itemOf(folder / "song.wav", 2)}, 0);
    const auto status = stage.log.waitFor([](const auto& one) { return one.item.track.id == 2; });
    CHECK_FALSE(said(status.problem).empty());
    CHECK(stage.hearUntil(isBadInputStopped).size() == 2 * kBadInputRate);
}

TEST_CASE("a file whose rate changes in its middle keeps its pitch and its length") {
    const TemporaryFolder folder;
    const auto tone440 = [](int rateHz) { return spread(tone(440.0, 4.0, rateHz, 0.5F), 2); };
    writeAs(folder / "a.aac", "aac", "adts", tone440(44'100), 44'100);
    writeAs(folder / "b.aac", "aac", "adts", tone440(22'050), 22'050);
    writeBytes(folder / "both.aac", readBytes(folder / "a.aac") + readBytes(folder / "b.aac"));
    Stage stage;
    stage.play({itemOf(folder / "both.aac", 1)}, 0);
    const auto heard = stage.streamUntil(isBadInputStopped);
    REQUIRE(static_cast<double>(heard.size()) / 2.0 / kBadInputRate == Approx(8.0).margin(0.3));
    const std::span sound(heard);
    CHECK(amplitude(sound.subspan(2 * kBadInputRate, 2 * kBadInputRate), 0, 440.0) == Approx(0.5).margin(0.05));
    CHECK(amplitude(sound.subspan(2 * 6 * kBadInputRate, 2 * kBadInputRate), 0, 440.0) == Approx(0.5).margin(0.05));
}

TEST_CASE("eight channels are heard as two: the centre and what surrounds softer, the low-frequency effects not at all") {
    const TemporaryFolder folder;
    // Left, right, centre, low, back left, back right, side left, side right: one tone each.
    constexpr std::array kHz{300.0, 400.0, 500.0, 100.0, 600.0, 700.0, 800.0, 900.0};
    std::vector<float> sound(8 * kBadInputRate);
    for (std::size_t i = 0; i < sound.size(); ++i)
        sound[i] = static_cast<float>(0.5 * std::sin(2.0 * std::numbers::pi * kHz.at(i % 8) * static_cast<double>(i / 8) /
                                                     static_cast<double>(kBadInputRate)));
    audio::writeAudio(folder / "eight.flac", sound, static_cast<int>(kBadInputRate), 8);
    Stage stage;
    stage.play({itemOf(folder / "eight.flac", 1)}, 0);
    const auto heard = stage.streamUntil(isBadInputStopped);
    REQUIRE(heard.size() == 2 * kBadInputRate);
    const double whole = 1.0 + 3.0 * std::numbers::sqrt2 / 2.0; // so that it cannot clip
    const double full = 0.5 / whole;
    const double soft = full * std::numbers::sqrt2 / 2.0;
    const std::array left{full, 0.0, soft, 0.0, soft, 0.0, soft, 0.0};
    const std::array right{0.0, full, soft, 0.0, 0.0, soft, 0.0, soft};
    for (std::size_t channel = 0; channel < 8; ++channel) {
        CAPTURE(channel);
        CHECK(amplitude(heard, 0, kHz.at(channel)) == Approx(left.at(channel)).margin(0.001));
        CHECK(amplitude(heard, 1, kHz.at(channel)) == Approx(right.at(channel)).margin(0.001));
    }
}

TEST_CASE("192 kHz keep their pitch and their length") {
    const TemporaryFolder folder;
    audio::writeWav(folder / "fine.wav", spread(tone(440.0, 3.0, 192'000, 0.5F), 2), 192'000, 2);
    Stage stage;
    stage.play({itemOf(folder / "fine.wav", 1)}, 0);
    const auto heard = stage.streamUntil(isBadInputStopped);
    REQUIRE(std::abs(static_cast<long>(heard.size() / 2) - static_cast<long>(3 * kBadInputRate)) <= 1);
    CHECK(amplitude(std::span(heard).subspan(2 * kBadInputRate, 2 * kBadInputRate), 0, 440.0) == Approx(0.5).margin(0.01));
}

TEST_CASE("a file that is damaged in its middle is heard on the other side of the damage") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "song.flac", spread(tone(440.0, 10.0, static_cast<int>(kBadInputRate), 0.5F), 2),
                      static_cast<int>(kBadInputRate), 2);
    auto bytes = readBytes(folder / "song.flac");
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), bytes.size() / 10, '\0');
    writeBytes(folder / "song.flac", bytes);
    writeCountingSong(folder / "next.wav", kBadInputRate);
    Stage stage;
    stage.play({itemOf(folder / "song.flac", 1), itemOf(folder / "next.wav", 2)}, 0);
    const auto heard = stage.hearUntil(isBadInputStopped);
    CHECK(heard.size() > 2 * 9 * kBadInputRate); // with the next one
    CHECK(stage.log.last().item.track.id == 2);
}

TEST_CASE("a file that is removed while it plays is heard to its end") {
    const TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 5 * kBadInputRate);
    Stage stage;
    stage.play({itemOf(folder / "song.wav", 1)}, 0);
    stage.log.waitFor([](const auto& one) { return one.state == PlayState::playing; });
    std::filesystem::remove(folder / "song.wav");
    CHECK(stage.streamUntil(isBadInputStopped).size() == 2 * 5 * kBadInputRate);
}
