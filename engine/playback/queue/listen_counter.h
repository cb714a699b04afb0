// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/words/listen.h"

#include <chrono>
#include <optional>

namespace segue::playback {

/// Tells from the player's reports what servers of listens are to know; pure. The rule is theirs: a song counts when half of it
/// or four minutes of it were heard, whichever is less, and not at all if it is shorter than 30 seconds. What counts is the time
/// that it was heard, not how far it came: what is skipped is not heard, and what is heard twice is. It counts once for each time
/// it is started; going back to its first seconds is a start. A preview is no listen, nor is a song without artist or title.
class ListenCounter final {
public:
    struct Clocks {
        std::chrono::steady_clock::time_point steady;
        std::chrono::system_clock::time_point wall;
    };
    struct Told {
        std::optional<Listen> began;   ///< it plays now
        std::optional<Listen> counted; ///< it was heard for long enough
    };

    /// Takes each report in turn, with the clocks' times.
    [[nodiscard]] Told take(const PlaybackStatus& status, const Clocks& now);

private:
    [[nodiscard]] bool isStart(const PlaybackStatus& status) const;
    [[nodiscard]] Listen listenOf(const PlaybackStatus& status) const;

    PlaybackStatus m_last; ///< without previews
    std::chrono::steady_clock::time_point m_lastAt{};
    std::chrono::sys_seconds m_began{}; ///< when it was heard first; 0: not yet
    std::chrono::milliseconds m_heard{0};
    bool m_isCounted = false;
};

} // namespace segue::playback
