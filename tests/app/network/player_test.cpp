// SPDX-License-Identifier: GPL-3.0-or-later
// Spotify's own player: what is asked, when, and that nothing is without the listener's leave.
#include "tests/app/network/player_fixture.h"

#include "engine/spotify/web/web_address.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

using namespace segue;
using namespace std::chrono_literals;
using test::PlayerFixture;
using Stands = SpotifyPlayerState;
using Order = SpotifyOrder::Kind;
using Steps = std::vector<std::string>;

namespace {

const SpotifyPlay kOneSong{.context = {}, .uris = {"spotify:track:abc"}};

SpotifyOrder toPlay(SpotifyPlay play = kOneSong) { return {.kind = Order::play, .play = std::move(play)}; }
SpotifyOrder toChoose(const std::string& device) { return {.kind = Order::choose, .device = device}; }

struct Allowed : PlayerFixture {
    Allowed() {
        connect();
        allow();
    }
    /// Watched, with the kitchen in use.
    void watchKitchen(bool plays) {
        useKitchen(plays);
        jobs->watch(1);
        static_cast<void>(until(plays ? Stands::playing : Stands::paused));
        server.forgetLog();
    }
    void refuse(const std::string& path, int status, const std::string& reason, const std::string& message = "No",
                std::map<std::string, std::string> headers = {}) {
        const auto why = reason.empty() ? std::string() : R"(,"reason":")" + reason + '"';
        server.meet(
            {.path = path,
             .answer = {.status = status,
                        .body = R"({"error":{"status":)" + std::to_string(status) + R"(,"message":")" + message + '"' + why + "}}",
                        .headers = std::move(headers)}});
    }
    [[nodiscard]] Steps ordersOnly() {
        auto all = steps();
        std::erase_if(all, [](const std::string& step) { return step.starts_with("GET"); });
        return all;
    }
};

} // namespace

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
    const auto isDone = [&here] {
        const auto now = here.source();
        return now.state == SpotifyState::upToDate && now.at == here.clock.wall();
    };
    while (!isDone() && std::chrono::steady_clock::now() < end) {
        here.jobs->sync(1);
        std::this_thread::sleep_for(20ms);
    }
    return isDone();
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
