// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/radio_events.h"

namespace segue {

/// Radio; answered by QueueChanged and RadioChanged. Its entries are the queue's automatic part: QueueCommands takes them out
/// (they do not come again) or moves them to what the listener put in, where they stay. A session goes on after a restart.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive with RadioChanged.
class RadioCommands {
public:
    virtual ~RadioCommands() = default;

    /// Plays the first song, and what sounds like all of them after it, without an end; the others may be among that. A new
    /// session.
    virtual void startRadio(RadioSeeds seeds) = 0;
    virtual void stopRadio() = 0; ///< takes its entries out; what plays goes on
    virtual void setRadio(const RadioSettings& settings) = 0;
};

} // namespace segue
