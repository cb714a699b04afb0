// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/redirect_port.h"
#include "app/network/redirect_request.h"
#include "engine/words/error.h"
#include "tests/support/loopback_server.h"

#include <catch2/catch.hpp>

#include <future>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace segue;
using namespace std::chrono_literals;
using Standing = app::RedirectRequest::Standing;

namespace {

/// A connection that says what it is told, and no more.
class Stranger final {
public:
    Stranger(std::uint16_t port, std::string_view words, in_addr_t host = INADDR_LOOPBACK)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(host);
        isConnected = ::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        say(words);
    }
    ~Stranger() { ::close(m_socket); }
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;
    void say(std::string_view words) const {
        if (isConnected)
            static_cast<void>(::send(m_socket, words.data(), words.size(), MSG_NOSIGNAL));
    }
    bool isConnected = false;

private:
    int m_socket;
};

struct RedirectFixture {
    std::unique_ptr<OpenRedirect> open = app::makeRedirectListener()->open(0, "/callback");
    std::stop_source stop;

    std::future<std::optional<std::string>> waiting() {
        return std::async(std::launch::async, [this] { return open->wait(stop.get_token(), 60s); });
    }
    /// Asks while the port waits for something else.
    test::WireAnswer ask(const std::string& target, const std::string& method = "GET", const std::string& body = {},
                         const std::string& host = {}) {
        return test::askLoopback(open->port(), target, method, body, host);
    }
    std::future<test::WireAnswer> asking(const std::string& target) {
        return std::async(std::launch::async, [this, target] { return ask(target); });
    }
};

std::string request(const std::string& line, const std::string& host = "127.0.0.1:5") {
    return line + "\r\nUser-Agent: x\r\nHost: " + host + "\r\n\r\n";
}

} // namespace

