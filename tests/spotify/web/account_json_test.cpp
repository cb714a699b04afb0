// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/account_json.h"
#include "engine/spotify/web/web_address.h"

#include <catch2/catch.hpp>

using namespace segue::spotify;
using namespace std::chrono_literals;

TEST_CASE("an account is known by the id that never changes, else by its name for playlists") {
    const auto now =
        userIn(R"({"account_id":"aB3dE5fG7h","display_name":"Ann","id":"ann1","type":"user","uri":"spotify:user:ann1"})");
    REQUIRE(now);
    CHECK(now->account == "aB3dE5fG7h");
    CHECK(now->id == "ann1");
    CHECK(now->name == "Ann");
    const auto before = userIn(R"({"display_name":null,"id":"ann1","product":"premium","country":"DE"})");
    REQUIRE(before);
    CHECK(before->account == "ann1");
    CHECK(before->name.empty());
    for (const auto* odd : {"", "{}", "[]", "null", R"({"id":null})", R"({"id":["x"]})", R"({"id":"ann1")", "<html>", "\xFF"}) {
        INFO(odd);
        CHECK_FALSE(userIn(odd));
    }
}

TEST_CASE("tokens are taken with and without a new secret, and never ones that would break a header") {
    const auto both = tokensIn(R"({"access_token":"a","token_type":"Bearer","scope":"x y","expires_in":2,"refresh_token":"r"})");
    REQUIRE(both);
    CHECK(both->access == "a");
    CHECK(both->refresh == "r");
    CHECK(both->scope == "x y");
    CHECK(both->lasts == 2s);
    CHECK(tokensIn(R"({"access_token":"a"})")->refresh.empty());
    CHECK(tokensIn(R"({"access_token":"a","refresh_token":null})")->refresh.empty());
    CHECK(tokensIn(R"({"access_token":"a","refresh_token":""})")->refresh.empty());
    CHECK(tokensIn(R"({"access_token":"a","expires_in":"soon"})")->lasts == 3600s);
    CHECK(tokensIn(R"({"access_token":"a","expires_in":-7})")->lasts == 3600s);
    CHECK(tokensIn(R"({"access_token":"a","expires_in":1e300})")->lasts == 3600s);
    for (const auto* odd : {"", "{}", R"({"access_token":""})", R"({"access_token":7})", R"({"access_token":"a\r\nX: y"})",
                            R"({"access_token":"a","refresh_token":"b c"})", R"({"error":"invalid_grant"})", "<html>"}) {
        INFO(odd);
        CHECK_FALSE(tokensIn(odd));
    }
}

TEST_CASE("less than was asked for is noticed, more is not") {
    CHECK(grantsAll(kScopes));
    CHECK(grantsAll(std::string(kScopes) + " user-read-private"));
    CHECK(grantsAll("playlist-read-collaborative playlist-read-private user-library-read"));
    CHECK(grantsAll("")); // not told
    CHECK_FALSE(grantsAll("playlist-read-private"));
}
