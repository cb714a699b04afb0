// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What comes out of the player and its queue.

#include "engine/playback/player.h"
#include "engine/words/queue_state.h"
#include "engine/words/request.h"
#include "engine/words/track.h"

#include <vector>

namespace segue {

struct PlaybackChanged {
    playback::PlaybackStatus status;
};

/// The queue is another, or went on.
struct QueueChanged {
    QueueState queue; ///< shares its parts with those of other events: what is the same need not be looked at again
    bool canUndo = false;
    bool canRedo = false;
};

struct QueueSongsLoaded {
    RequestId request = 0;
    std::vector<TrackId> asked;
    std::vector<Track> songs; ///< those that are still in a library
};

} // namespace segue
