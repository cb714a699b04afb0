// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/player_json.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::spotify;
using namespace std::chrono_literals;
using HeardKind = SpotifyHeard::Kind;

TEST_CASE("devices are read with what they can be told") {
    const auto devices = devicesIn(R"({"devices":[
        {"id":"abc1","is_active":true,"is_restricted":false,"name":"Kitchen","type":"Speaker","volume_percent":59,"supports_volume":true},
        {"id":null,"is_active":false,"is_restricted":true,"name":"Console","type":"GameConsole","volume_percent":null,"supports_volume":false}
    ]})");
    REQUIRE(devices);
    REQUIRE(devices->size() == 2);
    CHECK((*devices)[0] ==
          SpotifyDevice{.id = "abc1", .name = "Kitchen", .type = "Speaker", .isActive = true, .hasVolume = true, .volume = 59});
    CHECK((*devices)[1] == SpotifyDevice{.name = "Console", .type = "GameConsole", .isRestricted = true});
}

TEST_CASE("devices that are none, or of another form, are left out or told as far as they can be") {
    const auto devices =
        devicesIn(R"({"devices":[null, 7, [], {}, {"id":"a b\"}","name":"Odd"}, {"id":17,"name":5,"volume_percent":999},
        {"id":{"x":1},"name":["n"],"is_active":"yes","is_restricted":1}]})");
    REQUIRE(devices);
    REQUIRE(devices->size() == 2);
    CHECK((*devices)[0].id.empty()); // it cannot be named in an order
    CHECK((*devices)[0].name == "Odd");
    CHECK((*devices)[1].id == "17");
    CHECK((*devices)[1].name == "5");
    CHECK((*devices)[1].volume == 100);
    CHECK((*devices)[1].hasVolume); // what is not told is taken from there being a volume
    for (const char* other :
         {"", "[]", "null", "{}", R"({"devices":null})", R"({"devices":{}})", R"({"devices":[{"id":)", "Forbidden"})
        CHECK_FALSE(devicesIn(other));
    std::string many = R"({"devices":[)";
    for (int i = 0; i < 200; ++i)
        many += R"({"id":"x","name":"y"},)";
    CHECK(devicesIn(many + "null]}")->size() == 50);
}

TEST_CASE("what plays is read with artist, album, cover and place, and with what may not be done") {
    const auto now = playerIn(R"({"device":{"id":"d","name":"Kitchen","is_active":true,"volume_percent":1},"is_playing":true,
        "progress_ms":61000,"currently_playing_type":"track","actions":{"disallows":{"skipping_prev":true,"seeking":true}},
        "item":{"uri":"spotify:track:abc","type":"track","name":"Title","duration_ms":215000,
            "artists":[{"name":"One"},null,{"name":"Two"},{}],
            "album":{"name":"Album","images":[{"url":"https://i.scdn.co/image/big","height":640},
                {"url":"https://i.scdn.co/image/right","height":300},{"url":"https://i.scdn.co/image/tiny","height":32}]}}})");
    REQUIRE(now);
    CHECK(now->isPlaying);
    CHECK(now->device.name == "Kitchen");
    CHECK(now->position == 61s);
    CHECK(now->heard == SpotifyHeard{.kind = HeardKind::song,
                                     .uri = "spotify:track:abc",
                                     .title = "Title",
                                     .artist = "One, Two",
                                     .album = "Album",
                                     .cover = "https://i.scdn.co/image/right",
                                     .duration = 215s});
    CHECK(now->mayPause);
    CHECK(now->maySkip);
    CHECK_FALSE(now->mayGoBack);
    CHECK_FALSE(now->maySeek);
}

TEST_CASE("a cover is taken from Spotify's own server of images only") {
    for (const std::string address : {"http://i.scdn.co/image/a", "https://i.scdn.co.evil/image/a", "https://evil/image/a",
                                      "https://i.scdn.co/image/../x", "https://i.scdn.co/image/", "file:///etc/passwd", ""}) {
        const auto now =
            playerIn(R"({"is_playing":true,"currently_playing_type":"track","item":{"name":"x","album":{"images":[{"url":")" +
                     address + R"("}]}}})");
        REQUIRE(now);
        CHECK(now->heard.cover.empty());
    }
}

TEST_CASE("episodes, advertisements and what has no name are told as such") {
    const auto kindOf = [](const std::string& rest) { return playerIn(R"({"is_playing":true,)" + rest + "}")->heard.kind; };
    CHECK(kindOf(R"("item":null,"currently_playing_type":"ad")") == HeardKind::advertisement);
    CHECK(kindOf(R"("item":null,"currently_playing_type":"track")") == HeardKind::song);
    CHECK(kindOf(R"("item":null)") == HeardKind::nothing);
    CHECK(kindOf(R"("item":null,"currently_playing_type":"unknown")") == HeardKind::nothing);
    CHECK(kindOf(R"("item":{"name":1989},"currently_playing_type":"hologram")") == HeardKind::other);
    const auto episode = playerIn(
        R"({"is_playing":false,"currently_playing_type":"episode","item":{"type":"episode","name":12,"show":{"name":"Talk"}}})");
    CHECK(episode->heard.kind == HeardKind::episode);
    CHECK(episode->heard.title == "12");
    CHECK(episode->heard.artist == "Talk");
}

TEST_CASE("answers about the player that cannot be used are none, and hostile ones do no harm") {
    for (const char* other :
         {"", "[]", "null", "7", "{}", "Too many requests", R"({"item":{"name":)", R"({"error":{"status":403}})"})
        CHECK_FALSE(playerIn(other));
    const auto now = playerIn(R"({"device":"x","is_playing":"yes","progress_ms":-5,"item":[1,2],"actions":{"disallows":[true]}})");
    REQUIRE(now);
    CHECK_FALSE(now->isPlaying);
    CHECK(now->position == 0ms);
    CHECK(now->mayPause);
    CHECK(now->device.id.empty());
    const auto late = playerIn(R"({"is_playing":true,"progress_ms":900000,"item":{"name":"a","duration_ms":1000,"type":"track"}})");
    CHECK(late->position == 1s);
    CHECK(playerIn(R"({"is_playing":true,"progress_ms":1e300,"item":{"duration_ms":1e300}})")->heard.duration == 0ms);
}
