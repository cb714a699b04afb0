// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/player_standing.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::spotify;
using namespace std::chrono_literals;
using Stands = SpotifyPlayerState;
using Then = PlayerStanding::Next;

namespace {

const WebReply kPlays{.outcome = WebOutcome::answered,
                      .body = R"({"device":{"id":"d1","name":"Kitchen","is_active":true},"is_playing":true,"progress_ms":1000,
                                  "currently_playing_type":"track","item":{"name":"Title","uri":"spotify:track:a"}})"};
const WebReply kRests{.outcome = WebOutcome::answered,
                      .body =
                          R"({"device":{"id":"d1","name":"Kitchen"},"is_playing":false,"item":{"name":"Title","type":"track"}})"};
const WebReply kNothing{.outcome = WebOutcome::answered};
const WebReply kDevices{.outcome = WebOutcome::answered, .body = R"({"devices":[{"id":"d1","name":"Kitchen"}]})"};
const WebReply kNoDevices{.outcome = WebOutcome::answered, .body = R"({"devices":[]})"};
const WebReply kUnreached{.outcome = WebOutcome::unreachable, .words = "no route"};

WebReply refusedFor(const std::string& reason, const std::string& message = {}) {
    return {.outcome = WebOutcome::forbidden, .words = "HTTP 403: " + message, .reason = reason, .message = message};
}

} // namespace

TEST_CASE("what plays, pauses or is not there is told, each by its look") {
    PlayerStanding standing(3);
    CHECK(standing.now().source == 3);
    CHECK(standing.now().state == Stands::off);
    standing.takeNow(kPlays);
    CHECK(standing.now().state == Stands::playing);
    CHECK(standing.now().device.name == "Kitchen");
    CHECK(standing.now().heard.title == "Title");
    CHECK(standing.now().position == 1s);
    standing.takeNow(kRests);
    CHECK(standing.now().state == Stands::paused);
    standing.takeNow(kNothing);
    CHECK(standing.now().state == Stands::nothing);
    CHECK(standing.now().heard == SpotifyHeard());
    CHECK(standing.now().device == SpotifyDevice());
}

TEST_CASE("where nothing is in use the devices say whether one is to be picked or an app opened") {
    PlayerStanding standing(1);
    standing.takeNow(kNothing);
    standing.takeDevices(kDevices);
    CHECK(standing.now().state == Stands::pickDevice);
    standing.takeDevices(kNoDevices);
    CHECK(standing.now().state == Stands::noDevice);
    standing.takeNow(kNothing);
    CHECK(standing.now().state == Stands::noDevice); // that is known meanwhile
    standing.takeNow(kPlays);
    standing.takeDevices({.outcome = WebOutcome::answered, .body = R"({"devices":[{"id":"d1","is_active":true},{"id":"d2"}]})"});
    CHECK(standing.now().state == Stands::playing);
    CHECK(standing.now().devices.size() == 2);
}

TEST_CASE("an order that was carried out is looked at a moment later") {
    PlayerStanding standing(1);
    standing.begin();
    CHECK(standing.now().isAsking);
    CHECK(standing.takeOrder(kNothing) == Then::look);
    CHECK_FALSE(standing.now().isAsking);
    CHECK(standing.now().problem.empty());
}

TEST_CASE("each refusal has its face, and a way on") {
    PlayerStanding standing(1);
    standing.takeNow(kPlays);
    CHECK(standing.takeOrder(refusedFor("ALREADY_PAUSED")) == Then::look);
    CHECK(standing.now().problem.empty());
    CHECK(standing.now().state == Stands::playing);
    CHECK(standing.takeOrder(refusedFor("DEVICE_NOT_CONTROLLABLE")) == Then::look);
    CHECK(standing.now().problem == Message(MessageId::spotifyPlayerNoControl, {"Kitchen"}));
    CHECK(standing.now().state == Stands::playing);
    standing.begin();
    CHECK(standing.now().problem.empty());
    CHECK(standing.takeOrder(refusedFor("UNKNOWN", "Player command failed: Restriction violated")) == Then::look);
    CHECK(standing.now().problem == Message(MessageId::spotifyPlayerRefused, {"Player command failed: Restriction violated"}));
    CHECK(standing.takeOrder(refusedFor("PREMIUM_REQUIRED")) == Then::nothing);
    CHECK(standing.now().state == Stands::premium);
    CHECK(standing.takeOrder({.outcome = WebOutcome::notFound}) == Then::listDevices);
    CHECK(standing.now().problem == Message(MessageId::spotifyPlayerNoDevice));
    CHECK(standing.takeOrder(refusedFor("", "Insufficient client scope")) == Then::nothing);
    CHECK(standing.now().state == Stands::notGranted);
    CHECK(standing.takeOrder({.outcome = WebOutcome::signInAgain}) == Then::nothing);
    CHECK(standing.now().state == Stands::signInAgain);
    CHECK(standing.takeOrder(kUnreached) == Then::nothing);
    CHECK(standing.now().state == Stands::offline);
    CHECK(standing.now().problem == Message(MessageId::spotifyUnreachable, {"no route"}));
    CHECK(standing.takeOrder(kNothing) == Then::look); // it works again
    CHECK(standing.now().state == Stands::unknown);
}

TEST_CASE("a look that fails now and then is no news; one that keeps failing is, and it is not looked at again by itself") {
    PlayerStanding standing(1);
    standing.takeNow(kPlays);
    standing.takeNow(kUnreached);
    standing.takeNow(kUnreached);
    CHECK(standing.isPlaying());
    standing.takeNow(kPlays);
    for (int i = 0; i < 3; ++i)
        standing.takeNow(kUnreached);
    CHECK(standing.now().state == Stands::offline);
    standing.takeNow(kPlays);
    CHECK(standing.isPlaying());
    standing.takeNow(refusedFor("UNKNOWN"));
    CHECK(standing.now().state == Stands::offline);
    CHECK(standing.now().problem.id() == MessageId::spotifyPlayerRefused);
    standing.takeNow({.outcome = WebOutcome::answered, .body = "<html>"});
    CHECK(standing.now().problem.id() == MessageId::spotifyUnusable);
}

TEST_CASE("a cover stays while the same is heard") {
    const auto with = [](const std::string& image) {
        return WebReply{
            .outcome = WebOutcome::answered,
            .body = R"({"is_playing":true,"item":{"type":"track","name":"a","album":{"images":[{"url":"https://i.scdn.co/image/)" +
                    image + R"("}]}}})"};
    };
    PlayerStanding standing(1);
    standing.takeNow(with("one"));
    standing.showImage("bytes");
    standing.takeNow(with("one"));
    CHECK(standing.now().heard.image == "bytes");
    standing.takeNow(with("two"));
    CHECK(standing.now().heard.image.empty());
}
