// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/network/account_fixture.h"

#include "app/network/memory_tokens.h"
#include "app/network/secret_file.h"
#include "engine/spotify/web/web_address.h"
#include "engine/words/error.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include <unistd.h>

using namespace segue;
using namespace std::chrono_literals;
using State = SpotifyState;
using Fixture = test::AccountFixture;
using Secrets = test::FakeSignIn::Secrets;

namespace {

std::map<std::string, std::string> fieldsOf(const std::string& address) {
    return spotify::fieldsIn(address.substr(address.find('?') + 1));
}

std::uint16_t portOf(const std::string& address) {
    const auto redirect = fieldsOf(address).at("redirect_uri");
    return static_cast<std::uint16_t>(std::stoul(redirect.substr(redirect.rfind(':') + 1)));
}

/// Keeps nothing, as a desktop without a keyring.
class NoKeyring final : public TokenStore {
public:
    explicit NoKeyring(std::filesystem::path folder)
        : m_files(app::makeSecretFiles(std::move(folder))) {}
    std::optional<Secret> read(const std::string& name) override { return m_files->read(name); }
    Kept write(const std::string&, const std::string&) override { return {.why = "no keyring"}; }
    Kept writeKeyring(const std::string&, const std::string&) override { return {.why = "no keyring"}; }
    Kept writeFile(const std::string& name, const std::string& secret) override { return m_files->writeFile(name, secret); }
    void remove(const std::string& name) override { m_files->remove(name); }

private:
    std::unique_ptr<TokenStore> m_files;
};

} // namespace

TEST_CASE_METHOD(Fixture, "an account is connected: the listener agrees, and all that is there comes") {
    const auto source = connect();
    rest(source);
    const auto standing = now(source);
    CHECK(standing.state == State::upToDate);
    CHECK(standing.problem.empty());
    CHECK(standing.account == "Ann");
    CHECK(standing.clientId == "client");
    CHECK(standing.secret == SpotifySecret::file);
    CHECK(standing.at > std::chrono::sys_seconds());
    CHECK(standing.signInEnds > standing.at + std::chrono::days(180));
    CHECK(standing.signInEnds < standing.at + std::chrono::days(185));
    CHECK(states() == std::vector{State::waitingForBrowser, State::connecting, State::syncing, State::upToDate});
    const auto liked = titles(source);
    REQUIRE(liked.size() == 137);
    for (std::size_t i = 0; i < liked.size(); ++i)
        CHECK(liked[i] == "Song " + std::to_string(i));
    REQUIRE(standing.lists.size() == 5);
    CHECK(standing.lists[0].kind == SpotifyListKind::liked);
    CHECK(standing.lists[0].count == 137u);
    CHECK(standing.lists[1].kind == SpotifyListKind::albums);
    CHECK(standing.lists[1].count == 3u);
    CHECK(standing.lists[2].name == "List one");
    CHECK(standing.lists[3].count == 60u);
    CHECK(standing.lists[4].state == SpotifyListState::notAvailable); // not the listener's
    CHECK_FALSE(standing.lists[4].count);
    CHECK(standing.songs == 137);
    CHECK(server.asked("/v1/me/tracks") == 3);
    CHECK(server.asked("/playlists/theirs") == 0);
    CHECK(rowsChanged == 1);
    CHECK(server.misdeeds().empty());
}

