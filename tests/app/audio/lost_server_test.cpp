// SPDX-License-Identifier: GPL-3.0-or-later
// What plays while the sound server goes and comes back.
#include "tests/app/audio/sink_fixture.h"
#include "tests/support/said.h"

#include <catch2/catch.hpp>

#include <QLocalServer>
#include <QLocalSocket>

using namespace segue;
using namespace segue::test;
using namespace std::chrono_literals;
using playback::PlayState;

TEST_CASE_METHOD(SinkFixture, "a sound server that is killed and comes back three times in a song holds the music up, and no more",
                 "[server]") {
    play();
    for (int round = 0; round < 3; ++round) {
        CAPTURE(round);
        REQUIRE(runScript("SEGUE_KILL_SERVER"));
        REQUIRE(becomes(PlayState::paused));
        CHECK_THAT(said(status().problem), Catch::Contains("server does not answer"));
        const auto place = status().position;
        REQUIRE(runScript("SEGUE_RESTART_SERVER"));
        REQUIRE(movesOn(place + 300ms));
        CHECK(status().problem.empty());
    }
}

TEST_CASE_METHOD(SinkFixture,
                 "a sound server that is away for long is asked for again and again, and the song goes on where it was heard to",
                 "[server]") {
    play();
    REQUIRE(runScript("SEGUE_KILL_SERVER"));
    {
        // Whoever knocks is turned away. The sixth comes five seconds after the first one.
        QLocalServer nobody;
        int knocks = 0;
        QObject::connect(&nobody, &QLocalServer::newConnection, [&] {
            ++knocks;
            delete nobody.nextPendingConnection();
        });
        REQUIRE(nobody.listen(qEnvironmentVariable("SEGUE_SERVER_SOCKET")));
        REQUIRE(waitUntil([&] { return knocks >= 6; }));
    }
    CHECK(status().state == PlayState::paused);
    const auto place = status().position;
    REQUIRE(runScript("SEGUE_RESTART_SERVER"));
    REQUIRE(movesOn(place));
    Recorder recorder("segue_test");
    REQUIRE(waitUntil([&] { return recorder.hasHeard(0.5); }));
}

TEST_CASE_METHOD(SinkFixture, "a song that was paused while the server went stays paused when it is back", "[server]") {
    play();
    player.pause();
    REQUIRE(becomes(PlayState::paused));
    const auto place = status().position;
    REQUIRE(runScript("SEGUE_RESTART_SERVER"));
    REQUIRE(waitUntil([&] { return status().problem.empty(); }));
    CHECK(status().state == PlayState::paused);
    CHECK(status().position == place);
    player.resume();
    REQUIRE(movesOn(place));
}

TEST_CASE_METHOD(SinkFixture, "a server that comes back without the output that was heard does not play through another one",
                 "[server]") {
    const QString facts = GENERATE("", "device.bus=usb");
    CAPTURE(facts.toStdString());
    REQUIRE(addSink("headphones", facts));
    REQUIRE(makeDefault("headphones"));
    play();
    REQUIRE(runScript("SEGUE_RESTART_SERVER"));
    REQUIRE(becomes(MessageId::playDeviceGone));
    CHECK(status().state == PlayState::paused);
    REQUIRE(addSink("headphones", facts));
    REQUIRE(becomes(MessageId::playDeviceBack));
    // Whoever wants to go on goes on there, whatever the default is.
    Recorder headphones("headphones");
    REQUIRE(waitUntil([&] { return headphones.hasBegun(); }));
    player.resume();
    REQUIRE(waitUntil([&] { return headphones.hasHeard(0.5); }));
    REQUIRE(removeSink("headphones"));
}

TEST_CASE_METHOD(SinkFixture, "where there is no server at first, music begins when one appears", "[server]") {
    REQUIRE(runScript("SEGUE_KILL_SERVER"));
    player.play(item);
    REQUIRE(waitUntil([&] { return !status().problem.empty() && status().length.count() == 60'000; }));
    CHECK(status().state == PlayState::paused);
    REQUIRE(runScript("SEGUE_RESTART_SERVER"));
    REQUIRE(movesOn(300ms));
    CHECK(status().problem.empty());
}
