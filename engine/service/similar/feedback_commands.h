// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/feedback.h"
#include "engine/words/track.h"

#include <cstdint>

namespace segue {

/// What the listener says of songs, for the lists to come. Each change is followed by FeedbackChanged, and lists asked for after
/// that go by it.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class FeedbackCommands {
public:
    virtual ~FeedbackCommands() = default;

    virtual void say(FeedbackKind kind, TrackId track) = 0;
    virtual void takeBack(std::int64_t feedback) = 0; ///< one of FeedbackChanged
    virtual void forgetAll() = 0;
    virtual void tell() = 0; ///< answered by FeedbackChanged
};

} // namespace segue
