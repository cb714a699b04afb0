// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify_player.h"

namespace segue {

/// Spotify's own player, for accounts of which the listener allowed it. Nothing of it is heard, queued, counted or compared here,
/// and it never plays together with Segue's own player: that one is paused before, and when it starts Spotify's is.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: what goes wrong is in SpotifyPlayerChanged. What
/// names no account changes nothing.
class SpotifyPlayerCommands {
public:
    virtual ~SpotifyPlayerCommands() = default;

    /// Allowed: signs in again if Spotify was not asked for that yet. Not allowed: nothing is asked any more.
    virtual void allow(SpotifySourceId source, bool isAllowed) = 0;
    /// The listener looks at this account's player; 0: at none. Answered by SpotifyPlayerChanged, which comes for no other one. It
    /// is looked at now, and while it plays every five seconds.
    virtual void watch(SpotifySourceId source) = 0;
    virtual void order(SpotifySourceId source, SpotifyOrder order) = 0;
};

} // namespace segue
