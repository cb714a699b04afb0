// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What comes out of the player.

#include "engine/playback/player.h"

namespace segue {

struct PlaybackChanged {
    playback::PlaybackStatus status;
};

} // namespace segue
