// SPDX-License-Identifier: GPL-3.0-or-later
// What Spotify refuses of its player, and what else goes wrong.
#include "tests/app/network/allowed_player.h"

#include "tests/support/files.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace std::chrono_literals;
using test::Allowed;
using test::Order;
using test::PlayerFixture;
using test::Stands;
using test::toChoose;

TEST_CASE_METHOD(Allowed, "each refusal has its words, and what plays stays shown", "[player]") {
    watchKitchen(true);
    struct Case {
        std::string reason, message;
        Message wanted;
    };
    const auto one = GENERATE(Case{"UNKNOWN", "Player command failed: Restriction violated",
                                   Message(MessageId::spotifyPlayerRefused, {"Player command failed: Restriction violated"})},
                              Case{"DEVICE_NOT_CONTROLLABLE", "no", Message(MessageId::spotifyPlayerNoControl, {"Kitchen"})},
                              Case{"RATE_LIMITED", "Slower", Message(MessageId::spotifyPlayerRefused, {"Slower"})});
    refuse("/next", 403, one.reason, one.message);
    order(Order::next);
    const auto player = until([](const auto& now) { return !now.problem.empty(); });
    CHECK(player.problem == one.wanted);
    CHECK(player.state == Stands::playing);
    CHECK(player.heard.title == "Playing fake0");
    order({.kind = Order::volume, .volume = 3}); // and all is well again
    CHECK(until([](const auto& now) { return now.device.volume == 3; }).problem.empty());
}

TEST_CASE_METHOD(Allowed, "pausing what is paused already does no harm", "[player]") {
    watchKitchen(true);
    ann([](auto& user) { user.player.isPlaying = false; });
    order(Order::pause);
    CHECK(until(Stands::paused).problem.empty());
    CHECK(server.asked("/pause 403") == 1);
}

TEST_CASE_METHOD(Allowed, "a device that takes no orders is told as such, and is refused by its name", "[player]") {
    ann([](auto& user) { user.player.devices.push_back({.id = "console3", .name = "Console", .isRestricted = true}); });
    useKitchen();
    watchKitchen(false);
    order(Order::listDevices);
    const auto listed = until([](const auto& player) { return player.areDevicesKnown; });
    REQUIRE(listed.devices.size() == 3);
    CHECK(listed.devices[2].isRestricted);
    CHECK(listed.state == Stands::paused);
    ann([](auto& user) { user.player.active = "console3"; });
    order(Order::look);
    CHECK(until([](const auto& player) { return player.device.isRestricted; }).device.name == "Console");
    order(Order::resume);
    CHECK(until([](const auto& player) { return !player.problem.empty(); }).problem ==
          Message(MessageId::spotifyPlayerNoControl, {"Console"}));
}

TEST_CASE_METHOD(Allowed, "a device that went between the list and its choice is said so, and the rest is listed anew",
                 "[player]") {
    watchKitchen(false);
    order(Order::listDevices);
    static_cast<void>(until([](const auto& player) { return player.devices.size() == 2; }));
    ann([](auto& user) {
        user.player.devices.pop_back();
        user.player.active.clear();
    });
    order(toChoose("phone2"));
    const auto player = until([](const auto& now) { return !now.problem.empty() && !now.isAsking; });
    CHECK(player.problem == Message(MessageId::spotifyPlayerNoDevice));
    CHECK(player.state == Stands::pickDevice);
    CHECK(player.devices.size() == 1);
}

TEST_CASE_METHOD(Allowed, "a token that is refused now and then goes unnoticed; one that is refused for good asks to sign in",
                 "[player]") {
    watchKitchen(false);
    const auto refusals = GENERATE(1, 2, 3);
    server.meet({.path = "/me/player/volume",
                 .times = refusals,
                 .answer = {.status = 401, .body = R"({"error":{"status":401,"message":"Access token missing"}})"}});
    order({.kind = Order::volume, .volume = 3});
    if (refusals < 3) {
        static_cast<void>(until([](const auto& player) { return player.device.volume == 3; }));
    } else {
        static_cast<void>(until(Stands::signInAgain));
        CHECK(source().secret == SpotifySecret::file); // it may be good
    }
    CHECK(server.asked("/api/token") == 1);
}

