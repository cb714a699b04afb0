// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/playback/manual_sink.h"

#include "engine/playback/sound/mixer.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <string>

using namespace segue;
using namespace segue::playback;
using namespace segue::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kPlayerFollowRate = AudioSink::kRateHz;
constexpr std::size_t kShort = 12'000; ///< frames of a song that is decoded ahead with the one before it

bool isPlayerFollowStopped(const PlaybackStatus& status) { return status.state == PlayState::stopped && status.item.track.id != 0; }

std::function<bool(const PlaybackStatus&)> plays(int id) {
    return [id](const PlaybackStatus& status) { return status.state == PlayState::playing && status.item.track.id == id; };
}

/// Songs 1, 2, 3, ... of the lengths given, whose every frame tells its number.
struct PlayerFollowSongs {
    explicit PlayerFollowSongs(const std::vector<std::size_t>& lengths) {
        for (const std::size_t length : lengths) {
            const auto number = static_cast<int>(items.size()) + 1;
            const auto path = folder / (std::to_string(number) + ".wav");
            writeCountingSong(path, length);
            items.push_back(itemOf(path, number));
            items.back().entry = static_cast<std::uint64_t>(number);
        }
    }
    TemporaryFolder folder;
    std::vector<PlayItem> items;
};

/// How many frames of a stretch of sound are not what they should be: song after song of these lengths, from `skip` on.
std::size_t wrongFrames(const std::vector<float>& sound, std::size_t skip, const std::vector<std::size_t>& lengths) {
    std::size_t wrong = 0;
    std::size_t at = 0;
    for (const std::size_t length : lengths) {
        for (std::size_t i = 0; i < length && 2 * at < sound.size(); ++i, ++at)
            wrong += at < skip || frameNumber(sound[2 * at], sound[2 * at + 1]) == i ? 0 : 1;
    }
    return wrong;
}

} // namespace

