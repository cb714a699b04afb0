// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/playback/manual_sink.h"

#include "engine/audio/audio_writer.h"
#include "engine/playback/sound/mixer.h"
#include "tests/playback/scarce_memory.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <cmath>
#include <new>

using namespace segue;
using namespace segue::playback;
using namespace segue::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kPlayerRate = AudioSink::kRateHz;

bool isPlayerStopped(const PlaybackStatus& status) { return status.state == PlayState::stopped && status.item.track.id != 0; }

std::function<bool(const PlaybackStatus&)> playsEntry(int id) {
    return [id](const PlaybackStatus& status) { return status.state == PlayState::playing && status.item.track.id == id; };
}

/// The number of a frame in a stretch of sound. [frames, 2]
std::size_t numberAt(const std::vector<float>& sound, std::size_t frame) {
    return frameNumber(sound[2 * frame], sound[2 * frame + 1]);
}

} // namespace

TEST_CASE("every frame of a song is heard once, in order, and then the player stops") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 3 * kPlayerRate);
    Stage stage;
    stage.play({itemOf(folder / "song.wav")}, 0);
    stage.log.waitFor(playsEntry(1));
    const auto heard = stage.hearUntil(isPlayerStopped);
    REQUIRE(heard.size() == 2 * 3 * kPlayerRate);
    // An underrun in a test that pulls faster than time fades in again; what is at full volume tells its number.
    std::size_t right = 0;
    for (std::size_t i = 0; i < 3 * kPlayerRate; ++i) {
        right += numberAt(heard, i) == i ? 1 : 0;
    }
    CHECK(right > 2 * kPlayerRate);
    CHECK(numberAt(heard, 3 * kPlayerRate - 1) == 3 * kPlayerRate - 1);
}

