// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/network/allowed_player.h"

#include "engine/spotify/web/web_address.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace segue;
using namespace std::chrono_literals;
using test::Allowed;
using test::kOneSong;
using test::Order;
using test::PlayerFixture;
using test::Stands;
using test::Steps;
using test::toChoose;
using test::toPlay;

TEST_CASE_METHOD(PlayerFixture, "without the listener's leave nothing is asked of Spotify's player, and no scope for it",
                 "[player]") {
    connect();
    jobs->watch(1);
    for (const auto kind : {Order::look, Order::listDevices, Order::choose, Order::play, Order::resume, Order::pause, Order::next,
                            Order::previous, Order::seek, Order::volume})
        order({.kind = kind, .device = "kitchen1", .play = kOneSong});
    playOwn(true);
    playOwn(false);
    jobs->watch(77); // behind all of these
    static_cast<void>(until([](const auto& player) { return player.source == 77; }));
    jobs->sync(1);
    REQUIRE(server.waitsFor("/v1/me/albums"));
    CHECK(server.asked("/me/player") == 0);
    server.change([](auto& world) { CHECK(world.signIn.scopes == Steps{std::string(spotify::kScopes)}); });
    CHECK(steps().empty());
    CHECK(server.misdeeds().empty());
}

TEST_CASE_METHOD(PlayerFixture, "allowing it asks Spotify for two more scopes, and then what plays", "[player]") {
    connect();
    useKitchen(true);
    jobs->watch(1);
    static_cast<void>(until(Stands::off));
    allow();
    const auto player = until(Stands::playing);
    CHECK(player.device.name == "Kitchen");
    CHECK(player.heard.title == "Playing fake0");
    CHECK(player.heard.artist == "The Fakes");
    server.change([](auto& world) { CHECK(world.signIn.scopes == Steps{spotify::scopesWith(false), spotify::scopesWith(true)}); });
    CHECK(server.misdeeds().empty());
}

TEST_CASE_METHOD(Allowed, "a player that nobody watches is not looked at, whatever changes for its account", "[player]") {
    jobs->allow(1, false);
    jobs->allow(1, true);
    jobs->rename(1, "Another");
    REQUIRE(becomes([](const auto& source) { return source.name == "Another"; }));
    jobs->watch(77); // behind all of these
    static_cast<void>(until([](const auto& player) { return player.source == 77; }));
    CHECK(server.asked("/me/player") == 0);
}

TEST_CASE_METHOD(Allowed, "not allowed any more nothing is asked; allowed again it needs no sign-in, and a restart changes nothing",
                 "[player]") {
    watchKitchen(true);
    jobs->allow(1, false);
    static_cast<void>(until(Stands::off));
    server.forgetLog();
    order(Order::pause);
    static_cast<void>(until(Stands::off));
    CHECK(server.asked("/me/player") == 0);
    jobs->allow(1, true);
    static_cast<void>(until([](const auto& player) { return player.state == Stands::unknown || player.state == Stands::playing; }));
    server.change([](auto& world) { CHECK(world.signIn.scopes.size() == 2); });
    end();
    begin();
    jobs->watch(1);
    static_cast<void>(until(Stands::playing));
}

TEST_CASE_METHOD(PlayerFixture, "what Spotify did not grant is said, and nothing is asked", "[player]") {
    connect();
    jobs->watch(1);
    server.change([](auto& world) { world.signIn.scope = std::string(spotify::kScopes); });
    jobs->allow(1, true);
    static_cast<void>(until(Stands::notGranted));
    REQUIRE(becomes([this](const auto&) {
        return std::ranges::find(notices, MessageId::spotifyPlayerNotGranted, &Message::id) != notices.end();
    }));
    order(toPlay());
    static_cast<void>(until(Stands::notGranted));
    CHECK(server.asked("/me/player") == 0);
}

TEST_CASE_METHOD(Allowed, "scopes that Spotify forgot are known by its refusal", "[player]") {
    useKitchen();
    server.meet({.path = "/v1/me/player",
                 .answer = {.status = 403, .body = R"({"error":{"status":403,"message":"Insufficient client scope"}})"}});
    jobs->watch(1);
    static_cast<void>(until(Stands::notGranted));
}

