// SPDX-License-Identifier: GPL-3.0-or-later
// What the client does with orders to the player, which are old a moment later.
#include "engine/spotify/web/player_calls.h"
#include "engine/spotify/web/web_client.h"
#include "tests/spotify/web/scripted_http.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <future>

using namespace segue;
using namespace segue::spotify;
using namespace std::chrono_literals;

namespace {

struct PlayerClient {
    test::ScriptedHttp http;
    test::ScriptedClock clock;
    std::timed_mutex renewing;
    std::optional<std::string> kept = "r1";
    std::vector<std::string> refreshed;
    std::stop_source stop;
    WebClient client{
        {.http = http, .clock = clock, .addresses = {}, .renewing = &renewing},
        {.refreshed = [this](const std::string& token) { refreshed.push_back(token); }, .kept = [this] { return kept; }},
        "client",
        {}};

    void signedIn(const std::string& token = "a1") { http.say(200, R"({"access_token":")" + token + R"(","expires_in":3600})"); }
    WebReply give(const WebOrder& order) { return client.send(order, WebClient::About::player, stop.get_token()); }
};

} // namespace

TEST_CASE_METHOD(PlayerClient, "an order goes out with its method and body, and an empty answer is one") {
    signedIn();
    http.say(204);
    CHECK(give(transferOrder("d1")).outcome == WebOutcome::answered);
    const auto asked = http.asked();
    REQUIRE(asked.size() == 2);
    CHECK(asked[0].body == "grant_type=refresh_token&refresh_token=r1&client_id=client");
    CHECK(asked[1].method == HttpRequest::Method::put);
    CHECK(asked[1].url == "https://api.spotify.com/v1/me/player");
    CHECK(asked[1].body == R"({"device_ids":["d1"]})");
    CHECK(std::ranges::count(asked[1].headers, std::pair<std::string, std::string>("Content-Type", "application/json")) == 1);
}

TEST_CASE_METHOD(PlayerClient, "an order is not given twice where it may have arrived, nor after a pause") {
    signedIn();
    SECTION("broken") {
        http.say(GENERATE(500, 503));
        CHECK(give(nextOrder()).outcome == WebOutcome::unreachable);
    }
    SECTION("unreachable") {
        http.say({.problem = "no route"});
        CHECK(give(nextOrder()).outcome == WebOutcome::unreachable);
    }
    SECTION("a pause") {
        http.say(429, {}, {{"retry-after", "3"}});
        const auto reply = give(nextOrder());
        CHECK(reply.outcome == WebOutcome::blocked);
        CHECK(reply.wait == 3s);
    }
    CHECK(http.asked().size() == 2);
    CHECK(clock.waits().empty());
}

TEST_CASE_METHOD(PlayerClient, "a token that is refused now and then is renewed once, then given a moment, then the end of it") {
    const auto refusals = GENERATE(1, 2, 3);
    signedIn();
    for (int i = 0; i < refusals; ++i) {
        http.say(401, R"({"error":{"status":401,"message":"Access token missing"}})");
        if (i == 0)
            signedIn("a2");
    }
    if (refusals < 3)
        http.say(204);
    const auto reply = give(nextOrder());
    CHECK(reply.outcome == (refusals < 3 ? WebOutcome::answered : WebOutcome::signInAgain));
    CHECK(clock.waits() == (refusals == 1 ? std::vector<std::chrono::milliseconds>() : std::vector<std::chrono::milliseconds>{2s}));
    CHECK(http.unsaid() == 0);
    CHECK_FALSE(client.refreshToken().empty()); // Spotify did not take the sign-in back
}

TEST_CASE_METHOD(PlayerClient, "a token without the scopes is not renewed for it") {
    signedIn();
    http.say(401, R"({"error":{"status":401,"message":"Permissions missing"}})");
    const auto reply = give(pauseOrder());
    CHECK(refusalOf(reply) == PlayerRefusal::notGranted);
    CHECK(http.asked().size() == 2);
}

TEST_CASE_METHOD(PlayerClient, "a sign-in is renewed with the token that is kept now, and not while another client renews it") {
    signedIn();
    http.say(204);
    CHECK(give(pauseOrder()).outcome == WebOutcome::answered);
    kept = "r2"; // another client had it exchanged
    http.say(401);
    signedIn("a2");
    http.say(204);
    std::unique_lock other(renewing);
    auto given = std::async(std::launch::async, [this] { return give(pauseOrder()).outcome; });
    while (http.asked().size() < 3)
        std::this_thread::yield();
    CHECK(http.asked().size() == 3); // the renewal waits
    other.unlock();
    CHECK(given.get() == WebOutcome::answered);
    CHECK(http.asked()[3].body == "grant_type=refresh_token&refresh_token=r2&client_id=client");
    kept = "";
    http.say(401);
    CHECK(give(pauseOrder()).outcome == WebOutcome::signInAgain);
}

TEST_CASE_METHOD(PlayerClient, "a stop ends the waiting for another client") {
    const std::lock_guard other(renewing);
    auto given = std::async(std::launch::async, [this] { return give(pauseOrder()).outcome; });
    stop.request_stop();
    CHECK(given.get() == WebOutcome::stopped);
    CHECK(http.asked().empty());
}

TEST_CASE_METHOD(PlayerClient, "one that is refused says why, in words for programs and for people") {
    signedIn();
    http.say(403, R"({"error":{"status":403,"message":"Player command failed: Premium required","reason":"PREMIUM_REQUIRED"}})");
    const auto reply = give(pauseOrder());
    CHECK(reply.outcome == WebOutcome::forbidden);
    CHECK(reply.reason == "PREMIUM_REQUIRED");
    CHECK(reply.message == "Player command failed: Premium required");
    CHECK(reply.words == "HTTP 403: Player command failed: Premium required");
}