TEST_CASE("what follows is asked again when it may have changed, and the boundary stays on its frame") {
    PlayerFollowSongs songs({kShort, kShort, kShort + 999});
    Stage stage;
    stage.play({songs.items[0], songs.items[1]});
    stage.log.waitFor(plays(1)); // both are decoded
    auto sound = stage.crank->pull(6'000);
    stage.programme.set({songs.items[0], songs.items[2]});
    stage.player.followChanged();
    stage.player.pause(); // told when the change is carried out
    stage.log.waitFor([](const auto& status) { return status.state == PlayState::paused; });
    stage.player.resume();
    stage.log.waitFor(plays(1));
    const auto rest = stage.crank->pull(2 * kShort + 999 - 6'000);
    sound.insert(sound.end(), rest.begin(), rest.end());
    CHECK(wrongFrames(sound, Mixer::kFadeFrames, {kShort, kShort + 999}) == 0);
    stage.hearUntil(isPlayerFollowStopped);
    CHECK(stage.log.last().item.track.id == 3);
}

TEST_CASE("what is taken out of the list is not heard, though it was decoded already") {
    PlayerFollowSongs songs({kShort, kShort});
    Stage stage;
    stage.play(songs.items);
    stage.log.waitFor(plays(1));
    stage.programme.set({songs.items[0]});
    stage.player.followChanged();
    const auto heard = stage.hearUntil(isPlayerFollowStopped);
    CHECK(heard.size() == 2 * kShort);
    CHECK(stage.log.last().item.track.id == 1);
}

TEST_CASE("what is put behind the last item follows it without a gap, though its end was decoded already") {
    PlayerFollowSongs songs({kShort, kShort});
    Stage stage;
    stage.play({songs.items[0]});
    stage.log.waitFor(plays(1));
    stage.programme.set(songs.items);
    stage.player.followChanged();
    stage.player.pause();
    stage.log.waitFor([](const auto& status) { return status.state == PlayState::paused; });
    stage.player.resume();
    stage.log.waitFor(plays(1));
    const auto heard = stage.crank->pull(2 * kShort);
    CHECK(wrongFrames(heard, Mixer::kFadeFrames, {kShort, kShort}) == 0);
}

TEST_CASE("where what follows is the same as before nothing changes in the sound") {
    PlayerFollowSongs songs({kShort, kShort, kShort});
    writeBytes(songs.folder / "words.mp3", "these are words, not music");
    PlayItem broken = itemOf(songs.folder / "words.mp3", 9);
    broken.entry = 9;
    Stage stage;
    stage.play({songs.items[0], broken, songs.items[1], songs.items[2]});
    stage.log.waitFor(plays(1));
    stage.player.pause(); // told when all three are decoded
    stage.log.waitFor([](const auto& status) { return status.state == PlayState::paused; });
    stage.player.resume();
    stage.log.waitFor(plays(1));
    std::vector<float> heard;
    for (int i = 0; i < 36; ++i) {
        stage.player.followChanged();
        const auto some = stage.hear(1'000); // as it is decoded: the end of the third song is not yet
        heard.insert(heard.end(), some.begin(), some.end());
    }
    CHECK(wrongFrames(heard, Mixer::kFadeFrames, {kShort, kShort, kShort}) == 0);
    std::size_t failures = 0;
    for (const auto& status : stage.log.all())
        failures += status.failedEntry == 9 && status.begun == 1 && !status.problem.empty() ? 1 : 0;
    CHECK(failures >= 1);
}

TEST_CASE("a song that follows itself has no gap, and each of its beginnings counts") {
    PlayerFollowSongs songs({kShort});
    Stage stage;
    stage.programme.repeatOne();
    stage.play(songs.items);
    const auto first = stage.log.waitFor(plays(1)).begun;
    const auto heard = stage.crank->pull(2 * kShort);
    CHECK(wrongFrames(heard, Mixer::kFadeFrames, {kShort, kShort}) == 0);
    stage.log.waitFor([&](const auto& status) { return status.begun == first + 1; });
    stage.hearUntil([&](const auto& status) { return status.begun == first + 3; });
    CHECK(stage.log.last().state == PlayState::playing);
}

TEST_CASE("each entry that cannot be played is told, and the problem leaves with the song that took its place") {
    PlayerFollowSongs songs({kShort, kPlayerFollowRate, kPlayerFollowRate});
    writeBytes(songs.folder / "words.mp3", "these are words, not music");
    std::vector<PlayItem> items{songs.items[0], itemOf(songs.folder / "words.mp3", 7), itemOf(songs.folder / "gone.flac", 8),
                                songs.items[1], songs.items[2]};
    for (std::size_t i = 0; i < items.size(); ++i)
        items[i].entry = 100 + i;
    Stage stage;
    stage.play(items);
    stage.streamUntil(plays(2)); // no faster than is told
    CHECK(stage.log.last().failedEntry == 102);
    CHECK_THAT(said(stage.log.last().problem), Catch::Contains("gone"));
    CHECK(stage.log.last().item.entry == 103);
    stage.streamUntil(plays(3));
    CHECK(stage.log.last().problem.empty());
    CHECK(stage.log.last().failedEntry == 0);
    std::vector<std::uint64_t> failed;
    for (const auto& status : stage.log.all()) {
        if (status.failedEntry != 0 && (failed.empty() || failed.back() != status.failedEntry))
            failed.push_back(status.failedEntry);
    }
    CHECK(failed == std::vector<std::uint64_t>{101, 102});
}

TEST_CASE("a list that is repeated and holds nothing that can be played ends") {
    TemporaryFolder folder;
    Stage stage;
    stage.programme.repeatAll();
    stage.play({itemOf(folder / "gone.flac", 1), itemOf(folder / "lost.flac", 2)});
    const auto status = stage.log.waitFor([](const auto& told) { return isPlayerFollowStopped(told) && told.failedEntry == 2; });
    CHECK_THAT(said(status.problem), Catch::Contains("lost"));
}

TEST_CASE("a song can be made ready in its middle and begins there when playing is resumed") {
    PlayerFollowSongs songs({9 * kPlayerFollowRate});
    Stage stage;
    stage.programme.set(songs.items);
    const auto order = stage.player.play(songs.items[0], 4'000ms, true);
    const auto ready = stage.log.waitFor([](const auto& status) { return status.state == PlayState::paused; });
    CHECK(ready.position == 4s);
    CHECK(ready.length == 9s);
    CHECK(ready.order == order);
    CHECK_FALSE(stage.crank->isRunning());
    stage.player.resume();
    stage.log.waitFor(plays(1));
    const auto heard = stage.crank->pull(2'000);
    CHECK(frameNumber(heard[2'000], heard[2'001]) == 4 * kPlayerFollowRate + 1'000);
}

TEST_CASE("every order has a number, and reports tell the last one that was carried out") {
    PlayerFollowSongs songs({kPlayerFollowRate, kPlayerFollowRate});
    Stage stage;
    stage.programme.set(songs.items);
    const auto first = stage.player.play(songs.items[0]);
    const auto second = stage.player.play(songs.items[1]);
    CHECK(second > first);
    CHECK(stage.log.waitFor(plays(2)).order == second);
    stage.player.stop();
    CHECK(stage.log.waitFor(isPlayerFollowStopped).order == second);
    stage.player.resume();
    CHECK(stage.log.waitFor(plays(2)).position == 0ms);
}