TEST_CASE("only a whole GET of the very path, of this port of 127.0.0.1, is an answer") {
    const auto standing = [](const std::string& bytes) { return app::readRedirect(bytes, "/callback", 5).standing; };
    const auto read = app::readRedirect(request("GET /callback?code=a%2Bb&state=s HTTP/1.1"), "/callback", 5);
    CHECK(read.standing == Standing::wanted);
    CHECK(read.query == "code=a%2Bb&state=s");
    for (const std::string line :
         {"GET /callback HTTP/1.1", "GET /callback/?code=a HTTP/1.1", "GET /callbacks?code=a HTTP/1.1",
          "GET /Callback?code=a HTTP/1.1", "POST /callback?code=a HTTP/1.1", "HEAD /callback?code=a HTTP/1.1",
          "GET /favicon.ico HTTP/1.1", "GET /callback?code=a", "GET /callback?code=a FTP/1.1", "GET //callback?code=a HTTP/1.1",
          "GET http://127.0.0.1:5/callback?code=a HTTP/1.1", "nonsense", ""}) {
        INFO(line);
        CHECK(standing(request(line)) == Standing::notFound);
    }
    for (const std::string host : {"localhost:5", "127.0.0.1", "127.0.0.1:6", "evil.example", "evil.example:5", ""}) {
        INFO(host);
        CHECK(standing(request("GET /callback?code=a HTTP/1.1", host)) == Standing::notFound);
    }
    CHECK(standing("GET /callback?code=a HTTP/1.1\r\n\r\n") == Standing::notFound); // no host
    CHECK(standing("GET /callback?code=a HTTP/1.1\r\nHost: 127.0.0.1:5\r\nHost: evil.example\r\n\r\n") == Standing::notFound);
    CHECK(standing("") == Standing::incomplete);
    CHECK(standing("GET /callback?code=a HTTP/1.1\r\nHost: 127.0.0.1:5\r\n") == Standing::incomplete);
    CHECK(standing("GET /callback?code=" + std::string(8192, 'x')) == Standing::tooLong);
    CHECK(standing("GET /callback?code=a HTTP/1.1\r\nX: " + std::string(40'000, 'x')) == Standing::tooLong);
    CHECK(standing(request("GET /callback?code=" + std::string(8100, 'x') + " HTTP/1.1")) == Standing::wanted);
}

TEST_CASE_METHOD(RedirectFixture, "the browser is answered when the answer is taken, with nothing of what it asked") {
    auto waits = waiting();
    auto browser = asking("/callback?code=canary&state=s");
    const auto query = waits.get();
    REQUIRE(query);
    CHECK(*query == "code=canary&state=s");
    open->answer(true);
    const auto page = browser.get();
    CHECK(page.status == 200);
    CHECK(page.body.find("You can close this window") != std::string::npos);
    CHECK(page.body.find("canary") == std::string::npos);
    CHECK(page.headers.at("cache-control") == "no-store");
    CHECK(page.headers.at("referrer-policy") == "no-referrer");
    CHECK(page.headers.at("connection") == "close");
    CHECK(page.headers.at("content-length") == std::to_string(page.body.size()));
}

TEST_CASE_METHOD(RedirectFixture, "an answer that is not taken is nothing, and the waiting goes on") {
    auto waits = waiting();
    auto wrong = asking("/callback?code=x&state=wrong");
    REQUIRE(waits.get());
    open->answer(false);
    CHECK(wrong.get().status == 404);
    waits = waiting();
    auto right = asking("/callback?code=y&state=right");
    CHECK(waits.get() == "code=y&state=right");
    open->answer(true);
    CHECK(right.get().status == 200);
}

TEST_CASE_METHOD(RedirectFixture,
                 "icons, connections that say nothing, slow and endless lines, other paths and methods keep nobody waiting") {
    auto waits = waiting();
    const Stranger silent(open->port(), ""), slow(open->port(), "GET /call"), endless(open->port(), std::string(70'000, 'x'));
    const Stranger binary(open->port(), std::string("\0\xFF\r\n\r\n", 6));
    CHECK(ask("/favicon.ico").status == 404);
    CHECK(ask("/other?code=x").status == 404);
    CHECK(ask("/callback?code=x", "POST", "code=x").status == 404);
    CHECK(ask("/callback?code=x", "GET", {}, "evil.example").status == 404);
    slow.say("back?code=slow&state=s HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(open->port()) + "\r\n\r\n");
    CHECK(waits.get() == "code=slow&state=s");
}

TEST_CASE_METHOD(RedirectFixture, "of ten that come at once each is looked at, one after the other") {
    std::vector<std::future<test::WireAnswer>> browsers;
    for (int i = 0; i < 10; ++i)
        browsers.push_back(asking("/callback?n=" + std::to_string(i)));
    for (int i = 0; i < 9; ++i) {
        REQUIRE(waiting().get());
        open->answer(false);
    }
    REQUIRE(waiting().get());
    open->answer(true);
    int taken = 0;
    for (auto& browser : browsers)
        taken += browser.get().status == 200 ? 1 : 0;
    CHECK(taken == 1);
}

TEST_CASE_METHOD(RedirectFixture, "forty connections that say nothing do not keep the browser out") {
    std::vector<std::unique_ptr<Stranger>> strangers;
    auto waits = waiting();
    for (int i = 0; i < 40; ++i)
        strangers.push_back(std::make_unique<Stranger>(open->port(), ""));
    auto browser = asking("/callback?code=x&state=s");
    CHECK(waits.get() == "code=x&state=s");
    open->answer(true);
    CHECK(browser.get().status == 200);
}

TEST_CASE_METHOD(RedirectFixture, "a stop ends the waiting, and so does its limit") {
    auto waits = waiting();
    stop.request_stop();
    CHECK_FALSE(waits.get());
    CHECK_FALSE(open->wait({}, 1ms));
}

TEST_CASE_METHOD(RedirectFixture, "the port is open on 127.0.0.1 only, for one at a time, and closed behind it") {
    const auto port = open->port();
    CHECK_FALSE(Stranger(port, "", 0x7F000002).isConnected); // 127.0.0.2: another address of this very computer
    const auto listener = app::makeRedirectListener();
    try {
        static_cast<void>(listener->open(port, "/callback"));
        FAIL("it was had twice");
    } catch (const Error& problem) {
        CHECK(problem.kind() == ErrorKind::io);
        CHECK(problem.message().id() == MessageId::spotifyPortTaken);
    }
    const auto second = listener->open(0, "/callback"); // two windows at once
    CHECK(second->port() != port);
    open.reset();
    CHECK_FALSE(Stranger(port, "").isConnected);
    CHECK(listener->open(port, "/callback")->port() == port);
}
