// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/spotify/account_secrets.h"
#include "engine/service/spotify/player_quota.h"
#include "engine/service/spotify/source_files.h"
#include "engine/spotify/http.h"
#include "engine/spotify/spotify_addresses.h"
#include "engine/spotify/web/player_standing.h"
#include "engine/spotify/web/web_client.h"
#include "engine/spotify/web/web_clock.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace segue {

/// How long things take.
struct PlayerTimes {
    std::chrono::milliseconds lookEvery = std::chrono::seconds(5); ///< at one that is watched and plays
    std::chrono::milliseconds settles{500};                        ///< from an order to a look at what came of it
    std::chrono::milliseconds patience = std::chrono::seconds(5);  ///< with Segue's own player, to fall silent
};

/// What accounts' players are served with. All outlive them.
struct PlayerRooms {
    SourceFiles& files;
    AccountSecrets& secrets;
    spotify::WebClock& clock;
    Http* http = nullptr; ///< null: nothing is asked
    SpotifyAddresses addresses = {};
    std::chrono::milliseconds gap{250}; ///< between two questions
    std::size_t budget = 400;           ///< questions in 24 hours, with all others of the client id
    PlayerTimes times = {};

    std::function<void()> pauseOwn = {}; ///< Segue's own player; returns at once
    // Told on the desk's thread, under no lock of it.
    std::function<void(const SpotifyPlayer&)> changed = {};
    /// Spotify took the sign-in back that was made then.
    std::function<void(SpotifySourceId, std::chrono::sys_seconds authorized)> signInEnded = {};
    std::function<void(const Message&)> fail = {};
};

/// The player of one account: carries orders out, one question after the other, and knows how it stands. What the listener allowed
/// is read from the store before each, and without it nothing is asked.
///
/// Thread rule: one thread, which waits for the network. Failure rule: throws Error of the store.
class PlayerRun final {
public:
    /// @param silenceOwn pauses Segue's own player and waits for it; false: it still is heard
    PlayerRun(const PlayerRooms& rooms, SpotifySourceId source, std::function<bool(const std::stop_token&)> silenceOwn);

    /// Sees how the account stands in the store. @return whether its player may be asked
    bool readAccount();
    void look(const std::stop_token& stop);
    void carryOut(const SpotifyOrder& order, const std::stop_token& stop);
    void pauseOurs(const std::stop_token& stop); ///< if it plays since Segue said so

    [[nodiscard]] const SpotifyPlayer& now() const { return m_standing.now(); }
    [[nodiscard]] bool isOurs() const { return m_isOurs; } ///< it plays since Segue said so, as far as is known
    /// When it is to be looked at by itself; nothing: not before the listener does something.
    [[nodiscard]] std::optional<std::chrono::milliseconds> lookIn();
    [[nodiscard]] bool isFresh() const; ///< it was looked at a moment ago

private:
    spotify::WebReply ask(const spotify::WebOrder& order, const std::stop_token& stop);
    spotify::WebReply askNow(const std::stop_token& stop);
    void forgetAccount(); ///< the next question signs in anew
    void listDevices(const std::stop_token& stop);
    void choose(const std::string& device, const std::stop_token& stop);
    void start(const SpotifyOrder& order, const std::string& device, const std::stop_token& stop);
    void skip(const spotify::WebOrder& order, const std::stop_token& stop);
    bool give(const spotify::WebOrder& order, const std::stop_token& stop);
    bool isUsable(const std::string& device, const std::stop_token& stop);
    void fetchCover(const std::stop_token& stop);
    void tell();
    [[nodiscard]] spotify::WebClient& client();

    const PlayerRooms& m_rooms;
    SpotifySourceId m_source;
    std::function<bool(const std::stop_token&)> m_silenceOwn;
    PlayerQuota m_quota;
    spotify::PlayerStanding m_standing;
    std::string m_accountId, m_clientId;
    std::chrono::sys_seconds m_authorized{};
    std::optional<spotify::WebClient> m_client;
    std::optional<SpotifyOrder> m_waiting; ///< for a device
    bool m_isOurs = false;
    bool m_wantsLook = false;        ///< an order was carried out
    bool m_isSignedOut = true;       ///< or lacks the scopes: what it was signed in with before is worth nothing
    std::chrono::seconds m_pause{0}; ///< that Spotify wants
    std::optional<std::chrono::steady_clock::time_point> m_lookedAt;
};

} // namespace segue
