// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/playback/manual_sink.h"

#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

using namespace segue::playback;
using namespace segue::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kPlayerDevicesRate = AudioSink::kRateHz;

bool isPlaying(const PlaybackStatus& status) { return status.state == PlayState::playing; }

} // namespace

TEST_CASE("without a device the state is paused and says why; playing begins when a device is back") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 2 * kPlayerDevicesRate);
    Stage stage;
    stage.crank->setDevice("There is no sound device.");
    stage.log.waitFor([](const auto& status) { return !status.problem.empty(); });
    stage.play({itemOf(folder / "song.wav")}, 0);
    auto status = stage.log.waitFor([](const auto& told) { return told.length == 2s; });
    CHECK(status.state == PlayState::paused);
    CHECK(status.problem == "There is no sound device.");
    stage.crank->setDevice("");
    status = stage.log.waitFor(isPlaying);
    CHECK(status.problem.empty());
    CHECK(stage.hear(1'000).size() == 2'000);
}

TEST_CASE("a device that vanishes in mid-song stops the clock; back again, the song goes on where it was heard to") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 3 * kPlayerDevicesRate);
    Stage stage;
    constexpr std::size_t kBuffered = kPlayerDevicesRate / 10; // pulled, and gone with the device
    stage.crank->setLatency(0.1);
    stage.play({itemOf(folder / "song.wav")}, 0);
    stage.log.waitFor(isPlaying);
    (void)stage.crank->pull(10'000);
    stage.crank->setDevice("The headphones were unplugged.");
    stage.log.waitFor([](const auto& status) { return status.state == PlayState::paused; });
    stage.player.setVolume(1.F);
    stage.crank->setDevice("");
    stage.log.waitFor(isPlaying);
    const auto heard = stage.crank->pull(1'000);
    // A place in a song is a whole millisecond. What comes fades in, and nothing old comes before it.
    constexpr std::size_t kMillisecond = kPlayerDevicesRate / 1'000;
    const std::size_t frame = frameNumber(heard[1'000], heard[1'001]);
    CHECK(frame >= 10'500 - kBuffered - kMillisecond);
    CHECK(frame <= 10'500 - kBuffered + kMillisecond);
    CHECK(std::fabs(heard[0]) < 0.01F);
}

TEST_CASE("a device that vanishes before the boundary was heard goes on in the song before it") {
    TemporaryFolder folder;
    writeCountingSong(folder / "first.wav", kPlayerDevicesRate);
    writeCountingSong(folder / "second.wav", kPlayerDevicesRate);
    Stage stage;
    stage.crank->setLatency(0.1);
    stage.play({itemOf(folder / "first.wav", 1), itemOf(folder / "second.wav", 2)}, 0);
    stage.log.waitFor(isPlaying);
    (void)stage.stream(kPlayerDevicesRate + 1'000); // its end, and some of the next one
    stage.crank->setDevice("gone");
    const auto status = stage.log.waitFor([](const auto& told) { return told.state == PlayState::paused; });
    CHECK(status.item.track.id == 1);
    CHECK(status.position > 900ms);
    CHECK(status.position < 1s);
    stage.crank->setLatency(0.0);
    stage.crank->setDevice("");
    stage.log.waitFor(isPlaying);
    stage.hearUntil([](const auto& told) { return told.item.track.id == 2 && told.state == PlayState::stopped; });
}

TEST_CASE("a song that was paused before the device came back stays paused") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 3 * kPlayerDevicesRate);
    Stage stage;
    stage.play({itemOf(folder / "song.wav")}, 0);
    stage.log.waitFor(isPlaying);
    stage.crank->setDevice("gone");
    stage.player.pause();
    stage.crank->setDevice("");
    const auto status = stage.log.waitFor([](const auto& told) { return told.state == PlayState::paused && told.problem.empty(); });
    CHECK(status.item.track.id == 1);
}

TEST_CASE("a player without a sink says so and does everything else") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", kPlayerDevicesRate);
    StatusLog log;
    Player player(nullptr, {}, log.listener());
    player.play(itemOf(folder / "song.wav"));
    const auto status = log.waitFor([](const auto& told) { return told.length == 1s; });
    CHECK_FALSE(status.problem.empty());
    player.stop();
    log.waitFor([](const auto& told) { return told.state == PlayState::stopped && told.item.track.id == 1; });
}

TEST_CASE("a device that pulls from its own thread and a listener who never rests do not get in each other's way") {
    TemporaryFolder folder;
    std::vector<PlayItem> items;
    for (int i = 1; i <= 4; ++i) {
        writeCountingSong(folder / (std::to_string(i) + ".wav"), 2 * kPlayerDevicesRate);
        items.push_back(itemOf(folder / (std::to_string(i) + ".wav"), i));
    }
    Stage stage;
    std::atomic<std::size_t> pulled{0};
    const std::jthread device([&](std::stop_token stop) {
        while (!stop.stop_requested()) {
            pulled += stage.crank->pull(256).size();
            std::this_thread::yield();
        }
    });
    for (int round = 0; round < 200; ++round) {
        switch (round % 8) {
        case 0:
            stage.play(items, static_cast<std::size_t>(round) % 4);
            break;
        case 1:
            stage.player.seek(std::chrono::milliseconds(round * 7));
            break;
        case 2:
            stage.player.pause();
            break;
        case 3:
            stage.player.setVolume(static_cast<float>(round) / 200.F);
            break;
        case 4:
            stage.player.resume();
            break;
        case 5:
            stage.player.play(items.back(), 500ms, true);
            break;
        case 6:
            stage.programme.set({items[2], items[0], items[3]});
            stage.player.followChanged();
            break;
        default:
            stage.player.stop();
            break;
        }
        std::this_thread::yield();
    }
    // A device this fast may hear all of a song before its playing was told; its end is always told.
    constexpr int kLast = 9;
    stage.play({itemOf(folder / "1.wav", kLast)}, 0);
    stage.log.waitFor([](const auto& status) { return status.state == PlayState::stopped && status.item.track.id == kLast; });
    CHECK(pulled > 0);
}

TEST_CASE("a player that is destroyed in mid-song leaves the sink alone from then on") {
    TemporaryFolder folder;
    writeCountingSong(folder / "song.wav", 60 * kPlayerDevicesRate);
    const auto crank = std::make_shared<Crank>();
    {
        StatusLog log;
        Player player(makeManualSink(crank), {}, log.listener());
        player.play(itemOf(folder / "song.wav"));
        log.waitFor(isPlaying);
    }
    const auto sound = crank->pull(100);
    CHECK(std::count(sound.begin(), sound.end(), 0.F) == 200);
}
