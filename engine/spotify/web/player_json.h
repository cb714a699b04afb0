// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify_player.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace segue::spotify {

/// The answers about Spotify's player. Each reader gives nothing where the answer cannot be used: no JSON, cut off, of another
/// form. What is missing, null or of another type is as if it were not told. Pure; any thread.

/// GET /me/player/devices. Entries that are no devices, or have neither id nor name, are left out; at most 50.
[[nodiscard]] std::optional<std::vector<SpotifyDevice>> devicesIn(std::string_view body);

/// GET /me/player, where it is not empty
struct PlayerNow {
    bool isPlaying = false;
    SpotifyDevice device;
    SpotifyHeard heard;
    std::chrono::milliseconds position{0};
    bool mayPause = true, maySkip = true, mayGoBack = true, maySeek = true;
};
[[nodiscard]] std::optional<PlayerNow> playerIn(std::string_view body);

} // namespace segue::spotify
