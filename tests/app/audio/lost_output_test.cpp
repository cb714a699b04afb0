// SPDX-License-Identifier: GPL-3.0-or-later
// What plays while outputs go, sleep and come back, and while somebody moves or ends the stream elsewhere.
#include "tests/app/audio/sink_fixture.h"
#include "tests/support/said.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace segue;
using namespace segue::test;
using playback::PlayState;

TEST_CASE_METHOD(SinkFixture,
                 "headphones that vanish take the music along: not a sample is heard elsewhere, back again they are offered, and "
                 "the song goes on where it was heard to",
                 "[server]") {
    REQUIRE(addSink("headphones", "device.bus=bluetooth"));
    REQUIRE(makeDefault("headphones"));
    Recorder loudspeakers("segue_test");
    REQUIRE(waitUntil([&] { return loudspeakers.hasBegun(); }));
    play();
    for (int round = 0; round < 2; ++round) {
        CAPTURE(round);
        REQUIRE(removeSink("headphones"));
        REQUIRE(becomes(PlayState::paused));
        CHECK_THAT(said(status().problem), Catch::Contains("is gone"));
        const auto place = status().position;
        const std::size_t before = loudspeakers.sound().size();
        REQUIRE(waitUntil([&] { return loudspeakers.sound().size() > before + kRate; }));
        CHECK(firstSound(loudspeakers.sound()) == loudspeakers.sound().size());
        CHECK(status().position == place);
        REQUIRE(addSink("headphones", "device.bus=bluetooth"));
        REQUIRE(becomes(MessageId::playDeviceBack));
        CHECK_THAT(said(status().problem), Catch::Contains("is there again"));
        CHECK(status().state == PlayState::paused);
        CHECK(status().position == place);
        {
            Recorder headphones("headphones");
            REQUIRE(waitUntil([&] { return headphones.sound().size() > kRate / 2; }));
            CHECK_FALSE(headphones.hasHeard(0.0));
            player.resume();
            REQUIRE(waitUntil([&] { return headphones.hasHeard(0.5); }));
        }
        REQUIRE(becomes(PlayState::playing));
        CHECK(status().position >= place);
        CHECK(status().problem.empty());
    }
    // Or the listener says that it may sound from another one.
    REQUIRE(removeSink("headphones"));
    REQUIRE(becomes(PlayState::paused));
    player.resume();
    REQUIRE(becomes(PlayState::playing));
    const std::size_t before = loudspeakers.sound().size();
    REQUIRE(waitUntil([&] { return loudspeakers.sound().size() > before + kRate && levelOf(loudspeakers.last(0.5)) > 0.1; }));
}

TEST_CASE_METHOD(SinkFixture, "an output that the server knows nothing of, and that goes, is missed likewise", "[server]") {
    REQUIRE(addSink("elsewhere"));
    REQUIRE(makeDefault("elsewhere"));
    Recorder loudspeakers("segue_test");
    REQUIRE(waitUntil([&] { return loudspeakers.hasBegun(); }));
    play();
    REQUIRE(removeSink("elsewhere"));
    REQUIRE(becomes(PlayState::paused));
    CHECK(status().problem.id() == MessageId::playDeviceGone);
    const std::size_t before = loudspeakers.sound().size();
    REQUIRE(waitUntil([&] { return loudspeakers.sound().size() > before + kRate; }));
    // The server moves such a stream before it says so: what lay in its buffer then may be heard, and no more.
    const auto& heard = loudspeakers.sound();
    const auto leaked = std::ranges::count_if(heard, [](float sample) { return std::fabs(sample) >= 0.01F; });
    CHECK(leaked <= kRate / 4); // a busy computer takes some time to tell
    CHECK(levelOf(loudspeakers.last(0.25)) < 1e-4);
}

TEST_CASE_METHOD(SinkFixture, "an output that is put to sleep holds the music up until it wakes", "[server]") {
    play();
    REQUIRE(pactl({"suspend-sink", "segue_test", "1"}));
    REQUIRE(becomes(PlayState::paused));
    CHECK_THAT(said(status().problem), Catch::Contains("sleeps"));
    const auto place = status().position;
    REQUIRE(pactl({"suspend-sink", "segue_test", "0"}));
    REQUIRE(movesOn(place));
    CHECK(status().problem.empty());
}

TEST_CASE_METHOD(SinkFixture, "a stream that is moved in the desktop's mixer stays there, and is missed there", "[server]") {
    const QString facts = GENERATE("", "device.form_factor=headphone");
    CAPTURE(facts.toStdString());
    REQUIRE(addSink("amplifier", facts));
    REQUIRE(makeDefault("segue_test"));
    Recorder amplifier("amplifier");
    REQUIRE(waitUntil([&] { return amplifier.hasBegun(); }));
    play();
    REQUIRE(pactl({"move-sink-input", streamNumber(), "amplifier"}));
    REQUIRE(waitUntil([&] { return amplifier.hasHeard(1.0); }));
    CHECK(status().state == PlayState::playing);
    CHECK(status().problem.empty());
    REQUIRE(removeSink("amplifier"));
    REQUIRE(becomes(MessageId::playDeviceGone));
    CHECK(status().state == PlayState::paused);
}

TEST_CASE_METHOD(SinkFixture, "a stream that is ended in the desktop's mixer pauses the music until the listener goes on",
                 "[server]") {
    const QString facts = GENERATE("", "device.bus=usb");
    CAPTURE(facts.toStdString());
    REQUIRE(addSink("other", facts));
    REQUIRE(makeDefault("other"));
    play();
    killStream(streamNumber().toUInt());
    REQUIRE(becomes(MessageId::playStreamEnded));
    CHECK(status().state == PlayState::paused);
    const auto place = status().position;
    player.resume();
    REQUIRE(movesOn(place));
    CHECK(status().problem.empty());
    REQUIRE(removeSink("other"));
}

TEST_CASE_METHOD(SinkFixture,
                 "where the only device vanishes that is told, and playing goes on with another one when the listener wants it",
                 "[server]") {
    play();
    REQUIRE(pactl({"unload-module", "module-null-sink"}));
    REQUIRE(becomes(MessageId::playNoDevice));
    CHECK(status().state == PlayState::paused);
    const auto place = status().position;

    REQUIRE(addSink("back"));
    player.resume();
    REQUIRE(movesOn(place));
    CHECK(status().problem.empty());
    Recorder recorder("back");
    REQUIRE(waitUntil([&] { return recorder.hasHeard(1.0); }));
    REQUIRE(runScript("SEGUE_RESTART_SERVER")); // as the others expect it
}
