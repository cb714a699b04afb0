// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify_player.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <vector>

/// What the window says of Spotify's own player, and what it asks it to play: pure functions.
namespace segue::ui {

/// What a listener can do about how the player stands.
enum class PlayerAct : std::uint8_t {
    signIn,
    openSpotify, ///< its program, else its page
    tryAgain,
    turnOff,
};

/// Why there is nothing to press, or what is wrong; empty: it plays or pauses, and all is well.
[[nodiscard]] QString playerText(const SpotifyPlayer& player, std::chrono::sys_seconds now);
[[nodiscard]] std::vector<PlayerAct> playerActs(const SpotifyPlayer& player, std::chrono::sys_seconds now);
[[nodiscard]] QString playerActName(PlayerAct act);
/// Whether something is in a device, playing or not, so that its buttons make sense.
[[nodiscard]] bool isPlayerInUse(const SpotifyPlayer& player);

[[nodiscard]] QString heardTitle(const SpotifyHeard& heard);     ///< never empty
[[nodiscard]] QString heardUnder(const SpotifyHeard& heard);     ///< artist and album; may be empty
[[nodiscard]] QString deviceName(const SpotifyDevice& device);   ///< never empty
[[nodiscard]] QString deviceReason(const SpotifyDevice& device); ///< why it cannot be chosen; empty: it can
[[nodiscard]] QString playerSpoken(const SpotifyPlayer& player); ///< to a screen reader: what plays where

/// What is meant by *Play on Spotify*: the rows that are chosen; of a single one in a playlist the playlist from there on, of a
/// single one elsewhere what follows it as it is shown, and an album itself. Without uris and context: nothing of it can be played.
/// @param shown all rows as they are shown @param chosen which of them, in order
[[nodiscard]] SpotifyPlay spotifyPlayOf(const SpotifyList& list, const std::vector<SpotifyRow>& shown,
                                        const std::vector<std::size_t>& chosen);
[[nodiscard]] bool isNothing(const SpotifyPlay& play);
[[nodiscard]] bool isPlayableOnSpotify(const SpotifyRow& row);

} // namespace segue::ui
