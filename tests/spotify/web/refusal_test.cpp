// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/json_words.h"
#include "engine/spotify/web/refusal.h"

#include <catch2/catch.hpp>

using namespace segue::spotify;
using namespace std::chrono_literals;

TEST_CASE("what Spotify refuses is read from JSON of both forms, from plain text, and not from pages") {
    const auto quota = refusalIn(R"({"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}})");
    CHECK(quota.reason == "QUOTA_EXCEEDED");
    CHECK(quota.message == "Too many requests");
    CHECK(quota.error.empty());
    const auto grant = refusalIn(R"({"error":"invalid_grant","error_description":"Refresh token revoked"})");
    CHECK(grant.error == "invalid_grant");
    CHECK(grant.message == "Refresh token revoked");
    CHECK(refusalIn("Too many requests").message == "Too many requests");
    CHECK(refusalIn(" Forbidden\r\n").message == "Forbidden");
    CHECK(refusalIn("<html>invalid_grant</html>").message.empty());
    CHECK(refusalIn("invalid_grant").error.empty()); // not Spotify's word
    for (const auto* odd :
         {"", "{", "[]", "null", "7", R"({"error":7})", R"({"error":{"message":null,"reason":[]}})", "\xFF\xFE"}) {
        INFO(odd);
        CHECK(refusalIn(odd).reason.empty());
        CHECK(refusalIn(odd).message.size() <= 1);
    }
    const auto lengthy = refusalIn("\xC3\xA4" + std::string(199, 'x') + "\xC3\xA4");
    CHECK(lengthy.message.size() == 200);
    CHECK(isUtf8(refusalIn(std::string(199, 'x') + "\xC3\xA4\xC3\xA4").message));
}

TEST_CASE("an account that is not among the users is told by the words for it") {
    CHECK(saysNotRegistered(refusalIn("User not registered in the Developer Dashboard")));
    CHECK(saysNotRegistered(refusalIn("Check settings on developer.spotify.com/dashboard, the user may not be registered.")));
    CHECK(saysNotRegistered(refusalIn(R"({"error":{"status":403,"message":"User not registered in the Developer Dashboard"}})")));
    CHECK_FALSE(saysNotRegistered(refusalIn("Forbidden")));
    CHECK_FALSE(saysNotRegistered(refusalIn(R"({"error":{"status":403,"message":"Forbidden"}})")));
}

TEST_CASE("how long to wait is a number of seconds or a date, and anything else says nothing") {
    const std::chrono::sys_seconds now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) + 12h;
    const auto after = [&](const std::string& value) { return retryAfter({{"retry-after", value}}, now); };
    CHECK(after("1") == 1s);
    CHECK(after(" 48925 ") == 48925s);
    CHECK(after("0") == 0s);
    CHECK(after("Mon, 30 Nov 2026 12:00:30 GMT") == 30s);
    CHECK(after("Mon, 30 Nov 2026 11:00:00 GMT") == 0s);
    CHECK(after("99999999999999999999") == std::chrono::weeks(1));
    CHECK(after("999999999") == std::chrono::weeks(1));
    for (const auto* odd : {"", "-1", "1.5", "soon", "1 s", "0x10", "Mon, 30 Nov 2026 12:00:30 GMT and more"}) {
        INFO(odd);
        CHECK_FALSE(after(odd));
    }
    CHECK_FALSE(retryAfter({}, now));
}