TEST_CASE_METHOD(Fixture, "what is shown while the browser is waited for is Spotify's page and the address to register") {
    hasBrowser = false;
    const auto own = static_cast<std::uint16_t>(20'000 + ::getpid() % 10'000); // below those that the system gives to anyone
    const auto port = GENERATE_COPY(std::uint16_t{0}, own);
    const auto registered = "http://127.0.0.1:" + std::to_string(own) + "/callback";
    if (port != 0)
        server.change([&](auto& world) { world.signIn.registered = registered; });
    const auto source = connect(0, " client\n", port);
    REQUIRE(becomes(source, [](const auto& s) { return s.state == State::waitingForBrowser; }));
    const auto waiting = now(source);
    CHECK(waiting.redirect == (port == 0 ? "http://127.0.0.1/callback" : registered));
    CHECK(fieldsOf(waiting.address).at("client_id") == "client");
    CHECK(server.browse(waiting.address).status == 200);
    rest(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(now(source).address.empty());
    CHECK(server.misdeeds().empty());
}

TEST_CASE_METHOD(Fixture, "who does not agree is not signed in, and may do so later") {
    server.change([](auto& world) { world.signIn.agrees = false; });
    const auto source = connect();
    rest(source);
    CHECK(now(source).state == State::denied);
    CHECK(server.asked("/api/token") == 0);
    CHECK(titles(source).empty());
    server.change([](auto& world) { world.signIn.agrees = true; });
    connect(source);
    rest(source);
    CHECK(now(source).state == State::upToDate);
}

TEST_CASE_METHOD(Fixture, "an answer to another question is refused, and the right one still counts") {
    hasBrowser = false;
    const auto source = connect();
    REQUIRE(becomes(source, [](const auto& s) { return !s.address.empty(); }));
    const auto address = now(source).address;
    const auto port = portOf(address);
    const auto state = fieldsOf(address).at("state");
    const std::vector<std::string> all{"code=evil&state=wrong",
                                       "code=evil",
                                       "error=access_denied&state=wrong",
                                       "state=" + state,
                                       "code=evil&error=x&state=" + state,
                                       "code=evil&state=" + state + "x"};
    for (const auto& wrong : all)
        CHECK(test::askLoopback(port, "/callback?" + wrong).status == 404);
    CHECK(test::askLoopback(port, "/favicon.ico").status == 404);
    CHECK(server.browse(address).status == 200);
    rest(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(server.asked("/api/token") == 1);
}

TEST_CASE_METHOD(Fixture, "a code that was caught by somebody else signs nobody in") {
    hasBrowser = false;
    const auto source = connect();
    REQUIRE(becomes(source, [](const auto& s) { return !s.address.empty(); }));
    const auto address = now(source).address;
    CHECK(test::askLoopback(portOf(address), "/callback?code=made-up&state=" + fieldsOf(address).at("state")).status == 200);
    rest(source);
    CHECK(now(source).state == State::signInAgain);
    CHECK(titles(source).empty());
    CHECK(server.callsOfApi() == 0);
}

TEST_CASE_METHOD(Fixture, "a client id that Spotify does not know shows in the browser, and the waiting can be ended") {
    hasBrowser = false;
    const auto source = connect(0, "unknown");
    REQUIRE(becomes(source, [](const auto& s) { return !s.address.empty(); }));
    const auto page = server.browse(now(source).address);
    CHECK(page.status == 400);
    CHECK(page.body.find("INVALID_CLIENT") != std::string::npos);
    CHECK(now(source).state == State::waitingForBrowser);
    desk->cancel(source);
    rest(source);
    CHECK(vain == std::vector{source}); // it was new: nothing of it stays
    CHECK_FALSE(isThere(source));
}

TEST_CASE_METHOD(Fixture, "what is no client id is not sent anywhere") {
    for (const std::string id : {"", "  ", "a b", "id&x=y", "\xC3\xA4"}) {
        const auto source = connect(0, id);
        rest(source);
        CHECK(now(source).problem.id() == MessageId::spotifyNoClientId);
        CHECK(now(source).address.empty());
    }
    CHECK(server.log().empty());
}

TEST_CASE_METHOD(Fixture, "a port that is taken is said so, and keeps nothing else from working") {
    const auto taken = redirects->open(0, "/callback");
    const auto source = connect(0, "client", taken->port());
    rest(source);
    CHECK(now(source).problem.id() == MessageId::spotifyPortTaken);
    const auto other = connect();
    rest(other);
    CHECK(now(other).state == State::upToDate);
}

TEST_CASE_METHOD(Fixture, "a browser that never comes is waited for so long, and then told what may be wrong") {
    end();
    patience = 1ms;
    hasBrowser = false;
    begin();
    const auto source = connect();
    rest(source);
    CHECK(now(source).problem.id() == MessageId::spotifyNobodyCame);
    CHECK(now(source).state == State::signedOut);
    CHECK(isThere(source));
}

TEST_CASE_METHOD(Fixture, "a program without a network leaves accounts as they are") {
    const auto source = connect();
    rest(source);
    end();
    http.reset();
    tokens.reset();
    redirects.reset();
    begin();
    clock.advance(std::chrono::days(40));
    const auto before = now(source);
    desk->begin();
    rest(source);
    sync(source);
    connect(source);
    rest(source);
    bool hasLeft = false; // then its secret would stay for ever
    desk->leave(source, [&] { hasLeft = true; });
    connect(source); // behind it
    rest(source);
    CHECK_FALSE(hasLeft);
    CHECK(now(source) == before);
    REQUIRE(notices.size() == 4);
    CHECK(std::ranges::count(notices, MessageId::spotifyNoNetwork, &Message::id) == 4);
    const auto other = connect();
    rest(other);
    CHECK(vain == std::vector{other});
}

TEST_CASE_METHOD(Fixture, "less than was asked for is not enough") {
    server.change([](auto& world) { world.signIn.scope = "playlist-read-private"; });
    const auto source = connect();
    rest(source);
    CHECK(now(source).state == State::denied);
    CHECK(now(source).problem.id() == MessageId::spotifyNotAllGranted);
    CHECK(server.callsOfApi() == 0);
}

TEST_CASE_METHOD(Fixture, "an account that is not among the users of the app is told so") {
    server.change([](auto& world) { world.users.front().isRegistered = false; });
    const auto source = connect();
    rest(source);
    CHECK(now(source).state == State::notOnUserList);
    CHECK(server.callsOfApi() == 1);
    server.change([](auto& world) { world.users.front().isRegistered = true; });
    connect(source);
    rest(source);
    CHECK(now(source).state == State::upToDate);
}

TEST_CASE_METHOD(Fixture, "an app that is disabled is told so, and rows stay") {
    const auto source = connect();
    rest(source);
    server.meet({.path = "/v1/me", .times = 1, .answer = {.status = 403, .body = "Forbidden"}});
    sync(source);
    CHECK(now(source).state == State::appDisabled);
    CHECK(titles(source).size() == 137);
}

TEST_CASE_METHOD(Fixture, "a second account is another source, and the same one twice is not") {
    server.change([](auto& world) {
        world.users.push_back({.id = "bo", .account = "acc-bo", .name = "Bo", .likes = test::fakeLikes(4, "Tune")});
    });
    const auto first = connect();
    rest(first);
    const auto again = connect();
    rest(again);
    CHECK(vain == std::vector{again});
    REQUIRE(notices.size() == 1);
    CHECK(notices.front() == Message(MessageId::spotifyAlreadyConnected, {"Spotify #1"}));
    server.change([](auto& world) { world.signIn.user = "bo"; });
    const auto second = connect();
    rest(second);
    CHECK(second == 2);
    CHECK(now(second).account == "Bo");
    CHECK(titles(second) == std::vector<std::string>{"Tune 0", "Tune 1", "Tune 2", "Tune 3"});
    CHECK(titles(first).size() == 137);
    SECTION("each with its own secret") {
        restart();
        sync(first);
        sync(second);
        CHECK(now(first).state == State::upToDate);
        CHECK(now(second).state == State::upToDate);
        CHECK(titles(second).size() == 4);
    }
    SECTION("and signing in as the other one changes nothing") {
        connect(first);
        rest(first);
        CHECK(now(first).problem.id() == MessageId::spotifyOtherAccount);
        CHECK(titles(first).size() == 137);
        server.change([](auto& world) { world.signIn.user = "ann"; });
        sync(first);
        CHECK(now(first).state == State::upToDate);
        CHECK(now(first).account == "Ann");
    }
}

TEST_CASE_METHOD(Fixture, "two accounts sign in at once, each through its own port") {
    server.change([](auto& world) { world.users.push_back({.id = "bo", .account = "acc-bo", .name = "Bo"}); });
    hasBrowser = false;
    const auto first = connect(), second = connect();
    REQUIRE(becomes(first, [](const auto& s) { return !s.address.empty(); }));
    REQUIRE(becomes(second, [](const auto& s) { return !s.address.empty(); }));
    CHECK(portOf(now(first).address) != portOf(now(second).address));
    server.change([](auto& world) { world.signIn.user = "bo"; });
    CHECK(server.browse(now(second).address).status == 200);
    rest(second);
    server.change([](auto& world) { world.signIn.user = "ann"; });
    CHECK(server.browse(now(first).address).status == 200);
    rest(first);
    CHECK(now(first).account == "Ann");
    CHECK(now(second).account == "Bo");
}

TEST_CASE_METHOD(Fixture, "a sign-in lasts across restarts, whatever Spotify does with its secret") {
    const auto secrets = GENERATE(Secrets::rotate, Secrets::keep, Secrets::omit);
    server.change([&](auto& world) { world.signIn.secrets = secrets; });
    const auto source = connect();
    rest(source);
    for (int start = 0; start < 3; ++start) {
        restart();
        sync(source);
        CHECK(now(source).state == State::upToDate);
    }
    server.change([](auto& world) { CHECK(world.signIn.renewals == 3); });
    CHECK(server.asked("/authorize") == 1);
    CHECK(server.misdeeds().empty());
}

TEST_CASE_METHOD(Fixture, "a sign-in that was taken back keeps the rows, asks no more, and can be given anew") {
    const auto source = connect();
    rest(source);
    server.change([](auto& world) {
        world.signIn.revokeAll();
        world.signIn.expireAll();
    });
    sync(source);
    CHECK(now(source).state == State::signInAgain);
    CHECK(now(source).secret == SpotifySecret::none);
    CHECK(titles(source).size() == 137);
    server.forgetLog();
    sync(source);
    restart();
    sync(source);
    CHECK(server.log().empty());
    CHECK(now(source).state == State::signInAgain);
    connect(source);
    rest(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(isThere(source));
    restart();
    sync(source);
    CHECK(now(source).state == State::upToDate);
}

TEST_CASE_METHOD(Fixture, "a sign-in that Spotify cannot renew now is kept") {
    const auto source = connect();
    rest(source);
    server.meet({.path = "/api/token", .times = 4, .answer = {.status = 503, .body = "<html>invalid_grant</html>"}});
    sync(source);
    CHECK(now(source).state == State::offline);
    CHECK(now(source).problem.id() == MessageId::spotifyUnreachable);
    CHECK(now(source).secret == SpotifySecret::file);
    CHECK(titles(source).size() == 137);
    sync(source);
    CHECK(now(source).state == State::upToDate);
}

TEST_CASE_METHOD(Fixture, "signing in anew may fail and leaves what was there as it was") {
    const auto source = connect();
    rest(source);
    SECTION("not agreed") {
        server.change([](auto& world) { world.signIn.agrees = false; });
        connect(source);
    }
    SECTION("ended by the listener") {
        hasBrowser = false;
        connect(source);
        REQUIRE(becomes(source, [](const auto& s) { return s.state == State::waitingForBrowser; }));
        desk->cancel(source);
    }
    SECTION("Spotify is broken") {
        server.meet({.path = "/api/token", .times = 4, .answer = {.status = 500}});
        connect(source);
    }
    rest(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(vain.empty());
    sync(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(now(source).problem.empty());
    CHECK(titles(source).size() == 137);
}

TEST_CASE_METHOD(Fixture, "without a keyring a secret is for the session, and in a file only when the listener says so") {
    end();
    tokens = std::make_shared<NoKeyring>(folder / "files");
    begin();
    const auto source = connect();
    rest(source);
    CHECK(now(source).secret == SpotifySecret::sessionOnly);
    REQUIRE(notices.size() == 1);
    CHECK(notices.front().id() == MessageId::spotifySecretNotKept);
    CHECK_FALSE(std::filesystem::exists(folder / "files"));
    sync(source);
    CHECK(now(source).state == State::upToDate);
    SECTION("not said") {
        restart();
        desk->begin();
        REQUIRE(becomes(source, [](const auto& s) { return s.state == State::signedOut; }));
        CHECK(now(source).secret == SpotifySecret::none);
        CHECK(titles(source).size() == 137);
        server.forgetLog();
        sync(source);
        CHECK(server.log().empty());
    }
    SECTION("said") {
        desk->keepSecretInFile(source);
        rest(source);
        CHECK(now(source).secret == SpotifySecret::file);
        server.change([](auto& world) { world.signIn.secrets = Secrets::rotate; });
        sync(source);
        CHECK(now(source).secret == SpotifySecret::file); // the next one too
        restart();
        sync(source);
        CHECK(now(source).state == State::upToDate);
    }
}

TEST_CASE_METHOD(Fixture, "taking leave ends what runs and forgets the secret") {
    const auto source = connect();
    rest(source);
    server.meet({.path = "/v1/me/playlists", .answer = {.isSilent = true}});
    server.forgetLog();
    desk->sync(source);
    REQUIRE(server.waitsFor("/v1/me/playlists"));
    const auto leave = [&] {
        std::promise<void> left;
        desk->leave(source, [&] {
            store::SpotifyStore::remove(folder / "spotify", source);
            left.set_value();
        });
        left.get_future().get();
    };
    leave();
    CHECK_FALSE(isThere(source));
    desk->sync(source); // it comes too late
    desk->keepSecretInFile(source);
    rest(source);
    CHECK_FALSE(isThere(source));
    CHECK(connect() == source); // a new one may get its number
    rest(source);
    CHECK(now(source).state == State::upToDate);
    leave();
    end();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
        if (entry.is_regular_file())
            FAIL("left behind: " << entry.path());
}

TEST_CASE_METHOD(Fixture, "no token and no code is in any file but the secret's") {
    const auto source = connect();
    rest(source);
    end();
    std::filesystem::remove_all(folder / "secrets");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
        if (entry.is_regular_file()) {
            const auto bytes = test::readBytes(entry.path());
            for (const auto* canary : {"refresh-", "access-", "code-"})
                CHECK(bytes.find(canary) == std::string::npos);
        }
    CHECK(std::filesystem::exists(folder / "spotify"));
}

TEST_CASE("the store for secrets can be named") {
    const test::TemporaryFolder folder;
    CHECK(app::namedTokens("") == nullptr);
    CHECK(app::namedTokens("memory") != nullptr);
    const auto files = app::namedTokens("file:" + (folder / "secrets").string());
    REQUIRE(files);
    CHECK(files->writeKeyring("a", "b").place == TokenStore::Place::file);
    CHECK(app::namedTokens("file:" + (folder / "secrets").string())->read("a")->words == "b");
    for (const std::string odd : {"file", "file:", "file:relative", "keyring", "Memory"})
        CHECK_THROWS_AS(app::namedTokens(odd), Error);
}
