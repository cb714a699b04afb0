// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/web_client.h"

#include "engine/spotify/web/web_address.h"
#include "tests/spotify/web/scripted_http.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <future>

using namespace segue;
using namespace segue::spotify;
using namespace std::chrono_literals;
using About = WebClient::About;
using Waits = std::vector<std::chrono::milliseconds>;

namespace {

const std::string kTokens = R"({"access_token":"a2","token_type":"Bearer","expires_in":3600})";
const std::string kQuota = R"({"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}})";

struct Fixture {
    test::ScriptedHttp http;
    test::ScriptedClock clock;
    std::vector<std::string> refreshed;
    std::vector<std::chrono::seconds> paused;
    int budget = 1000;
    std::stop_source stop;
    WebClient client{{.http = http, .clock = clock, .addresses = {}},
                     {.mayAsk = [this] { return budget-- > 0; },
                      .refreshed = [this](const std::string& token) { refreshed.push_back(token); },
                      .waits = [this](auto wait) { paused.push_back(wait); }},
                     "client",
                     "r1"};

    /// Signs in, which each question needs first.
    void signedIn() { http.say(200, R"({"access_token":"a1","expires_in":3600})"); }
    WebReply get(About about = About::account) { return client.get("/me", about, stop.get_token()); }
    [[nodiscard]] std::string bearerOf(std::size_t i) const {
        const auto asked = http.asked();
        for (const auto& [name, value] : asked.at(i).headers)
            if (name == "Authorization")
                return value;
        return {};
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "a question goes to the configured origin with the bearer token, the sign-in without it") {
    signedIn();
    http.say(200, "{}");
    const auto reply = get();
    CHECK(reply.outcome == WebOutcome::answered);
    CHECK(reply.body == "{}");
    const auto asked = http.asked();
    REQUIRE(asked.size() == 2);
    CHECK(asked[0].method == HttpRequest::Method::post);
    CHECK(asked[0].url == "https://accounts.spotify.com/api/token");
    CHECK(asked[0].body == "grant_type=refresh_token&refresh_token=r1&client_id=client");
    CHECK(bearerOf(0).empty());
    CHECK(asked[1].url == "https://api.spotify.com/v1/me");
    CHECK(bearerOf(1) == "Bearer a1");
    CHECK(clock.gaps() == 1);
}

TEST_CASE_METHOD(Fixture, "a code is exchanged for a sign-in, with the address and the verifier that it was asked with") {
    http.say(200, R"({"access_token":"a","refresh_token":"r2","scope":"user-library-read","expires_in":3600})");
    http.say(200, "{}");
    const auto reply = client.exchange("c+d", "http://127.0.0.1:5/callback", "ver", stop.get_token());
    CHECK(reply.outcome == WebOutcome::answered);
    CHECK(http.asked()[0].body == "grant_type=authorization_code&code=c%2Bd&redirect_uri=http%3A%2F%2F127.0.0.1%3A5%2Fcallback&"
                                  "client_id=client&code_verifier=ver");
    CHECK(client.refreshToken() == "r2");
    CHECK(client.scope() == "user-library-read");
    CHECK(get().outcome == WebOutcome::answered);
    CHECK(bearerOf(1) == "Bearer a");
}

TEST_CASE_METHOD(Fixture, "a sign-in that ran out is renewed once and the question asked again") {
    signedIn();
    http.say(401, R"({"error":{"status":401,"message":"The access token expired"}})");
    http.say(200, kTokens);
    http.say(200, "[]");
    CHECK(get().outcome == WebOutcome::answered);
    CHECK(bearerOf(3) == "Bearer a2");
    CHECK(clock.waits().empty());
    CHECK(client.refreshToken() == "r1"); // none came: the one that is there stays
    CHECK(refreshed.empty());
}

TEST_CASE_METHOD(Fixture,
                 "a good token that is refused all the same is tried once more after two seconds, then the listener signs in") {
    signedIn();
    http.say(401);
    http.say(200, kTokens);
    http.say(401);
    SECTION("and works then") {
        http.say(200, "{}");
        CHECK(get().outcome == WebOutcome::answered);
    }
    SECTION("and does not") {
        http.say(401);
        CHECK(get().outcome == WebOutcome::signInAgain);
    }
    CHECK(clock.waits() == Waits{2s});
    CHECK(http.unsaid() == 0);
}

TEST_CASE_METHOD(Fixture, "a new secret is handed over to be kept before it is used") {
    http.say(200, R"({"access_token":"a","refresh_token":"r2"})");
    http.say(200, "{}");
    std::size_t askedThen = 0;
    http.onAsk = [&](const HttpRequest& request) {
        if (request.method == HttpRequest::Method::get)
            askedThen = refreshed.size();
    };
    CHECK(get().outcome == WebOutcome::answered);
    CHECK(askedThen == 1);
    CHECK(refreshed == std::vector<std::string>{"r2"});
    CHECK(client.refreshToken() == "r2");
}

TEST_CASE_METHOD(Fixture, "a sign-in that was taken back is not tried again, and only Spotify's own word takes it back") {
    SECTION("taken back") {
        http.say(400, R"({"error":"invalid_grant","error_description":"Refresh token revoked"})");
        CHECK(get().outcome == WebOutcome::signInAgain);
        CHECK(get().outcome == WebOutcome::signInAgain);
        CHECK(http.asked().size() == 1);
        CHECK(client.refreshToken().empty());
    }
    SECTION("a broken server that says the same") {
        for (int i = 0; i < 4; ++i)
            http.say(i % 2 == 0 ? 503 : 500, R"({"error":"invalid_grant"})");
        CHECK(get().outcome == WebOutcome::unreachable);
        CHECK(client.refreshToken() == "r1");
    }
    SECTION("a page in place of tokens, as the networks of hotels have it") {
        for (int i = 0; i < 4; ++i)
            http.say(200, "<html>invalid_grant</html>");
        CHECK(get().outcome == WebOutcome::unreachable);
        CHECK(client.refreshToken() == "r1");
    }
    SECTION("text in place of JSON") {
        http.say(400, "invalid_grant");
        CHECK(get().outcome == WebOutcome::unusable);
        CHECK(client.refreshToken() == "r1");
    }
}

TEST_CASE_METHOD(Fixture, "a sign-in that a broken server keeps back waits longer each time, and works then") {
    http.say(503, "<html>");
    http.say({.problem = "timeout"});
    http.say(502);
    signedIn();
    http.say(200, "{}");
    CHECK(get().outcome == WebOutcome::answered);
    const auto waits = clock.waits();
    REQUIRE(waits.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(waits[i] >= 4s * (1 << i));
        CHECK(waits[i] <= 6s * (1 << i));
    }
    CHECK(client.refreshToken() == "r1");
}

TEST_CASE_METHOD(Fixture, "a client id that is not accepted is said so") {
    const auto status = GENERATE(400, 401);
    const auto* const error = GENERATE("invalid_client", "unauthorized_client");
    http.say(status, std::string(R"({"error":")") + error + R"(","error_description":"Invalid client"})");
    const auto reply = get();
    CHECK(reply.outcome == WebOutcome::clientRefused);
    CHECK(reply.words.find("Invalid client") != std::string::npos);
    CHECK(http.asked().size() == 1);
}

TEST_CASE_METHOD(Fixture, "what is forbidden tells of the account, of the app, or of one thing") {
    signedIn();
    SECTION("the account") {
        http.say(403, "User not registered in the Developer Dashboard");
        CHECK(get().outcome == WebOutcome::notOnUserList);
    }
    SECTION("the account, where one thing was asked for") {
        http.say(403, "Check settings on developer.spotify.com/dashboard, the user may not be registered.");
        CHECK(get(About::item).outcome == WebOutcome::notOnUserList);
    }
    SECTION("the app") {
        http.say(403, R"({"error":{"status":403,"message":"Active premium subscription required for the owner of the app."}})");
        CHECK(get().outcome == WebOutcome::appDisabled);
    }
    SECTION("one thing") {
        http.say(403, "Forbidden");
        CHECK(get(About::item).outcome == WebOutcome::forbidden);
    }
    SECTION("not there") {
        http.say(404, R"({"error":{"status":404,"message":"Resource not found"}})");
        CHECK(get(About::item).outcome == WebOutcome::notFound);
    }
    CHECK(http.unsaid() == 0);
    CHECK(clock.waits().empty());
}

TEST_CASE_METHOD(Fixture, "a short pause is kept and the question asked again") {
    signedIn();
    http.say(429, "Too many requests", {{"retry-after", "1"}});
    http.say(429, R"({"error":{"status":429,"message":"API rate limit exceeded"}})", {{"retry-after", "30"}});
    http.say(200, "{}");
    CHECK(get().outcome == WebOutcome::answered);
    CHECK(clock.waits() == Waits{1s, 30s});
    CHECK(paused == std::vector<std::chrono::seconds>{1s, 0s, 30s, 0s});
    CHECK(http.asked()[1].url == http.asked()[3].url);
}

TEST_CASE_METHOD(Fixture, "a long pause, a quota that is used up, or one of unknown length ends the asking") {
    signedIn();
    SECTION("long") {
        http.say(429, "Too many requests", {{"retry-after", "48925"}});
        const auto reply = get();
        CHECK(reply.outcome == WebOutcome::blocked);
        CHECK(reply.wait == 48925s);
        CHECK(reply.isQuota);
    }
    SECTION("longer than a moment") {
        http.say(429, "Too many requests", {{"retry-after", "31"}});
        const auto reply = get();
        CHECK(reply.outcome == WebOutcome::blocked);
        CHECK(reply.wait == 31s);
        CHECK_FALSE(reply.isQuota);
    }
    SECTION("quota, whatever it says to wait") {
        http.say(429, kQuota, {{"retry-after", "1"}});
        const auto reply = get();
        CHECK(reply.outcome == WebOutcome::blocked);
        CHECK(reply.isQuota);
    }
    SECTION("unknown") {
        http.say(429, "Too many requests");
        const auto reply = get();
        CHECK(reply.outcome == WebOutcome::blocked);
        CHECK_FALSE(reply.wait);
    }
    SECTION("short ones without end") {
        for (int i = 0; i < 11; ++i)
            http.say(429, {}, {{"retry-after", "0"}});
        CHECK(get().outcome == WebOutcome::blocked);
    }
    CHECK(http.unsaid() == 0);
}

TEST_CASE_METHOD(Fixture, "a server that limits the sign-in itself is left alone as long as it wants") {
    http.say(429, {}, {{"retry-after", "5"}});
    const auto reply = get();
    CHECK(reply.outcome == WebOutcome::blocked);
    CHECK(reply.wait == 5s);
    CHECK(http.asked().size() == 1);
}

TEST_CASE_METHOD(Fixture, "a broken network or server is tried again after 1, 2 and 4 seconds, then it is offline") {
    signedIn();
    http.say({.problem = "Connection refused"});
    http.say(500, "<html>");
    http.say({.status = 200, .headers = {}, .body = R"({"items":[)", .problem = "The remote host closed the connection"});
    SECTION("and works then") {
        http.say(200, "{}");
        CHECK(get().outcome == WebOutcome::answered);
    }
    SECTION("and does not") {
        http.say({.problem = "Host not found"});
        const auto reply = get();
        CHECK(reply.outcome == WebOutcome::unreachable);
        CHECK(reply.words == "Host not found");
    }
    CHECK(clock.waits() == Waits{1s, 2s, 4s});
    CHECK(http.unsaid() == 0);
}

TEST_CASE_METHOD(Fixture, "a redirection is an answer that makes no sense, and is not followed with the token") {
    signedIn();
    http.say(302, {}, {{"location", "https://evil.example/v1/me"}});
    CHECK(get().outcome == WebOutcome::unusable);
    CHECK(http.asked().size() == 2);
}

TEST_CASE_METHOD(Fixture, "nothing is asked when the budget is spent, and each try counts") {
    signedIn();
    budget = 2;
    http.say(500);
    http.say(500);
    CHECK(get().outcome == WebOutcome::budgetSpent);
    CHECK(http.asked().size() == 3);
}

TEST_CASE_METHOD(Fixture, "a stop ends a question wherever it stands") {
    const auto moment = GENERATE(0, 1, 2, 3);
    if (moment == 0)
        stop.request_stop();
    std::size_t asked = 0;
    http.onAsk = [&](const HttpRequest&) {
        if (++asked == static_cast<std::size_t>(moment))
            stop.request_stop();
    };
    signedIn();
    http.say(429, {}, {{"retry-after", "1"}});
    http.say(500);
    http.say(500);
    CHECK(get().outcome == WebOutcome::stopped);
    CHECK(http.asked().size() == static_cast<std::size_t>(moment));
}

TEST_CASE_METHOD(Fixture, "two questions whose sign-in ran out at once renew it once") {
    signedIn();
    http.say(200, "{}");
    REQUIRE(get().outcome == WebOutcome::answered);
    // the first of the two meets these; the second has the new token
    http.say(401);
    http.say(200, kTokens);
    http.say(200, "{}");
    http.say(200, "{}");
    auto one = std::async(std::launch::async, [this] { return get().outcome; });
    auto two = std::async(std::launch::async, [this] { return get().outcome; });
    CHECK(one.get() == WebOutcome::answered);
    CHECK(two.get() == WebOutcome::answered);
    const auto asked = http.asked();
    CHECK(std::ranges::count(asked, HttpRequest::Method::post, &HttpRequest::method) == 2);
    CHECK(http.unsaid() == 0);
}