// Scenario 21 of the research: no device, Premium required, and when all is well; local playback stops first.

TEST_CASE_METHOD(Allowed, "with no app open it says so, and plays when one is there", "[player]") {
    ann([](auto& user) { user.player.devices.clear(); });
    jobs->watch(1);
    static_cast<void>(until(Stands::noDevice));
    order(toPlay());
    auto player = until([](const auto& now) { return now.waitsForDevice; });
    CHECK(player.state == Stands::noDevice);
    CHECK(player.problem == Message(MessageId::spotifyPlayerNoDevice));
    ann([](auto& user) { user.player.devices = {{.id = "kitchen1", .name = "Kitchen"}}; });
    order(Order::look);
    player = until(Stands::pickDevice);
    REQUIRE(player.devices.size() == 1);
    CHECK(player.waitsForDevice);
    order(toChoose(player.devices[0].id));
    player = until(Stands::playing);
    CHECK(player.heard.uri == "spotify:track:abc");
    CHECK(server.misdeeds().empty());
}

TEST_CASE_METHOD(Allowed, "where no device is in use they are offered, and what was to be played is, after the transfer was seen",
                 "[player]") {
    jobs->watch(1);
    static_cast<void>(until(Stands::pickDevice));
    order(toPlay({.context = "spotify:playlist:two", .uris = {"spotify:track:abc"}}));
    const auto offered = until([](const auto& player) { return player.waitsForDevice; });
    CHECK(offered.devices.size() == 2);
    order(toChoose("phone2"));
    const auto player = until(Stands::playing);
    CHECK(player.device.name == "Phone");
    CHECK(player.heard.uri == "spotify:track:abc");
    ann([](auto& user) { CHECK(user.player.context == "spotify:playlist:two"); });
    auto asked = steps();
    const auto transfer = std::ranges::find(asked, "PUT/player");
    REQUIRE(transfer != asked.end());
    CHECK(*(transfer + 1) == "GET/player"); // looked at between transfer and play
    CHECK(std::find(transfer, asked.end(), "PUT/player/play") != asked.end());
    CHECK(server.misdeeds().empty());
}

TEST_CASE_METHOD(Allowed, "an account without Premium is told so, by each order", "[player]") {
    ann([](auto& user) { user.player.isPremium = false; });
    const auto kind = GENERATE(Order::play, Order::resume, Order::pause, Order::next, Order::previous, Order::seek, Order::volume);
    watchKitchen(true);
    order({.kind = kind, .play = kOneSong});
    CHECK(until(Stands::premium).problem == Message(MessageId::spotifyPlayerPremium));
    ann([](auto& user) { user.player.isPremium = true; });
    order(Order::look);
    static_cast<void>(until(Stands::playing));
}

TEST_CASE_METHOD(Allowed, "Segue's own player pauses before Spotify is told to play, whatever makes it heard", "[player]") {
    const auto kind = GENERATE(Order::play, Order::resume, Order::next, Order::previous);
    ann([](auto& user) {
        user.player.uris = {"spotify:track:a", "spotify:track:b", "spotify:track:c"};
        user.player.at = 1;
    });
    watchKitchen(false);
    playOwn(true);
    order({.kind = kind, .play = kOneSong});
    static_cast<void>(until(Stands::playing));
    const auto orders = ordersOnly();
    REQUIRE(orders.size() == 2);
    CHECK(orders[0] == "own paused");
    CHECK(orders[1] == (kind == Order::next       ? "POST/player/next"
                        : kind == Order::previous ? "POST/player/previous"
                                                  : "PUT/player/play"));
    CHECK(server.misdeeds().empty());
}

