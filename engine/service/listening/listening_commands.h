// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

namespace segue {

/// The listener's ratings. A rating belongs to the recording, whichever file holds it; music files are not changed.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class ListeningCommands {
public:
    virtual ~ListeningCommands() = default;

    virtual void rate(TrackId track, int stars) = 0; ///< 1 to 5; 0: none
};

} // namespace segue
