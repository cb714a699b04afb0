// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/spotify/spotify_jobs.h"
#include "engine/store/database/database.h"
#include "tests/app/network/account_fixture.h"
#include "tests/support/fake_spotify.h"
#include "tests/support/temporary_folder.h"

#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace segue::test {

/// The facade's Spotify from its commands to the wire, with a browser that agrees and a player of Segue's own that is made up,
/// against a strict Spotify. "ann" has Premium and two devices, of which none is in use.
struct PlayerFixture {
    TemporaryFolder folder;
    FakeSpotify server;
    AccountClock clock;
    std::shared_ptr<Http> http;
    std::shared_ptr<TokenStore> tokens;
    std::shared_ptr<RedirectListener> redirects;
    store::Database database;
    std::size_t budget = 100'000;
    PlayerTimes times{
        .lookEvery = std::chrono::hours(1), .settles = std::chrono::milliseconds(1), .patience = std::chrono::minutes(1)};
    bool ownObeys = true; ///< Segue's own player pauses when it is told to

    PlayerFixture();
    ~PlayerFixture() { end(); }
    void begin();
    void end();

    void connect(); ///< as source 1, and waits until it is synced
    void allow();   ///< and waits until Spotify granted it
    void ann(const std::function<void(FakeUser&)>& how);
    void useKitchen(bool plays = false); ///< a device of ann's is in use
    void order(SpotifyOrder::Kind kind) { order(SpotifyOrder{.kind = kind}); }
    void order(SpotifyOrder order) { jobs->order(1, std::move(order)); }
    void playOwn(bool plays); ///< Segue's own player

    /// Waits until the player is told so, from what was told after the last call on. @return it
    SpotifyPlayer until(const std::function<bool(const SpotifyPlayer&)>& wanted);
    SpotifyPlayer until(SpotifyPlayerState state); ///< and no order is on its way
    [[nodiscard]] SpotifySource source();
    [[nodiscard]] bool becomes(const std::function<bool(const SpotifySource&)>& wanted,
                               std::chrono::milliseconds within = std::chrono::seconds(60));
    [[nodiscard]] std::size_t looks() const { return server.asked("GET /v1/me/player "); }
    [[nodiscard]] std::vector<std::string> steps(); ///< orders to Spotify's player, and "own paused", in order

    std::unique_ptr<SpotifyJobs> jobs;
    std::vector<Message> notices;

private:
    void take(const Event& event);
    [[nodiscard]] std::string wordsOfTold();

    EventEmitter m_emitter;
    std::recursive_mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<SpotifyPlayer> m_told;
    std::size_t m_seen = 0;
    std::vector<SpotifySource> m_sources;
    std::vector<std::string> m_steps;
    std::vector<std::future<void>> m_browsers;
};

} // namespace segue::test
