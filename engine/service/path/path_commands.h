// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/path_events.h"

namespace segue {

/// Ways from one song to another, and on from one.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive with the answer.
class PathCommands {
public:
    virtual ~PathCommands() = default;

    /// Answered by PathReady. A newer request cancels an unanswered older one.
    virtual void findPath(RequestId request, PathQuery query) = 0;
    /// Answered by RadioPlanned: what radio would play, if nobody skipped a song.
    virtual void planRadio(RequestId request, RadioQuery query) = 0;
};

} // namespace segue