TEST_CASE("one song follows another without a gap") {
    TemporaryFolder folder;
    writeCountingSong(folder / "a.wav", 10'000);
    writeCountingSong(folder / "b.wav", 10'000);
    Stage stage;
    stage.play({itemOf(folder / "a.wav", 1), itemOf(folder / "b.wav", 2)}, 0);
    // When playing is told, both are decoded: together they are shorter than what is decoded ahead.
    stage.log.waitFor(playsEntry(1));
    const auto heard = stage.crank->pull(20'000);
    std::size_t wrong = 0;
    for (std::size_t i = Mixer::kFadeFrames; i < 20'000; ++i) {
        wrong += numberAt(heard, i) == i % 10'000 ? 0 : 1;
    }
    CHECK(wrong == 0);
    stage.hearUntil(isPlayerStopped);
    CHECK(stage.log.last().item.track.id == 2);
}

TEST_CASE("a preview has exactly its length, from its start, and fades out") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 8 * kPlayerRate);
    Stage stage;
    auto item = itemOf(folder / "song.wav");
    item.start = 3s;
    item.length = 2s;
    stage.play({item});
    CHECK(stage.log.waitFor(playsEntry(1)).length == 2s);
    const auto beginning = stage.crank->pull(20'000); // decoded by now: no underrun
    CHECK(numberAt(beginning, 10'000) == 3 * kPlayerRate + 10'000);
    const auto rest = stage.hearUntil(isPlayerStopped);
    CHECK(20'000 + rest.size() / 2 == 2 * kPlayerRate);
    CHECK(std::fabs(rest.back()) < 1e-4F);
    // In the middle of the last second the sound is half as loud as before it (the right channel changes little).
    const auto rightBeforeEnd = [&](std::size_t frames) { return rest[rest.size() - 2 * frames + 1]; };
    CHECK(rightBeforeEnd(kPlayerRate / 2) / rightBeforeEnd(kPlayerRate + 1) == Approx(0.5).margin(0.1));
}

TEST_CASE("a preview that begins beyond the end of its file plays the file's last seconds") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 3 * kPlayerRate);
    Stage stage;
    auto item = itemOf(folder / "song.wav");
    item.start = 50s;
    item.length = 1s;
    stage.play({item});
    CHECK(stage.log.waitFor(playsEntry(1)).length == 1s);
    CHECK(numberAt(stage.crank->pull(10'000), 5'000) == 2 * kPlayerRate + 5'000);
}

TEST_CASE("a seek lands on the millisecond, forwards and backwards, and clamps") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 9 * kPlayerRate);
    Stage stage;
    stage.play({itemOf(folder / "song.wav")}, 0);
    stage.log.waitFor(playsEntry(1));
    (void)stage.hear(5'000);
    for (const std::chrono::milliseconds target : {4'321ms, 1'234ms, 8'000ms, 0ms}) {
        stage.player.seek(target);
        stage.log.waitFor([&](const auto& status) { return status.position == target; });
        const auto heard = stage.crank->pull(5'000);
        // The old sound fades out first.
        const auto expected = static_cast<double>(target.count()) * kPlayerRate / 1000.0 + 4'000 - Mixer::kFadeFrames;
        INFO("seek to " << target.count() << " ms");
        CHECK(std::fabs(static_cast<double>(numberAt(heard, 4'000)) - expected) < kPlayerRate / 1000.0);
    }
    stage.player.seek(-5s);
    stage.log.waitFor([](const auto& status) { return status.position == 0ms; });
    stage.player.seek(100s);
    stage.hearUntil(isPlayerStopped);
}

TEST_CASE("the position is what was pulled less what the device has not played yet") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 5 * kPlayerRate);
    Stage stage;
    stage.crank->setLatency(0.1);
    stage.play({itemOf(folder / "song.wav")}, 0);
    stage.log.waitFor(playsEntry(1));
    (void)stage.crank->pull(22'050);
    stage.log.waitFor([](const auto& status) { return status.position == 400ms; });
}

TEST_CASE("a pause keeps the place, lets the device rest, and a resume goes on there") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 5 * kPlayerRate);
    Stage stage;
    stage.play({itemOf(folder / "song.wav")}, 0);
    stage.log.waitFor(playsEntry(1));
    (void)stage.crank->pull(10'000);
    stage.player.pause();
    stage.log.waitFor([](const auto& status) { return status.state == PlayState::paused; });
    while (stage.crank->isRunning()) {
        (void)stage.crank->pull(441);
    }
    stage.player.resume();
    stage.log.waitFor(playsEntry(1));
    const auto heard = stage.crank->pull(1'000);
    CHECK(numberAt(heard, 500) == 10'000 + Mixer::kFadeFrames + 500);
}

TEST_CASE("a song that cannot be played is named, and the next one starts") {
    TemporaryFolder folder;
    writeBytes(folder / "words.mp3", "these are words, not music");
    writeCountingSong(folder / "song.wav", kPlayerRate);
    Stage stage;
    stage.play({itemOf(folder / "words.mp3", 1), itemOf(folder / "gone.flac", 2), itemOf(folder / "song.wav", 3)}, 0);
    const auto status = stage.log.waitFor(playsEntry(3));
    CHECK_THAT(segue::test::said(status.problem), Catch::Contains("gone"));
    const auto heard = stage.hearUntil(isPlayerStopped);
    CHECK(heard.size() == 2 * kPlayerRate);
}

TEST_CASE("a list in which nothing can be played stops and says so") {
    TemporaryFolder folder;
    Stage stage;
    stage.play({itemOf(folder / "gone.flac", 1)}, 0);
    const auto status = stage.log.waitFor(isPlayerStopped);
    CHECK_THAT(segue::test::said(status.problem), Catch::Contains("gone"));
    stage.player.play({});
    stage.log.waitFor([](const auto& told) { return told.item.track.id == 0 && told.problem.empty(); });
}

TEST_CASE("a song that is cut while it plays is said to have ended early, and the next one starts") {
    TemporaryFolder folder;
    writeCountingSong(folder / "cut.wav", 20 * kPlayerRate);
    writeCountingSong(folder / "song.wav", kPlayerRate);
    Stage stage;
    stage.play({itemOf(folder / "cut.wav", 1), itemOf(folder / "song.wav", 2)}, 0);
    stage.log.waitFor(playsEntry(1));
    std::filesystem::resize_file(folder / "cut.wav", 4 * 3 * kPlayerRate);
    std::filesystem::remove(folder / "cut.wav");
    stage.hearUntil([](const auto& told) {
        const auto problem = segue::test::said(told.problem);
        return playsEntry(2)(told) && problem.find("cut") != std::string::npos && problem.find("early") != std::string::npos;
    });
}

#ifndef SEGUE_SANITIZED
TEST_CASE("a song that needs more memory than there is ends with a sentence, and the player lives on") {
    TemporaryFolder folder;
    audio::writeAudio(folder / "large.flac", spread(tone(440, 0.5, 96'000), 2), 96'000, 2); // in blocks of more than 16 KB
    writeCountingSong(folder / "song.wav", kPlayerRate);
    Stage stage;
    PlayItem large = itemOf(folder / "large.flac", 1);
    const auto saysSo = [](const auto& told) {
        return isPlayerStopped(told) && segue::test::said(told.problem).find("memory") != std::string::npos;
    };
    const auto clear = [&stage] {
        stage.player.play({});
        stage.log.waitFor([](const auto& told) { return told.item.track.id == 0 && told.problem.empty(); });
    };
    for (const bool isPreview : {false, true}) { // the first thing is to read, or to jump
        INFO("a preview: " << isPreview);
        large.start = large.length = isPreview ? 200ms : 0ms;
        const ScarceMemory scarce;
        stage.play({large}, 0);
        CHECK_THAT(segue::test::said(stage.log.waitFor(saysSo).problem), Catch::Contains("large"));
        clear();
    }
    // A jump within what was decoded to its end opens the file again.
    large.start = large.length = 0ms;
    stage.play({large}, 0);
    stage.log.waitFor(playsEntry(1));
    {
        const ScarceMemory scarce;
        stage.player.seek(100ms);
        stage.hearUntil(saysSo);
    }
    stage.play({itemOf(folder / "song.wav", 2)}, 0);
    stage.log.waitFor(playsEntry(2));
    stage.hearUntil(isPlayerStopped);
    CHECK(stage.log.last().problem.empty());
}
#endif

TEST_CASE("positions are told at most ten times a second") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 20 * kPlayerRate);
    Stage stage;
    const auto start = std::chrono::steady_clock::now();
    stage.play({itemOf(folder / "song.wav")}, 0);
    stage.hearUntil(isPlayerStopped);
    const auto tenths = (std::chrono::steady_clock::now() - start) / 100ms;
    // Besides the positions: nothing loaded, loaded, stopped.
    CHECK(stage.log.all().size() <= static_cast<std::size_t>(tenths) + 4);
}

TEST_CASE("what a listener throws ends neither the player nor the program") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", kPlayerRate);
    const auto crank = std::make_shared<Crank>();
    StatusLog log;
    std::atomic<int> throws{1};
    Player player(makeManualSink(crank), {}, [&, tell = log.listener()](const PlaybackStatus& status) {
        if (status.state == PlayState::playing && throws-- > 0)
            throw std::bad_alloc();
        tell(status);
    });
    player.play(itemOf(folder / "song.wav", 1));
    CHECK(log.waitFor([](const PlaybackStatus& status) { return !status.problem.empty(); }).problem.id() == MessageId::outOfMemory);
    player.resume();
    log.waitFor(playsEntry(1));
}
