// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/web/player_calls.h"
#include "engine/spotify/web/web_client.h"
#include "engine/words/spotify_player.h"

#include <cstdint>
#include <string>
#include <utility>

namespace segue::spotify {

/// How the player of one account stands, out of what Spotify answered one after another, and what is to be asked because of it.
/// Pure; one thread.
class PlayerStanding final {
public:
    /// What has to be asked so that the listener can go on.
    enum class Next : std::uint8_t {
        nothing,
        look,        ///< what plays, a moment later: an order takes its time
        listDevices, ///< where it could play
    };

    explicit PlayerStanding(SpotifySourceId source) { m_now.source = source; }

    void takeNow(const WebReply& reply);     ///< of GET /me/player
    void takeDevices(const WebReply& reply); ///< of GET /me/player/devices
    [[nodiscard]] Next takeOrder(const WebReply& reply);

    void begin();                                                    ///< an order is on its way
    void become(SpotifyPlayerState state);                           ///< without anything being asked
    void waitForDevice(bool waits) { m_now.waitsForDevice = waits; } ///< what was to be played
    void holdBack();                                                 ///< Segue's own player did not fall silent
    void lookByItself(bool looks) { m_now.looksByItself = looks; }
    void block(std::chrono::sys_seconds until);
    void showImage(std::string bytes) { m_now.heard.image = std::move(bytes); } ///< the cover of what plays

    [[nodiscard]] const SpotifyPlayer& now() const { return m_now; }
    [[nodiscard]] bool isPlaying() const { return m_now.state == SpotifyPlayerState::playing; }
    /// Whether a device can be named that is in use, as far as is known.
    [[nodiscard]] bool hasDevice() const { return isPlaying() || m_now.state == SpotifyPlayerState::paused; }

private:
    Next fail(const WebReply& reply);
    void failLook(const WebReply& reply);
    void showNothing();

    SpotifyPlayer m_now;
    int m_unreached = 0; ///< looks in a row
};

} // namespace segue::spotify
