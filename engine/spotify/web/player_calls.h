// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/web/web_client.h"
#include "engine/words/spotify_player.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace segue::spotify {

/// What Spotify's player is asked, and what its answers mean. Pure; any thread.

inline constexpr std::string_view kPlayerPath = "/me/player";
inline constexpr std::string_view kDevicesPath = "/me/player/devices";
inline constexpr std::size_t kMostPlayed = 100; ///< songs that are named in one order

/// @param device its id; empty: the one in use
[[nodiscard]] WebOrder transferOrder(const std::string& device); ///< it goes on there as it was: playing or not
/// Nothing: none of it can be named. Songs that cannot be (files of the listener's own) are left out.
[[nodiscard]] std::optional<WebOrder> playOrder(const SpotifyPlay& play, const std::string& device);
[[nodiscard]] WebOrder resumeOrder(const std::string& device);
[[nodiscard]] WebOrder pauseOrder();
[[nodiscard]] WebOrder nextOrder();
[[nodiscard]] WebOrder previousOrder();
[[nodiscard]] WebOrder seekOrder(std::chrono::milliseconds position);
[[nodiscard]] WebOrder volumeOrder(int percent);

/// What came of an order that Spotify did not carry out as it was given.
enum class PlayerRefusal {
    already,    ///< it was so already: no harm
    premium,    ///< the account has no Premium
    noDevice,   ///< none is in use, or the one that was named is gone
    noControl,  ///< the device takes no orders
    notGranted, ///< the sign-in lacks the scopes
    other,      ///< WebReply::words say why
};
/// Of a reply that is `forbidden` or `notFound`; nothing: of any other.
[[nodiscard]] std::optional<PlayerRefusal> refusalOf(const WebReply& reply);

/// Whether a sign-in with this scope may control the player; unlike grantsAll(), one that is not told does not.
[[nodiscard]] bool grantsPlayer(std::string_view scope);

} // namespace segue::spotify
