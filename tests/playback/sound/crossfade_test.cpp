// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/playback/manual_sink.h"

#include "engine/audio/wav_writer.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace segue;
using namespace segue::playback;
using namespace segue::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kRate = AudioSink::kRateHz;

bool isStopped(const PlaybackStatus& status) { return status.state == PlayState::stopped && status.item.track.id != 0; }
bool plays(const PlaybackStatus& status) { return status.state == PlayState::playing; }

/// Songs 1, 2, ... that sound on one side only, left and right in turn: what is heard of each can be told.
struct Songs {
    explicit Songs(const std::vector<double>& seconds, int rateHz = AudioSink::kRateHz) {
        for (const double length : seconds) {
            const auto number = static_cast<int>(items.size()) + 1;
            std::vector<float> sound(2 * static_cast<std::size_t>(length * rateHz));
            for (std::size_t i = 0; i < sound.size() / 2; ++i)
                sound[2 * i + (number % 2 == 1 ? 0 : 1)] = 0.5F;
            const auto path = folder / (std::to_string(number) + ".wav");
            audio::writeWav(path, sound, rateHz, 2);
            items.push_back(itemOf(path, number));
        }
    }
    TemporaryFolder folder;
    std::vector<PlayItem> items;
};

std::vector<float> hearAll(Stage& stage, const std::vector<PlayItem>& items) {
    stage.play(items);
    stage.log.waitFor(plays);
    return stage.streamUntil(isStopped);
}

SoundSettings fading(int seconds) {
    SoundSettings settings;
    settings.crossfade = std::chrono::seconds(seconds);
    return settings;
}

} // namespace

TEST_CASE("one song fades into the next with equal power, for as long as the listener wants") {
    for (const int rateHz : {44'100, 48'000}) {
        CAPTURE(rateHz);
        Songs songs({5.0, 5.0}, rateHz);
        Stage stage;
        stage.player.setSound(fading(2));
        const auto heard = hearAll(stage, songs.items);
        CHECK(std::abs(static_cast<double>(heard.size() / 2) - 8.0 * kRate) <= 2.0);
        for (std::size_t i = 0; i < 100; ++i) {
            const std::size_t frame = 3 * kRate + i * 2 * kRate / 100 + 50;
            const float left = heard[2 * frame] / 0.5F;
            const float right = heard[2 * frame + 1] / 0.5F;
            CHECK(left * left + right * right == Approx(1.F).margin(0.01F));
        }
        CHECK(heard[2 * 4 * kRate] == Approx(0.5F * std::sqrt(0.5F)).margin(0.01F)); // in the middle
        CHECK(heard[2 * (2 * kRate)] == Approx(0.5F).margin(0.001F));
        CHECK(heard[2 * (6 * kRate) + 1] == Approx(0.5F).margin(0.001F));
    }
}

TEST_CASE("a fade takes at most half of the shorter song") {
    Songs songs({5.0, 1.0, 5.0});
    Stage stage;
    stage.player.setSound(fading(12));
    const auto heard = hearAll(stage, songs.items);
    CHECK(heard.size() / 2 == 10 * kRate);
}

TEST_CASE("songs of one album in its order follow each other as they do on the record") {
    Songs songs({2.0, 2.0, 2.0});
    for (auto& item : songs.items) {
        item.track.album = "Album";
        item.track.artist = "Artist";
        item.track.trackNumber = static_cast<int>(item.track.id);
    }
    Stage stage;
    stage.player.setSound(fading(1));
    CHECK(hearAll(stage, songs.items).size() / 2 == 6 * kRate);
    std::swap(songs.items[1], songs.items[2]); // 1, 3, 2
    Stage shuffled;
    shuffled.player.setSound(fading(1));
    CHECK(hearAll(shuffled, songs.items).size() / 2 == 4 * kRate);
}

TEST_CASE("a preview is not faded into, and nothing is without a wish for it") {
    Songs songs({2.0, 2.0});
    Stage plain;
    CHECK(hearAll(plain, songs.items).size() / 2 == 4 * kRate);
    for (auto& item : songs.items)
        item.length = 1s;
    Stage previews;
    previews.player.setSound(fading(1));
    CHECK(hearAll(previews, songs.items).size() / 2 == 2 * kRate);
}

