// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/player_calls.h"

#include "engine/spotify/web/web_address.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace segue;
using namespace segue::spotify;
using namespace std::chrono_literals;
using Method = HttpRequest::Method;
using nlohmann::json;

namespace {

WebReply forbidden(const std::string& reason, const std::string& message = {}) {
    return {.outcome = WebOutcome::forbidden, .words = "HTTP 403: " + message, .reason = reason, .message = message};
}

} // namespace

TEST_CASE("orders to the player are the ones that Spotify documents") {
    const auto is = [](const WebOrder& order, Method method, const std::string& path) {
        return order.method == method && order.path == path && order.body.empty();
    };
    CHECK(is(resumeOrder({}), Method::put, "/me/player/play"));
    CHECK(is(resumeOrder("d1"), Method::put, "/me/player/play?device_id=d1"));
    CHECK(is(pauseOrder(), Method::put, "/me/player/pause"));
    CHECK(is(nextOrder(), Method::post, "/me/player/next"));
    CHECK(is(previousOrder(), Method::post, "/me/player/previous"));
    CHECK(is(seekOrder(61500ms), Method::put, "/me/player/seek?position_ms=61500"));
    CHECK(is(seekOrder(-3ms), Method::put, "/me/player/seek?position_ms=0"));
    CHECK(is(volumeOrder(120), Method::put, "/me/player/volume?volume_percent=100"));
    const auto transfer = transferOrder("d\"1");
    CHECK(transfer.method == Method::put);
    CHECK(transfer.path == "/me/player");
    CHECK(json::parse(transfer.body) == json{{"device_ids", {"d\"1"}}}); // it plays there if it did
}

TEST_CASE("what is played is a context from a song on, or the songs themselves") {
    const auto list = playOrder({.context = "spotify:playlist:abc", .uris = {"spotify:track:one", "spotify:track:two"}}, "d1");
    REQUIRE(list);
    CHECK(list->path == "/me/player/play?device_id=d1");
    CHECK(json::parse(list->body) == json{{"context_uri", "spotify:playlist:abc"}, {"offset", {{"uri", "spotify:track:one"}}}});
    CHECK(json::parse(playOrder({.context = "spotify:album:abc", .uris = {}}, {})->body) ==
          json{{"context_uri", "spotify:album:abc"}});
    const auto songs =
        playOrder({.context = {}, .uris = {"spotify:track:one", "spotify:local:a:b:c:1", "", "spotify:track:two"}}, {});
    CHECK(json::parse(songs->body) == json{{"uris", {"spotify:track:one", "spotify:track:two"}}});
}

TEST_CASE("songs that cannot be named are not, and never more than a hundred are") {
    CHECK_FALSE(
        playOrder({.context = {}, .uris = {"spotify:local:a:b:c:1", "", "spotify:track:", "spotify:track:a\"b", "https://x"}}, {}));
    CHECK_FALSE(playOrder({.context = "spotify:user:me", .uris = {}}, {}));
    SpotifyPlay many;
    for (int i = 0; i < 300; ++i)
        many.uris.push_back("spotify:track:n" + std::to_string(i));
    const auto body = json::parse(playOrder(many, {})->body);
    CHECK(body["uris"].size() == kMostPlayed);
    CHECK(body["uris"][0] == "spotify:track:n0");
}

TEST_CASE("a refusal is known by its reason, and where there is none by its words") {
    CHECK(refusalOf(forbidden("PREMIUM_REQUIRED")) == PlayerRefusal::premium);
    CHECK(refusalOf(forbidden("", "Player command failed: Premium required")) == PlayerRefusal::premium);
    CHECK(refusalOf(forbidden("ALREADY_PAUSED")) == PlayerRefusal::already);
    CHECK(refusalOf(forbidden("DEVICE_NOT_CONTROLLABLE")) == PlayerRefusal::noControl);
    CHECK(refusalOf(forbidden("VOLUME_CONTROL_DISALLOW")) == PlayerRefusal::noControl);
    CHECK(refusalOf(forbidden("NO_ACTIVE_DEVICE")) == PlayerRefusal::noDevice);
    CHECK(refusalOf(forbidden("", "Insufficient client scope")) == PlayerRefusal::notGranted);
    CHECK(refusalOf(forbidden("UNKNOWN", "Player command failed: Restriction violated")) == PlayerRefusal::other);
    CHECK(refusalOf({.outcome = WebOutcome::notFound, .words = "HTTP 404: Device not found"}) == PlayerRefusal::noDevice);
    CHECK_FALSE(refusalOf({.outcome = WebOutcome::answered}));
    CHECK_FALSE(refusalOf({.outcome = WebOutcome::blocked}));
}

TEST_CASE("the player may be controlled if both of its scopes were granted, and they are no part of what is always asked") {
    CHECK(grantsPlayer("user-library-read user-modify-playback-state user-read-playback-state"));
    CHECK_FALSE(grantsPlayer("user-read-playback-state"));
    CHECK_FALSE(grantsPlayer(kScopes));
    CHECK_FALSE(grantsPlayer(""));
}