TEST_CASE_METHOD(Allowed, "a sign-in that was taken back ends it for the account, too, until somebody signs in again", "[player]") {
    watchKitchen(true);
    server.change([](auto& world) {
        world.signIn.revokeAll();
        world.signIn.expireAll();
    });
    order(Order::next);
    static_cast<void>(until(Stands::signInAgain));
    REQUIRE(becomes([](const auto& now) { return now.state == SpotifyState::signInAgain && now.secret == SpotifySecret::none; }));
    jobs->connect({.source = 1});
    static_cast<void>(until(Stands::playing));
}

namespace {

/// Waits for a sync as of now. One that is asked for in the last moment of the one before is not begun: it is asked for again.
bool isSynced(Allowed& here) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    const auto isDone = [&here](const SpotifySource& now) {
        return now.state == SpotifyState::upToDate && now.at == here.clock.wall();
    };
    bool isThere = here.becomes(isDone, 0ms);
    while (!isThere && std::chrono::steady_clock::now() < end) {
        here.jobs->sync(1);
        isThere = here.becomes(isDone, 20ms);
    }
    return isThere;
}

} // namespace

TEST_CASE_METHOD(Allowed, "two clients of an account that renew its sign-in one after the other do not end it", "[player]") {
    server.change([](auto& world) { world.signIn.secrets = test::FakeSignIn::Secrets::rotate; });
    watchKitchen(true);
    for (int i = 1; i < 6; ++i) {
        clock.advance(60s);
        server.change([](auto& world) { world.signIn.expireAll(); });
        jobs->sync(1);
        order({.kind = Order::volume, .volume = i});
        static_cast<void>(until([&](const auto& player) { return player.device.volume == i; }));
        // To its end: a sign-in that ends a second time while a sync asks anew would be one that was taken back.
        REQUIRE(isSynced(*this));
    }
    CHECK(server.asked("/api/token 400") == 0);
    CHECK(source().state == SpotifyState::upToDate);
}

TEST_CASE_METHOD(Allowed, "hostile answers do no harm", "[player]") {
    const auto told = GENERATE(
        nlohmann::json::parse(R"({"item":null,"is_playing":true,"device":null})"), nlohmann::json::parse(R"([1,2])"),
        nlohmann::json::parse(
            R"({"item":{"name":1989,"artists":"x","album":7,"type":"track"},"is_playing":true,"device":{"id":null,"name":12,"is_restricted":true}})"),
        nlohmann::json::parse(
            R"({"item":{"name":"Talk","type":"episode","show":null},"currently_playing_type":"episode","is_playing":true,"device":{"id":"d"}})"),
        nlohmann::json::parse(R"({"is_playing":7,"progress_ms":"x","actions":[]})"));
    ann([&](auto& user) { user.player.told = told; });
    jobs->watch(1);
    const auto player = until([](const auto& now) { return now.state != Stands::off && now.state != Stands::unknown; });
    CHECK((player.state == Stands::playing || player.state == Stands::paused || player.state == Stands::offline));
    for (const auto kind : {Order::pause, Order::next, Order::listDevices})
        order(kind);
    static_cast<void>(until([](const auto& now) { return now.areDevicesKnown; }));
    ann([](auto& user) { user.player.told = nullptr; });
    useKitchen(true);
    order(Order::look);
    CHECK(until(Stands::playing).heard.title == "Playing fake0");
}

TEST_CASE_METHOD(Allowed, "answers that are cut off, plain or missing are told as such, and a later look mends it", "[player]") {
    useKitchen(true);
    const auto trouble = GENERATE(test::WireAnswer{.status = 200, .body = R"({"device":{"id":)"},
                                  test::WireAnswer{.status = 403, .body = "Forbidden"}, test::WireAnswer{.status = 500},
                                  test::WireAnswer{.status = 0, .hangsUp = true}, test::WireAnswer{.status = 0, .cutAfter = 20});
    server.meet({.path = "/v1/me/player", .times = 100, .answer = trouble});
    jobs->watch(1);
    CHECK_FALSE(until(Stands::offline).problem.empty());
    server.change([](auto& world) { world.troubles.clear(); });
    order(Order::look);
    CHECK(until(Stands::playing).problem.empty());
}