TEST_CASE_METHOD(Allowed, "what sounds nothing leaves Segue's own player alone", "[player]") {
    watchKitchen(true);
    order({.kind = Order::volume, .volume = 20});
    order({.kind = Order::seek, .position = 90s});
    order(Order::pause);
    static_cast<void>(until(Stands::paused));
    CHECK(ordersOnly() == Steps{"PUT/player/volume", "PUT/player/seek", "PUT/player/pause"});
    ann([](auto& user) {
        CHECK(user.player.devices[0].volume == 20);
        CHECK(user.player.positionMs == 90'000);
    });
}

TEST_CASE_METHOD(PlayerFixture, "while Segue's own player is heard Spotify is told nothing, and that is said", "[player]") {
    ownObeys = false;
    end();
    times.patience = 1ms;
    begin();
    connect();
    allow();
    useKitchen();
    jobs->watch(1);
    static_cast<void>(until(Stands::paused));
    playOwn(true);
    order(toPlay());
    CHECK(until([](const auto& player) { return player.isOwnHeard; }).state == Stands::paused);
    CHECK(server.asked("/player/play") == 0);
}

TEST_CASE_METHOD(Allowed, "when Segue's own player starts, Spotify pauses what Segue had it play, and nothing else", "[player]") {
    watchKitchen(false);
    order(toPlay());
    static_cast<void>(until(Stands::playing));
    SECTION("seen or not") {
        if (GENERATE(false, true))
            jobs->watch(0);
        playOwn(true);
        REQUIRE(server.waitsFor("PUT /v1/me/player/pause 204"));
        ann([](auto& user) { CHECK_FALSE(user.player.isPlaying); });
    }
    SECTION("not once it was paused elsewhere") {
        ann([](auto& user) { user.player.isPlaying = false; });
        order(Order::look);
        static_cast<void>(until(Stands::paused));
        playOwn(true);
        playOwn(false);
        order({.kind = Order::volume, .volume = 3}); // behind it
        REQUIRE(server.waitsFor("/volume"));
        CHECK(server.asked("/pause") == 0);
    }
}

TEST_CASE_METHOD(Allowed, "what plays on Spotify without Segue having said so goes on when Segue's own player starts", "[player]") {
    watchKitchen(true);
    playOwn(true);
    order({.kind = Order::volume, .volume = 3});
    REQUIRE(server.waitsFor("/volume"));
    CHECK(server.asked("/pause") == 0);
}

TEST_CASE_METHOD(Allowed, "what was to play on Spotify and waits for its turn is dropped when Segue's own player starts",
                 "[player]") {
    watchKitchen(false);
    server.meet({.path = "/volume", .answer = {.isSilent = true}}); // holds what is behind it up
    order({.kind = Order::volume, .volume = 3});
    order(toPlay());
    playOwn(true);
    jobs->allow(1, false); // ends what hangs
    static_cast<void>(until(Stands::off));
    CHECK(server.asked("/player/play") == 0);
}

TEST_CASE_METHOD(PlayerFixture, "it is looked at again and again while it is seen and plays, and else not", "[player]") {
    end();
    times.lookEvery = 5ms;
    begin();
    connect();
    allow();
    useKitchen(true);
    jobs->watch(1);
    for (int i = 0; i < 5; ++i)
        static_cast<void>(until(Stands::playing));
    const auto restsAfter = [this](const std::string& order) { // two orders later as many looks as before
        REQUIRE(server.waitsFor(order));
        const auto before = looks();
        this->order({.kind = Order::volume, .volume = 3});
        REQUIRE(server.waitsFor("/volume"));
        return looks() == before;
    };
    SECTION("not seen") {
        jobs->watch(0);
        order({.kind = Order::seek, .position = 1s});
        CHECK(restsAfter("/seek"));
    }
    SECTION("not playing") {
        order(Order::pause);
        static_cast<void>(until(Stands::paused));
        jobs->watch(0);
        CHECK(restsAfter("/pause"));
    }
    CHECK(server.misdeeds().empty());
}

TEST_CASE_METHOD(Allowed, "after an order it is looked at once, and not while the page is not seen", "[player]") {
    watchKitchen(false);
    order({.kind = Order::volume, .volume = 3});
    static_cast<void>(until([](const auto& player) { return player.device.volume == 3; }));
    CHECK(looks() == 1);
    jobs->watch(0);
    order({.kind = Order::volume, .volume = 4});
    order({.kind = Order::seek, .position = 1s});
    REQUIRE(server.waitsFor("/seek"));
    CHECK(looks() == 1);
}

TEST_CASE_METHOD(Allowed, "a page that is left and shown again within moments is not looked at anew", "[player]") {
    watchKitchen(false);
    jobs->watch(0);
    jobs->watch(1);
    static_cast<void>(until(Stands::paused));
    CHECK(looks() == 0);
}
