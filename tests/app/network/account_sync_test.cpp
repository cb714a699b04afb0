// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/network/account_fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <ctime>
#include <fstream>

using namespace segue;
using namespace std::chrono_literals;
using State = SpotifyState;
using test::fakeEntry;
using test::fakePlaylist;

namespace {

/// Of this process, by its name in /proc/self/status.
long kilobytesOf(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ':'))
            return std::stol(line.substr(name.size() + 1));
    return 0;
}

const std::string kQuota = R"({"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}})";

struct Fixture : test::AccountFixture {
    /// Connected and synced, with nothing in the log.
    SpotifySourceId connected() {
        const auto source = connect();
        rest(source);
        REQUIRE(now(source).state == State::upToDate);
        server.forgetLog();
        return source;
    }
    void ann(const std::function<void(test::FakeUser&)>& change) {
        server.change([&](auto& world) { change(*world.user("ann")); });
    }
    /// What a failure must leave as it was.
    void checkWhole(SpotifySourceId source) {
        CHECK(titles(source).size() == 137);
        CHECK(titles(source, "spotify:playlist:two").size() == 60);
        CHECK(now(source).songs == 137);
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "what did not change is not asked for again") {
    const auto source = connected();
    sync(source);
    CHECK(server.callsOfApi() == 4); // who it is, playlists, the first page of liked songs, albums
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "songs that were liked since come first, and what is behind them is not read again") {
    const auto source = connected();
    ann([](auto& user) {
        user.likes.insert(user.likes.begin(), fakeEntry(test::fakeTrack(1000)));
        user.playlists[0].items.push_back(fakeEntry(test::fakeTrack(1001), "item"));
        user.playlists[0].snapshot = "s2";
        user.playlists[1].name = "Renamed";
    });
    sync(source);
    const auto liked = titles(source);
    REQUIRE(liked.size() == 138);
    CHECK(liked[0] == "Song 1000");
    CHECK(liked[1] == "Song 0");
    CHECK(liked[137] == "Song 136");
    CHECK(server.asked("/v1/me/tracks") == 2);
    CHECK(titles(source, "spotify:playlist:one").size() == 4);
    CHECK(server.asked("/playlists/two") == 0);
    CHECK(list(source, "spotify:playlist:two")->list.name == "Renamed");
}

TEST_CASE_METHOD(Fixture, "songs that are liked no longer go, wherever they were") {
    const auto source = connected();
    const auto gone = GENERATE(std::size_t{0}, std::size_t{70}, std::size_t{136});
    const auto alsoNew = GENERATE(false, true);
    ann([&](auto& user) {
        user.likes.erase(user.likes.begin() + static_cast<std::ptrdiff_t>(gone));
        if (alsoNew) // the number is the same then
            user.likes.insert(user.likes.begin(), fakeEntry(test::fakeTrack(1000)));
    });
    sync(source);
    const auto liked = titles(source);
    CHECK(liked.size() == (alsoNew ? 137 : 136));
    CHECK(std::ranges::find(liked, "Song " + std::to_string(gone)) == liked.end());
    CHECK(now(source).skipped.twice == 0);
}

TEST_CASE_METHOD(Fixture, "after a week all liked songs are looked through once more") {
    const auto source = connected();
    clock.advance(std::chrono::days(8));
    sync(source);
    CHECK(server.asked("/v1/me/tracks") == 3);
    server.forgetLog();
    sync(source);
    CHECK(server.asked("/v1/me/tracks") == 1);
}

TEST_CASE_METHOD(Fixture, "playlists come and go, and one that is gone in between goes at the end only") {
    const auto source = connected();
    ann([](auto& user) {
        user.playlists.erase(user.playlists.begin());
        user.playlists.push_back(fakePlaylist("new", "ann", 51));
        user.playlists[0].isGone = true; // "two": still listed
        user.playlists[0].snapshot = "s2";
    });
    server.meet({.path = "/playlists/new/items", .skip = 1, .times = 4, .answer = {.status = 500}});
    sync(source);
    CHECK(now(source).state == State::offline);
    checkWhole(source);
    sync(source);
    CHECK(now(source).state == State::upToDate);
    CHECK_FALSE(list(source, "spotify:playlist:one"));
    CHECK_FALSE(list(source, "spotify:playlist:two"));
    CHECK(titles(source, "spotify:playlist:new").size() == 51);
}

TEST_CASE_METHOD(Fixture, "a playlist that Spotify keeps from apps is not asked for until it changes") {
    ann([](auto& user) { user.playlists[0].isForbidden = true; });
    const auto source = connected();
    CHECK(list(source, "spotify:playlist:one")->list.state == SpotifyListState::notAvailable);
    CHECK_FALSE(list(source, "spotify:playlist:one")->list.count);
    sync(source);
    CHECK(server.asked("/playlists/one") == 0);
    ann([](auto& user) {
        user.playlists[0].isForbidden = false;
        user.playlists[0].snapshot = "s2";
    });
    sync(source);
    CHECK(titles(source, "spotify:playlist:one").size() == 3);
}

TEST_CASE_METHOD(Fixture,
                 "episodes, entries that are null, the listener's own files and numbers as names are taken as what they are") {
    ann([](auto& user) {
        auto odd = fakePlaylist("odd", "ann", 2);
        odd.items.push_back(fakeEntry(nullptr, "item"));
        odd.items.push_back(fakeEntry(test::fakeEpisode(1), "item"));
        odd.items.push_back(fakeEntry(test::fakeLocal("Halsey", "929"), "item"));
        auto number = test::fakeTrack(5);
        number["name"] = 1979;
        number["album"]["name"] = 1989;
        odd.items.push_back(fakeEntry(number, "item"));
        odd.items.push_back(nullptr);
        odd.items.push_back(odd.items.front()); // twice: a playlist may
        auto talk = fakePlaylist("talk", "ann", 0);
        talk.items = {fakeEntry(test::fakeEpisode(1), "item")};
        user.playlists = {odd, talk, fakePlaylist("empty", "ann", 0)};
    });
    const auto source = connected();
    CHECK(titles(source, "spotify:playlist:odd") == std::vector<std::string>{"Song 0", "Song 1", "929", "1979", "Song 0"});
    CHECK(now(source).skipped.episodes == 2);
    CHECK(now(source).skipped.nameless == 2);
    CHECK(list(source, "spotify:playlist:talk")->list.state == SpotifyListState::podcastsOnly);
    CHECK(list(source, "spotify:playlist:empty")->list.state == SpotifyListState::empty);
    const auto facts = list(source, "spotify:playlist:odd");
    const auto rows = store::SpotifyStore(folder / "spotify", source).entries(facts->list.id);
    CHECK(rows[2].row.availability == SpotifyAvailability::localFile);
    CHECK(rows[3].row.album == "1989");
    CHECK(rows[0].isrc == "QZSEG0000000");
}

TEST_CASE_METHOD(Fixture, "what Spotify said before 2026 is understood") {
    server.change([](auto& world) {
        world.hasOldShapes = true;
        world.user("ann")->playlists.pop_back();
    });
    const auto source = connected();
    checkWhole(source);
    CHECK(server.misdeeds().empty());
}

TEST_CASE_METHOD(Fixture, "an address that an answer names is not followed") {
    const test::FakeSpotify stranger;
    server.change([&](auto& world) { world.nextHost = "http://127.0.0.1:" + std::to_string(stranger.port()); });
    const auto source = connected();
    checkWhole(source);
    server.meet(
        {.path = "/v1/me/tracks", .answer = {.status = 302, .headers = {{"Location", stranger.addresses().api + "/me/tracks"}}}});
    sync(source);
    CHECK(now(source).state == State::offline);
    CHECK(now(source).problem.id() == MessageId::spotifyUnusable);
    checkWhole(source);
    CHECK(stranger.log().empty());
}

TEST_CASE_METHOD(Fixture, "a sign-in that runs out in mid-sync is renewed, and nothing is missing or twice") {
    server.change([](auto& world) { world.signIn.uses = 3; });
    const auto source = connected();
    checkWhole(source);
    CHECK(now(source).skipped == SpotifySkipped{});
    server.change([](auto& world) { CHECK(world.signIn.renewals >= 2); });
}

TEST_CASE_METHOD(Fixture, "a sign-in that is taken back in mid-sync keeps what was there, and a new one goes on where it ended") {
    const auto source = connected();
    clock.advance(std::chrono::days(8)); // all pages again
    int pages = 0;
    server.change([&](auto& world) {
        world.before = [&pages](auto& inner, const test::WireRequest& request) {
            if (request.path == "/v1/me/tracks" && ++pages == 3) {
                inner.signIn.expireAll();
                inner.signIn.revokeAll();
            }
        };
    });
    sync(source);
    CHECK(now(source).state == State::signInAgain);
    checkWhole(source);
    server.change([](auto& world) { world.before = nullptr; });
    server.forgetLog();
    connect(source);
    rest(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(server.asked("/v1/me/tracks") == 1); // the third
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "a short pause goes on with the same page, and is told") {
    const auto source = connected();
    clock.advance(std::chrono::days(8));
    server.meet({.path = "/v1/me/tracks?limit=50&offset=50",
                 .answer = {.status = 429, .body = "Too many requests", .headers = {{"Retry-After", "1"}}}});
    sync(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(server.asked("/v1/me/tracks?limit=50&offset=50 ") == 2);
    CHECK(std::ranges::count(clock.waits(), 1000ms) == 1);
    const auto all = states();
    CHECK(std::ranges::count(all, State::rateLimited) == 1);
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "a quota that is used up is left alone until it is over, also after a restart, and then goes on") {
    const auto source = connected();
    clock.advance(std::chrono::days(8));
    const auto pause = GENERATE(std::string("48925"), std::string("1"));
    server.meet({.path = "/v1/me/tracks?limit=50&offset=100",
                 .answer = {.status = 429, .body = kQuota, .headers = {{"Retry-After", pause}}}});
    sync(source);
    CHECK(now(source).state == State::quotaUsed);
    checkWhole(source);
    if (pause == "1")
        return;
    CHECK(now(source).until > clock.wall() + 48'000s);
    server.forgetLog();
    sync(source);
    restart();
    desk->begin();
    rest(source);
    sync(source);
    connect(source); // nor is the listener asked
    rest(source);
    CHECK(server.log().empty());
    CHECK(now(source).state == State::quotaUsed);
    clock.advance(48'926s);
    restart();
    desk->begin();
    rest(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(server.asked("/v1/me/tracks") == 1);
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "another source with the same client id shares its quota, one with another does not") {
    const auto source = connected();
    server.meet({.path = "/v1/me", .answer = {.status = 429, .body = kQuota, .headers = {{"Retry-After", "5000"}}}});
    sync(source);
    server.forgetLog();
    const auto same = connect();
    rest(same);
    CHECK(now(same).state == State::quotaUsed);
    CHECK(server.log().empty());
    server.change([](auto& world) {
        world.signIn.clients.insert("other");
        world.users.push_back({.id = "bo", .account = "acc-bo", .name = "Bo"});
        world.signIn.user = "bo";
    });
    const auto other = connect(0, "other");
    rest(other);
    CHECK(now(other).state == State::upToDate);
}

TEST_CASE_METHOD(Fixture, "a pause of unknown length is a minute, then two, then four") {
    const auto source = connected();
    for (const auto expected : {60s, 120s, 240s}) {
        server.meet({.path = "/v1/me", .answer = {.status = 429, .body = "Too many requests"}});
        sync(source);
        const auto wait = now(source).until - clock.wall();
        CHECK(wait <= expected);
        CHECK(wait > expected / 2);
        clock.advance(expected + 1s);
    }
    sync(source);
    CHECK(now(source).state == State::upToDate);
}

TEST_CASE_METHOD(Fixture, "so many questions are asked in a day and no more, and the rest comes on the next") {
    end();
    budget = 5;
    begin();
    const auto source = connect();
    rest(source);
    CHECK(now(source).state == State::quotaUsed);
    CHECK(server.callsOfApi() == 5);
    CHECK(titles(source).empty());
    sync(source);
    restart();
    sync(source);
    CHECK(server.callsOfApi() == 5);
    for (int day = 0; day < 4 && now(source).state != State::upToDate; ++day) {
        clock.advance(25h);
        sync(source);
    }
    CHECK(now(source).state == State::upToDate);
    checkWhole(source);
    CHECK(server.asked("offset=0 ") - server.asked("/v1/me/playlists") == 4); // no page of liked songs was read twice
}

TEST_CASE_METHOD(Fixture, "a connection that breaks within an answer is tried again, and costs nothing if it stays broken") {
    const auto source = connected();
    clock.advance(std::chrono::days(8));
    const auto times = GENERATE(1, 3, 4);
    server.meet({.path = "/v1/me/tracks?limit=50&offset=50", .times = times, .answer = {.status = 0, .cutAfter = 3000}});
    sync(source);
    CHECK(now(source).state == (times < 4 ? State::upToDate : State::offline));
    checkWhole(source);
    server.forgetLog();
    sync(source);
    CHECK(now(source).state == State::upToDate);
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "answers that make no sense end a sync and change nothing") {
    const auto source = connected();
    clock.advance(std::chrono::days(8));
    const auto path = GENERATE(std::string("/v1/me?"), std::string("/v1/me/playlists"),
                               std::string("/v1/me/tracks?limit=50&offset=50"), std::string("/v1/me/albums"));
    const auto body = GENERATE(std::string(), std::string("null"), std::string("<html>"), std::string(R"({"items":)"),
                               std::string(R"({"items":7,"total":1})"), std::string(100'000, '['));
    server.meet({.path = path == "/v1/me?" ? "/v1/me" : path, .answer = {.status = 200, .body = body}});
    sync(source);
    CHECK(now(source).state == State::offline);
    CHECK(now(source).problem.id() == MessageId::spotifyUnusable);
    checkWhole(source);
    sync(source);
    CHECK(now(source).state == State::upToDate);
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "a server that says that there are songs and has none costs no song") {
    const auto source = connected();
    clock.advance(std::chrono::days(8));
    server.meet({.path = "/v1/me/tracks", .times = 2, .answer = {.status = 200, .body = R"({"items":[],"total":137})"}});
    sync(source);
    CHECK(now(source).state == State::offline);
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "songs that are liked while they are read are there once, in their order") {
    const auto source = connected();
    clock.advance(std::chrono::days(8));
    const auto always = GENERATE(false, true);
    int pages = 0;
    server.change([&](auto& world) {
        world.before = [&pages, always](auto& inner, const test::WireRequest& request) {
            if (request.path != "/v1/me/tracks" || ++pages > 20)
                return;
            if (always || pages == 2)
                inner.user("ann")->likes.insert(inner.user("ann")->likes.begin(),
                                                fakeEntry(test::fakeTrack(1000 + static_cast<std::size_t>(pages))));
        };
    });
    sync(source);
    CHECK(now(source).state == State::upToDate);
    auto liked = titles(source);
    for (std::size_t i = 0; i < 137; ++i)
        CHECK(std::ranges::count(liked, "Song " + std::to_string(i)) == 1);
    if (!always)
        CHECK(liked.size() == 138);
    std::ranges::sort(liked);
    CHECK(std::ranges::adjacent_find(liked) == liked.end());
}

TEST_CASE_METHOD(Fixture, "a sync that is cancelled keeps what was there and goes on where it was") {
    const auto source = connected();
    clock.advance(std::chrono::days(8));
    clock.setPatient(true);
    SECTION("while a server says nothing") {
        server.meet({.path = "/v1/me/tracks?limit=50&offset=100", .answer = {.isSilent = true}});
    }
    SECTION("while Spotify wants a pause") {
        server.meet({.path = "/v1/me/tracks?limit=50&offset=100", .answer = {.status = 429, .headers = {{"Retry-After", "29"}}}});
    }
    SECTION("while it waits for a broken server") {
        server.meet({.path = "/v1/me/tracks?limit=50&offset=100", .answer = {.status = 500}});
    }
    desk->sync(source);
    REQUIRE(server.waitsFor("/v1/me/tracks?limit=50&offset=100"));
    desk->cancel(source);
    rest(source);
    CHECK(now(source).state == State::upToDate); // as of before
    checkWhole(source);
    clock.setPatient(false);
    server.forgetLog();
    sync(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(server.asked("/v1/me/tracks?limit=50&offset=0") == 0);
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "a sync that the program's end broke off goes on at the next start") {
    const auto source = connected();
    clock.advance(std::chrono::days(8));
    server.meet({.path = "/v1/me/tracks?limit=50&offset=100", .answer = {.isSilent = true}});
    desk->sync(source);
    REQUIRE(server.waitsFor("/v1/me/tracks?limit=50&offset=100"));
    end();
    server.forgetLog();
    begin();
    desk->begin();
    rest(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(server.asked("/v1/me/tracks") == 1);
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "a name that is given while a sync runs stays") {
    const auto source = connected();
    server.change([&](auto& world) {
        world.before = [&](auto&, const test::WireRequest& request) {
            if (request.path != "/v1/me/albums")
                return;
            store::SpotifyStore store(folder / "spotify", source);
            auto renamed = store.source();
            renamed.name = "Mine";
            store.setSource(renamed);
        };
    });
    sync(source);
    CHECK(now(source).state == State::upToDate);
    CHECK(now(source).name == "Mine");
}

TEST_CASE_METHOD(Fixture, "a clock that is half a year ahead loses nothing, also when it is set right again") {
    const auto source = connected();
    clock.advance(std::chrono::days(183));
    restart();
    desk->begin(); // its rows are too old by that clock: Spotify is asked first
    rest(source);
    CHECK(now(source).state == State::upToDate);
    checkWhole(source);
    server.meet({.path = "/v1/me", .answer = {.status = 429, .body = kQuota, .headers = {{"Retry-After", "5000"}}}});
    sync(source);
    CHECK(now(source).state == State::quotaUsed);
    clock.advance(-std::chrono::days(183));
    sync(source);
    CHECK(now(source).state == State::upToDate);
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "rows that are a month old go when Spotify cannot be reached, and come back with it") {
    const auto source = connected();
    clock.advance(std::chrono::days(31));
    server.meet({.path = "/api/token", .times = 4, .answer = {.status = 500}});
    restart();
    desk->begin();
    rest(source);
    CHECK(now(source).problem.id() == MessageId::spotifyRowsTooOld);
    CHECK(now(source).lists.empty());
    CHECK(titles(source).empty());
    sync(source);
    CHECK(now(source).state == State::upToDate);
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "albums that Spotify does not tell are no reason to be without the rest") {
    const auto status = GENERATE(403, 404);
    server.meet({.path = "/v1/me/albums", .answer = {.status = status, .body = "Forbidden"}});
    const auto source = connected();
    CHECK_FALSE(list(source, "albums"));
    checkWhole(source);
}

TEST_CASE_METHOD(Fixture, "an account without anything is up to date") {
    ann([](auto& user) {
        user.likes.clear();
        user.albums.clear();
        user.playlists.clear();
    });
    const auto source = connected();
    CHECK(list(source, "liked")->list.state == SpotifyListState::empty);
    CHECK(now(source).songs == 0);
}

// Hidden: what 10,000 liked songs and 200 playlists cost Segue and the server beside it, which answers at once.
TEST_CASE_METHOD(Fixture, "10,000 liked songs and 200 playlists", "[.bench]") {
    ann([](auto& user) {
        user.likes = test::fakeLikes(10'000);
        user.playlists.clear();
        for (int i = 0; i < 200; ++i)
            user.playlists.push_back(fakePlaylist("p" + std::to_string(i), "ann", 40));
    });
    const auto begun = std::chrono::steady_clock::now();
    const auto cpu = std::clock();
    std::ofstream("/proc/self/clear_refs") << 5; // the peak counts from here on
    const auto before = kilobytesOf("VmRSS");
    const auto source = connected();
    const auto peak = kilobytesOf("VmHWM") - before;
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    WARN("connected and synced in " << took << " s, " << static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC
                                    << " s of CPU and " << static_cast<double>(peak) / 1024 << " MiB with the server");
    CHECK(titles(source).size() == 10'000);
    CHECK(now(source).lists.size() == 202);
}