TEST_CASE("what fades in is taken back when something else is to follow") {
    Songs songs({3.0, 3.0});
    Stage stage;
    stage.player.setSound(fading(1));
    stage.play(songs.items);
    stage.log.waitFor(plays);
    auto heard = stage.stream(kRate + kRate * 9 / 10); // the next one is decoded, and not heard yet
    stage.log.waitFor([](const auto& status) { return status.position > 1'500ms; });
    stage.programme.set({songs.items[0]});
    stage.player.followChanged();
    stage.player.setVolume(1.F);
    const auto rest = stage.streamUntil(isStopped);
    CHECK(stage.log.last().item.track.id == 1);
    CHECK(std::abs(static_cast<double>(heard.size() + rest.size()) / 2.0 - 3.0 * kRate) <= 64.0);
    CHECK(rest[rest.size() - 2] == Approx(0.5F).margin(0.01F)); // to its end as loud as ever
}

TEST_CASE("a pause is told when nothing is heard any more") {
    Songs songs({5.0});
    Stage stage;
    stage.play(songs.items);
    stage.log.waitFor(plays);
    // A device that pulls nothing for a fifth of a second, as one on a busy computer may, is waited for no longer. It is not each
    // time.
    float last = 1.F;
    for (int tries = 0; tries < 10 && last != 0.F; ++tries) {
        stage.player.resume();
        stage.log.waitFor(plays);
        (void)stage.stream(10'000);
        stage.player.pause();
        while (stage.log.last().state != PlayState::paused)
            last = stage.crank->pull(64).at(2 * 63);
    }
    CHECK(last == 0.F);
}

TEST_CASE("a song's gain begins with its first frame and is told with it") {
    Songs songs({1.0, 1.0});
    songs.items[0].loudness = {.lufs = -12.F, .truePeakDb = -6.F};
    songs.items[1].loudness = {.lufs = -24.F, .truePeakDb = -7.F};
    Stage stage;
    stage.player.setSound({.levelling = Levelling::track});
    const auto heard = hearAll(stage, songs.items);
    REQUIRE(heard.size() / 2 == 2 * kRate);
    CHECK(heard[2 * (kRate - 1)] == Approx(0.5F * std::pow(10.F, -6.F / 20.F)).margin(0.001F));
    CHECK(heard[2 * kRate + 1] == Approx(0.5F * std::pow(10.F, 6.F / 20.F)).margin(0.001F));
    CHECK(stage.log.all().back().level.gainDb == 0.F); // nothing sounds any more
    std::vector<float> told;
    for (const auto& status : stage.log.all())
        if (status.state == PlayState::playing && (told.empty() || told.back() != status.level.gainDb))
            told.push_back(status.level.gainDb);
    CHECK(told == std::vector<float>{-6.F, 6.F});
}

TEST_CASE("a change of the levelling is heard at once, without a step and without a gap") {
    Songs songs({6.0});
    songs.items[0].loudness = {.lufs = -12.F};
    Stage stage;
    stage.play(songs.items);
    stage.log.waitFor(plays);
    auto heard = stage.stream(kRate);
    stage.player.setSound({.levelling = Levelling::track});
    stage.log.waitFor([](const auto& status) { return status.level.gainDb == -6.F; });
    const auto soon = stage.stream(kRate / 2);
    CHECK(soon.back() == 0.F);
    CHECK(soon[soon.size() - 2] == Approx(0.5F * std::pow(10.F, -6.F / 20.F)).margin(0.001F));
    for (std::size_t i = 2; i < soon.size(); i += 2)
        CHECK(std::abs(soon[i] - soon[i - 2]) < 0.002F);
    heard.insert(heard.end(), soon.begin(), soon.end());
    const auto rest = stage.streamUntil(isStopped);
    CHECK((heard.size() + rest.size()) / 2 == 6 * kRate);
}

TEST_CASE("a change of the levelling is heard though the song is decoded to its end") {
    Songs songs({3.0});
    songs.items[0].loudness = {.lufs = -12.F};
    const float level = 0.5F * std::pow(10.F, -6.F / 20.F);
    Stage stage;
    stage.play(songs.items);
    stage.log.waitFor(plays);
    auto heard = stage.stream(kRate); // what follows waits to be pulled, whole
    stage.player.setSound({.levelling = Levelling::track});
    stage.log.waitFor([](const auto& status) { return status.level.gainDb == -6.F; });
    const auto soon = stage.stream(kRate / 2);
    CHECK(soon[soon.size() - 2] == Approx(level).margin(0.001F));
    for (std::size_t i = 2; i < soon.size(); i += 2)
        CHECK(std::abs(soon[i] - soon[i - 2]) < 0.002F);
    heard.insert(heard.end(), soon.begin(), soon.end());
    const auto nearEnd = stage.stream(3 * kRate - heard.size() / 2 - 1'000);
    stage.player.setSound({.levelling = Levelling::off}); // too late to be heard
    heard.insert(heard.end(), nearEnd.begin(), nearEnd.end());
    const auto rest = stage.streamUntil(isStopped);
    CHECK(rest[rest.size() - 2] == Approx(level).margin(0.001F));
    CHECK((heard.size() + rest.size()) / 2 == 3 * kRate);
}

TEST_CASE("a song that waits for its rate comes, however late the levelling changes") {
    for (const std::size_t before : {kRate / 2, std::size_t{1'000}}) {
        CAPTURE(before);
        Songs songs({1.0});
        const Songs others({1.0}, 48'000);
        songs.items.push_back(others.items.front());
        songs.items[1].track.id = 2;
        Stage stage;
        stage.crank->setExact(true);
        stage.play(songs.items);
        stage.log.waitFor(plays);
        auto heard = stage.stream(kRate - before);
        stage.player.setSound({.levelling = Levelling::track});
        const auto rest = stage.hearUntil(isStopped);
        CHECK(stage.log.last().item.track.id == 2);
        heard.insert(heard.end(), rest.begin(), rest.end());
        CHECK(static_cast<std::size_t>(std::ranges::count(heard, 0.5F)) == kRate + 48'000);
    }
}

TEST_CASE("whatever the listener does while songs fade into each other, the player stays whole and comes to its end") {
    for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
        CAPTURE(seed);
        std::minstd_rand random(seed);
        const auto oneOf = [&random](unsigned count) { return static_cast<unsigned>(random()) % count; };
        Songs songs({2.0, 0.3, 1.5, 0.02, 2.5, 1.0}, seed % 2 == 0 ? 48'000 : 44'100);
        for (auto& item : songs.items)
            item.entry = static_cast<std::uint64_t>(item.track.id);
        Stage stage;
        stage.player.setSound(fading(1));
        stage.play(songs.items);
        for (int round = 0; round < 150; ++round) {
            auto items = songs.items;
            switch (oneOf(8)) {
            case 0:
                stage.player.seek(std::chrono::milliseconds(oneOf(2'600)));
                break;
            case 1:
                std::shuffle(items.begin(), items.end(), random);
                stage.programme.set(items);
                stage.player.followChanged();
                break;
            case 2:
                stage.player.setSound({.levelling = oneOf(2) == 0 ? Levelling::track : Levelling::off,
                                       .preampDb = static_cast<float>(oneOf(7)) - 3.F,
                                       .limits = oneOf(2) == 0,
                                       .crossfade = std::chrono::seconds(oneOf(3))});
                break;
            case 3:
                stage.player.pause();
                break;
            case 4:
                stage.player.play(songs.items[oneOf(6)], std::chrono::milliseconds(oneOf(2) * 700));
                break;
            default:
                break;
            }
            stage.player.resume();
            for (const float sample : stage.crank->pull(256 + oneOf(20'000)))
                if (std::isnan(sample) || std::abs(sample) > 1.5F)
                    FAIL("a sample of " << sample);
        }
        stage.programme.set(songs.items);
        const auto order = stage.player.play(songs.items.back());
        stage.log.waitFor([&](const auto& status) { return status.order == order; });
        stage.streamUntil([&](const auto& status) { return status.order == order && isStopped(status); });
        CHECK(stage.log.last().problem.empty());
    }
}