TEST_CASE_METHOD(Allowed, "a pause that Spotify wants is kept, by a sync as well, and told", "[player]") {
    watchKitchen(true);
    refuse("/next", 429, GENERATE("", "QUOTA_EXCEEDED"), "Too many requests", {{"Retry-After", "600"}});
    order(Order::next);
    const auto blocked = until(Stands::blocked);
    CHECK(blocked.until > clock.wall() + 500s);
    server.forgetLog();
    order(Order::pause);
    static_cast<void>(until(Stands::blocked));
    jobs->sync(1);
    REQUIRE(becomes([](const auto& now) { return now.state == SpotifyState::quotaUsed; }));
    CHECK(server.callsOfApi() == 0);
    clock.advance(601s);
    order(Order::pause);
    static_cast<void>(until(Stands::paused));
}

TEST_CASE_METHOD(PlayerFixture,
                 "the player counts with all that is asked of a day, and leaves half of it to what the listener does", "[player]") {
    budget = 40;
    end();
    times.lookEvery = 1ms;
    begin();
    connect();
    allow();
    useKitchen(true);
    jobs->watch(1);
    static_cast<void>(until([](const auto& player) { return player.state == Stands::playing && !player.looksByItself; }));
    const auto asked = server.callsOfApi();
    order({.kind = Order::volume, .volume = 3}); // goes on
    static_cast<void>(until([](const auto& player) { return player.device.volume == 3; }));
    CHECK(server.callsOfApi() == asked + 2);
    for (int i = 0; i < 40; ++i)
        order({.kind = Order::listDevices});
    CHECK(until(Stands::blocked).until > clock.wall() + 23h);
    store::SpotifyStore kept(folder / "spotify", 1, store::Access::read);
    CHECK(kept.player().asked.size() + kept.account().asked.size() == 40);
}

TEST_CASE_METHOD(Allowed, "an account that is removed while an order hangs is gone, with all of it", "[player]") {
    watchKitchen(true);
    server.meet({.path = "/next", .answer = {.isSilent = true}});
    order(Order::next);
    REQUIRE(server.waitsFor("POST /v1/me/player/next"));
    jobs->remove(1);
    while (std::filesystem::exists(folder / "spotify" / "1.db"))
        std::this_thread::yield();
    order(Order::pause); // of nobody
    static_cast<void>(until(Stands::off));
    CHECK_FALSE(std::filesystem::exists(folder / "spotify" / "1.db"));
}

TEST_CASE_METHOD(Allowed, "of what is drawn only the last value is told, and what ends meanwhile ends at once", "[player]") {
    watchKitchen(true);
    server.meet({.path = "/next", .answer = {.isSilent = true}});
    order(Order::next);
    for (int i = 0; i < 50; ++i)
        order({.kind = Order::volume, .volume = i});
    const auto begun = std::chrono::steady_clock::now();
    jobs->stop();
    CHECK(std::chrono::steady_clock::now() - begun < 10s);
    CHECK(server.asked("/volume") <= 1);
}

TEST_CASE_METHOD(PlayerFixture, "an export has no player, and nobody has none", "[player]") {
    test::writeBytes(folder / "YourLibrary.json", R"({"tracks":[{"artist":"A","album":"B","track":"T","uri":"spotify:track:x"}]})");
    jobs->importData(folder / "YourLibrary.json", 0);
    REQUIRE(becomes([](const auto& now) { return now.state == SpotifyState::imported; }));
    jobs->allow(1, true);
    jobs->watch(1);
    static_cast<void>(until(Stands::off));
    jobs->watch(77);
    CHECK(until([](const auto& player) { return player.source == 77; }).state == Stands::off);
    CHECK(server.log().empty());
}
