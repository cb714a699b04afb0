// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/request.h"
#include "engine/words/track.h"

#include <vector>

namespace segue {

/// Files that could not be read.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class ProblemCommands {
public:
    virtual ~ProblemCommands() = default;

    virtual void count() = 0;                               ///< answered by ProblemsChanged
    virtual void list(RequestId request) = 0;               ///< answered by ProblemsLoaded
    virtual void tryAgain(std::vector<TrackId> tracks) = 0; ///< before songs that nobody asked for
};

} // namespace segue
