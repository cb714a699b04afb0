// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events about Spotify's own player.

#include "engine/words/spotify_player.h"

namespace segue {

/// The player of the account that is watched (SpotifyPlayerCommands::watch) stands differently than before, or was looked at.
struct SpotifyPlayerChanged {
    SpotifyPlayer player;
};

} // namespace segue
