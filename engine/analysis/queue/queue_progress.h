// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/pause_reason.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace segue::analysis {

/// The progress of the analysis.
struct QueueProgress {
    std::string model; ///< the bundle that analyses, ModelSpec::id()
    bool running = false;
    bool paused = false;
    PauseReason pausedBy = PauseReason::none;
    bool outlining = false; ///< all songs are analysed; the numbers are about outlines
    std::size_t done = 0;   ///< songs with an answer, failed ones included
    std::size_t total = 0;
    std::size_t failed = 0;
    std::optional<std::size_t> left;              ///< songs without an answer by this bundle; none: not known now
    double songsPerSecond = 0.0;                  ///< over the last half minute
    std::optional<std::chrono::seconds> timeLeft; ///< estimated from the sound still to be read; none: not known yet
};

} // namespace segue::analysis
