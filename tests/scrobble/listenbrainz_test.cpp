// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scrobble/listenbrainz.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace segue;
using namespace segue::scrobble;
using nlohmann::json;
using Verdict = Judgement::Verdict;

namespace {

const Account kAccount{.server = "http://127.0.0.1:1", .token = "secret"};

Listen listen(const std::string& title = "Title") {
    return {.at = std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}},
            .submission = "abc",
            .artist = "Artist",
            .title = title,
            .album = "Album",
            .trackNumber = 3,
            .duration = std::chrono::milliseconds(180'500)};
}

Judgement judged(int status, std::map<std::string, std::string> headers = {}, const std::string& body = {}) {
    return judge({.status = status, .headers = std::move(headers), .body = body, .problem = {}});
}

} // namespace

TEST_CASE("a listen is told as the service wants it") {
    const auto request = submission(kAccount, std::vector{listen()}, "1.2");
    CHECK(request.method == HttpRequest::Method::post);
    CHECK(request.url == "http://127.0.0.1:1/1/submit-listens");
    CHECK(request.headers == std::vector<std::pair<std::string, std::string>>{{"Authorization", "Token secret"},
                                                                              {"Content-Type", "application/json"}});
    CHECK(json::parse(request.body) == json::parse(R"({"listen_type": "single", "payload": [{"listened_at": 1700000000,
        "track_metadata": {"artist_name": "Artist", "track_name": "Title", "release_name": "Album", "additional_info": {
            "media_player": "Segue", "submission_client": "Segue", "submission_client_version": "1.2", "duration_ms": 180500,
            "tracknumber": 3, "submission_id": "abc"}}}]})"));
    const auto two = json::parse(submission(kAccount, std::vector{listen("A"), listen("B")}, "1.2").body);
    CHECK(two["listen_type"] == "import");
    CHECK(two["payload"].size() == 2);
    const auto playing = json::parse(playingNow(kAccount, listen(), "1.2").body);
    CHECK(playing["listen_type"] == "playing_now");
    CHECK_FALSE(playing["payload"][0].contains("listened_at"));
    CHECK(playing["payload"][0]["track_metadata"]["track_name"] == "Title");
}

TEST_CASE("a recording is loved, and no longer, as the service wants to hear it") {
    const auto request = feedback(kAccount, "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae", true);
    CHECK(request.method == HttpRequest::Method::post);
    CHECK(request.url == "http://127.0.0.1:1/1/feedback/recording-feedback");
    CHECK(request.headers == submission(kAccount, std::vector{listen()}, "1").headers);
    CHECK(json::parse(request.body) == json::parse(R"({"recording_mbid": "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae", "score": 1})"));
    CHECK(json::parse(feedback(kAccount, "x", false).body)["score"] == 0);
}

TEST_CASE("a server that knows nothing of loved songs is not asked again and again, one that is busy is") {
    const auto judgedFeedback = [](int status) {
        return judgeFeedback({.status = status, .headers = {}, .body = {}, .problem = {}});
    };
    for (const int status : {400, 404, 405, 410, 501})
        CHECK(judgedFeedback(status).verdict == Verdict::refused);
    for (const int status : {0, 301, 429, 500, 502, 503})
        CHECK(judgedFeedback(status).verdict == Verdict::later);
    CHECK(judgedFeedback(200).verdict == Verdict::accepted);
    CHECK(judgedFeedback(401).verdict == Verdict::badToken);
}

TEST_CASE("what is not known is not told, and bytes that are no text do no harm") {
    auto one = listen("\xFF bad");
    one.album.clear();
    one.trackNumber = 0;
    one.duration = {};
    const auto told = json::parse(submission(kAccount, std::vector{one}, "1").body)["payload"][0]["track_metadata"];
    CHECK_FALSE(told.contains("release_name"));
    CHECK_FALSE(told["additional_info"].contains("duration_ms"));
    CHECK_FALSE(told["additional_info"].contains("tracknumber"));
}

TEST_CASE("answers say whether to go on, to wait, to drop or to stop") {
    CHECK(judged(200).verdict == Verdict::accepted);
    CHECK(judged(400, {}, R"({"code": 400, "error": "No listened_at."})").verdict == Verdict::refused);
    CHECK(judged(400, {}, R"({"code": 400, "error": "No listened_at."})").words == "No listened_at.");
    CHECK(judged(401).verdict == Verdict::badToken);
    for (const int status : {0, 301, 404, 429, 500, 502, 503})
        CHECK(judged(status).verdict == Verdict::later);
    CHECK(judge({.status = 0, .headers = {}, .body = {}, .problem = "Connection refused"}).words == "Connection refused");
    CHECK(judged(500, {}, "<html>").words == "HTTP 500");
}

TEST_CASE("a server says how long it wants to be left alone") {
    using std::chrono::seconds;
    CHECK(judged(429, {{"retry-after", "7"}}).wait == seconds(7));
    CHECK(judged(429, {{"x-ratelimit-reset-in", "9"}}).wait == seconds(9));
    CHECK(judged(503, {{"retry-after", "999999999"}}).wait == seconds(3600));
    CHECK(judged(200, {{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset-in", "4"}}).wait == seconds(4));
    CHECK_FALSE(judged(200, {{"x-ratelimit-remaining", "5"}, {"x-ratelimit-reset-in", "4"}}).wait);
    CHECK_FALSE(judged(429, {{"retry-after", "soon"}}).wait);
    CHECK_FALSE(judged(429, {{"retry-after", "-1"}}).wait);
}

TEST_CASE("an address is taken as people write it") {
    CHECK(tidied(" api.listenbrainz.org/ ") == "https://api.listenbrainz.org");
    CHECK(tidied("http://localhost:8080//") == "http://localhost:8080");
    for (const char* own : {"http://127.0.0.1:80", "http://[::1]:80/x", "https://10.0.0.1"})
        CHECK(tidied(own) == own);
    for (const char* open : {"http://example.org", "http://127.example.org", "http://localhost:x@example.org", "http://10.0.0.1"})
        CHECK(tidied(open).empty());
    CHECK(tidied("https://maloja.example/apis/listenbrainz") == "https://maloja.example/apis/listenbrainz");
    for (const char* bad : {"", "  ", "ftp://example.org", "https://", "two words"})
        CHECK(tidied(bad).empty());
}

TEST_CASE("a token's owner is known from the answer, whatever else it says") {
    CHECK(userIn({.status = 200, .headers = {}, .body = R"({"valid": true, "user_name": "me"})", .problem = {}}) == "me");
    for (const char* body : {R"({"valid": false})", "{}", "", "[]", "null", R"({"valid": "true"})", "\xFF"})
        CHECK_FALSE(userIn({.status = 200, .headers = {}, .body = body, .problem = {}}));
}
