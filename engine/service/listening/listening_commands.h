// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

namespace segue {

/// What the listener thinks of songs. It belongs to the recording, in whichever file; the file stays as it is.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class ListeningCommands {
public:
    virtual ~ListeningCommands() = default;

    virtual void rate(TrackId track, int stars) = 0; ///< 1 to 5; 0: none
};

} // namespace segue
