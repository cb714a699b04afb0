// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/system_sink.h"

#include "app/audio/exclusive_choice.h"
#include "tests/app/audio/sink_fixture.h"
#include "tests/support/said.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace segue;
using namespace segue::test;
using playback::PlayState;

TEST_CASE_METHOD(SinkFixture, "a tone that is played comes out of the sound server in its pitch and level", "[server]") {
    Recorder recorder("segue_test");
    REQUIRE(waitUntil([&] { return recorder.hasBegun(); }));
    player.play(item);
    REQUIRE(waitUntil([&] { return recorder.hasHeard(2.0); }));

    // One second of it, a little after its beginning.
    const auto& sound = recorder.sound();
    const std::span<const float> second(sound.data() + firstSound(sound) + kRate / 2, kRate);
    CHECK(amplitudeAt(second, 440.0) == Approx(0.25).epsilon(0.03));
    CHECK(levelOf(second) == Approx(0.25 / std::sqrt(2.0)).epsilon(0.03));
    CHECK(amplitudeAt(second, 430.0) < 0.01);
    CHECK(amplitudeAt(second, 880.0) < 0.01);

    CHECK(status().state == PlayState::playing);
    CHECK(status().problem.empty());
    CHECK(status().position.count() > 500);

    player.setVolume(0.5F);
    const std::size_t before = recorder.sound().size();
    REQUIRE(waitUntil([&] { return recorder.sound().size() > before + 4 * kRate; }));
    const std::span<const float> quiet(recorder.sound().data() + before + 3 * kRate, kRate);
    CHECK(levelOf(quiet) == Approx(0.125 * 0.25 / std::sqrt(2.0)).epsilon(0.05));

    player.pause();
    REQUIRE(becomes(PlayState::paused));
    REQUIRE(waitUntil([&] { return levelOf(recorder.last(0.5)) < 1e-4; }));
}

TEST_CASE_METHOD(SinkFixture, "a song goes on through Qt Multimedia where that is chosen, waits there in a pause, and comes back",
                 "[server]") {
    Recorder recorder("segue_test");
    REQUIRE(waitUntil([&] { return recorder.hasBegun(); }));
    const auto isHeard = [&] { return recorder.sound().size() > kRate && amplitudeAt(recorder.last(0.25), 440.0) > 0.2; };
    player.play(item);
    REQUIRE(waitUntil(isHeard));
    CHECK(std::ranges::count(choice->outputs(), app::kByQt, &app::OutputChoice::Output::id) == 1);

    choice->choose(app::kByQt);
    REQUIRE(waitUntil([] { return !players().isEmpty() && !players().contains("Segue"); }));
    REQUIRE(waitUntil(isHeard));
    CHECK(status().state == PlayState::playing);
    CHECK(status().problem.empty());
    player.pause();
    REQUIRE(becomes(PlayState::paused));
    REQUIRE(waitUntil([&] { return levelOf(recorder.last(0.25)) < 1e-4; }));
    const auto place = status().position;
    player.resume();
    REQUIRE(waitUntil(isHeard));
    CHECK(status().position >= place);

    choice->choose({});
    REQUIRE(waitUntil([] { return players().contains("Segue"); }));
    REQUIRE(waitUntil([&] { return isHeard() && status().position > place; }));
    CHECK(status().problem.empty());
}

TEST_CASE_METHOD(SinkFixture, "the default output is followed when another one becomes it, from and to headphones too",
                 "[server]") {
    const QString facts = GENERATE("", "device.bus=usb");
    CAPTURE(facts.toStdString());
    REQUIRE(addSink("other", facts));
    REQUIRE(makeDefault("segue_test"));
    Recorder other("other");
    Recorder loudspeakers("segue_test");
    REQUIRE(waitUntil([&] { return other.hasBegun() && loudspeakers.hasBegun(); }));
    play();
    REQUIRE(makeDefault("other"));
    REQUIRE(waitUntil([&] { return other.hasHeard(1.0); }));
    CHECK(status().state == PlayState::playing);
    CHECK(waitUntil([&] { return levelOf(loudspeakers.last(0.25)) < 1e-4; }));
    REQUIRE(makeDefault("segue_test"));
    REQUIRE(waitUntil([&] { return levelOf(loudspeakers.last(0.25)) > 0.1; }));
    CHECK(status().state == PlayState::playing);
    CHECK(status().problem.empty());
    CHECK(waitUntil([&] { return levelOf(other.last(0.25)) < 1e-4; }));
    REQUIRE(removeSink("other"));
}

TEST_CASE_METHOD(
    SinkFixture,
    "the output that is chosen is played through, whatever the default is, and the outputs are told as they come and go",
    "[server]") {
    const QString facts = GENERATE("", "device.bus=usb");
    CAPTURE(facts.toStdString());
    REQUIRE(addSink("amplifier", facts));
    REQUIRE(makeDefault("segue_test"));
    Recorder amplifier("amplifier");
    Recorder loudspeakers("segue_test");
    REQUIRE(waitUntil([&] { return amplifier.hasBegun() && loudspeakers.hasBegun(); }));
    const auto tells = [&](const char* id) {
        return std::ranges::any_of(choice->outputs(), [&](const auto& output) { return output.id == id; });
    };
    choice->choose("amplifier");
    REQUIRE(waitUntil([&] { return tells("amplifier") && tells("segue_test"); }));
    player.play(item);
    REQUIRE(waitUntil([&] { return amplifier.hasHeard(1.0); }));
    CHECK_FALSE(loudspeakers.hasHeard(0.0));
    // Another choice is heard at once; one that is not there is the default.
    choice->choose("not there");
    REQUIRE(waitUntil([&] { return loudspeakers.hasHeard(1.0); }));
    REQUIRE(removeSink("amplifier"));
    REQUIRE(waitUntil([&] { return !tells("amplifier"); }));
    CHECK(status().state == PlayState::playing);
}

TEST_CASE_METHOD(SinkFixture, "music that plays undisturbed never runs dry", "[server]") {
    Recorder recorder("segue_test");
    REQUIRE(waitUntil([&] { return recorder.hasBegun(); }));
    player.play(item);
    REQUIRE(waitUntil([&] { return recorder.hasHeard(4.0); }));
    CHECK(figures->underruns == 0);
    CHECK(figures->pulls > 10);
    // Nor is there a hole in what is heard: no millisecond of a tone is silent.
    const std::span<const float> heard(recorder.sound().data() + firstSound(recorder.sound()), 4 * kRate);
    std::size_t holes = 0;
    for (std::size_t at = kRate / 10; at + kRate / 100 < heard.size(); at += kRate / 100)
        holes += levelOf(heard.subspan(at, kRate / 100)) < 0.05 ? 1U : 0U;
    CHECK(holes == 0);
}

TEST_CASE_METHOD(SinkFixture, "without a sound server there is a sentence, and the song waits", "[.][no-server]") {
    player.play(item);
    REQUIRE(waitUntil([&] { return !status().problem.empty() && status().length.count() == 60'000; }));
    CHECK_THAT(segue::test::said(status().problem), Catch::Contains("sound server"));
    CHECK(status().state == PlayState::paused);
    CHECK(status().position.count() == 0);
}
