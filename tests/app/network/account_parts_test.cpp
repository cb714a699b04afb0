// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/network_parts.h"
#include "engine/service/spotify/ask_quota.h"
#include "engine/service/spotify/sync_note.h"
#include "engine/words/error.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>

using namespace segue;
using namespace std::chrono_literals;

namespace {

constexpr AskQuota::Time kNow{1'800'000'000s};

/// A variable of the environment, for a moment.
class Variable final {
public:
    Variable(std::string name, const std::string& value)
        : m_name(std::move(name)) {
        ::setenv(m_name.c_str(), value.c_str(), 1);
    }
    ~Variable() { ::unsetenv(m_name.c_str()); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    std::string m_name;
};

} // namespace

TEST_CASE("the environment may name a Spotify on this computer, and none elsewhere") {
    const test::TemporaryFolder folder;
    CHECK(app::makeNetwork(folder.path()).spotify.api == "https://api.spotify.com/v1");
    for (const std::string whose : {"SEGUE_", "PLAYER_"}) {
        const Variable api(whose + "SPOTIFY_API_BASE", "http://127.0.0.1:9/v1"),
            accounts(whose + "SPOTIFY_ACCOUNTS_BASE", "http://[::1]:9");
        const Variable store(whose + "TOKEN_STORE", "memory");
        const auto parts = app::makeNetwork(folder.path());
        CHECK(parts.spotify.api == "http://127.0.0.1:9/v1");
        CHECK(parts.spotify.accounts == "http://[::1]:9");
        CHECK(parts.tokens->writeKeyring("a", "b").place == TokenStore::Place::nowhere);
        CHECK(parts.tokens->read("a")->words == "b");
    }
    for (const std::string name : {"SEGUE_SPOTIFY_API_BASE", "SEGUE_SPOTIFY_ACCOUNTS_BASE", "PLAYER_SPOTIFY_API_BASE"}) {
        const Variable elsewhere(name, "https://evil.example/v1");
        CHECK_THROWS_AS(app::makeNetwork(folder.path()), Error);
    }
    const Variable odd("SEGUE_TOKEN_STORE", "nowhere");
    CHECK_THROWS_AS(app::makeNetwork(folder.path()), Error);
}

TEST_CASE("so many questions may be asked in any 24 hours") {
    AskQuota quota({}, {}, 3);
    for (const auto after : {0h, 1h, 2h}) {
        CHECK(quota.mayAsk(kNow + after));
        quota.note(kNow + after);
    }
    CHECK_FALSE(quota.mayAsk(kNow + 23h));
    CHECK(quota.freeAt(kNow + 23h) == kNow + 24h);
    CHECK(quota.mayAsk(kNow + 24h));
    quota.note(kNow + 24h);
    CHECK(quota.freeAt(kNow + 24h) == kNow + 25h);
    CHECK(quota.own().size() == 3);
}

TEST_CASE("what others asked counts, and too much of it waits until enough is a day old") {
    AskQuota quota({kNow}, {kNow - 2h, kNow - 1h, kNow - 30h, kNow}, 2);
    CHECK_FALSE(quota.mayAsk(kNow));
    CHECK(quota.freeAt(kNow) == kNow + 24h); // of four two must be a day old, and one more for the next question
    CHECK(quota.own() == std::vector{kNow});
}

TEST_CASE("a clock that was set back makes nothing wait for longer than a day") {
    AskQuota quota({kNow + 4000h, kNow + 4001h}, {}, 2);
    CHECK_FALSE(quota.mayAsk(kNow));
    CHECK(quota.freeAt(kNow) == kNow + 24h);
}

TEST_CASE("a sync's place is written and read, and another's note is not taken for one") {
    SyncNote note{.begun = kNow, .key = "spotify:playlist:one", .offset = 150, .rows = 149, .total = 1234, .isSecond = true};
    note.skipped = {.episodes = 1, .nameless = 2, .twice = 3, .unreadable = 4, .other = 5};
    note.skippedHere.nameless = 1;
    CHECK(SyncNote::from(note.text()) == note);
    CHECK(SyncNote::from(SyncNote{}.text()) == SyncNote{});
    for (const auto* other : {"", "import /home/a file", "sync", "sync 1 liked", "sync x y z"})
        CHECK_FALSE(SyncNote::from(other));
}
