// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/spotify_addresses.h"
#include "tests/support/fake_sign_in.h"
#include "tests/support/fake_songs.h"
#include "tests/support/loopback_server.h"

#include <nlohmann/json.hpp>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace segue::test {

/// Answers something else than it would, or does something else.
struct FakeTrouble {
    std::string path;  ///< a part of path and query of the requests that meet it: "/v1/me/tracks?limit=50&offset=50"
    int skip = 0;      ///< so many of those go well first
    int times = 1;     ///< then so many meet it
    WireAnswer answer; ///< status 0: the right answer, but cut, hung up or silent as this says
};

/// Spotify on this computer: its sign-in and as much of its Web API as Segue asks, as strict as Spotify is to an app of today. What
/// no client may do is kept (misdeeds) and is a failure of the test.
///
/// Thread rule: any thread; the state is changed within change() while requests may come.
class FakeSpotify final {
public:
    /// What there is to be asked for, and how.
    struct World {
        FakeSignIn signIn;
        std::vector<FakeUser> users;
        std::deque<FakeTrouble> troubles;
        bool hasOldShapes = false; ///< as before 2026: "tracks", "track", no account_id
        std::string nextHost;      ///< where "next" points to instead; nobody may follow it
        std::function<void(World& world, const WireRequest& request)> before; ///< each request to the Web API is answered
        [[nodiscard]] FakeUser* user(const std::string& id);
    };

    explicit FakeSpotify(
        std::uint16_t port = 0); ///< with one user "ann" (account "acc-ann", 137 likes, three playlists), who agrees
    ~FakeSpotify();

    [[nodiscard]] SpotifyAddresses addresses() const;
    [[nodiscard]] std::uint16_t port() const { return m_server->port(); }
    void change(const std::function<void(World& world)>& how);
    void meet(FakeTrouble trouble);
    /// Plays the browser: opens Spotify's page, and the address that it sends to. @return what the last of both answered
    WireAnswer browse(const std::string& address) const;

    [[nodiscard]] std::vector<std::string> misdeeds() const;
    [[nodiscard]] std::vector<std::string> log() const;             ///< "GET /v1/me 200" of each request, in order
    [[nodiscard]] std::size_t asked(const std::string& part) const; ///< of the log's lines hold this
    [[nodiscard]] std::size_t callsOfApi() const;
    [[nodiscard]] bool waitsFor(const std::string& part); ///< until it is asked; false: not for half a minute
    void forgetLog();
    /// Orders in JSON, for the program; fake_spotify_script.cpp names them.
    void script(const nlohmann::json& orders);

private:
    WireAnswer answer(const WireRequest& request);
    WireAnswer rightAnswer(const WireRequest& request);
    WireAnswer ofApi(const WireRequest& request);
    WireAnswer ofUser(FakeUser& user, const std::string& path, const WireRequest& request);
    WireAnswer ofPlayer(FakeUser& user, const std::string& path, const WireRequest& request);
    WireAnswer ofPlaylist(FakeUser& user, const std::string& path, const WireRequest& request);
    WireAnswer pageOf(const std::vector<nlohmann::json>& all, const WireRequest& request);
    [[nodiscard]] nlohmann::json playlistJson(const FakePlaylist& playlist, const FakeUser& user);

    mutable std::mutex m_mutex; ///< of what follows, but m_server
    World m_world;
    std::vector<std::string> m_misdeeds, m_log;
    std::condition_variable m_logged;
    std::unique_ptr<LoopbackServer> m_server; ///< last
};

} // namespace segue::test
