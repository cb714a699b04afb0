// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/pause_reason.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace segue::analysis {

/// How far the analysis is.
struct QueueProgress {
    std::string model; ///< whose analysis, ModelSpec::id()
    bool running = false;
    bool paused = false;
    PauseReason pausedBy = PauseReason::none;
    bool outlining = false; ///< all is analysed; the numbers are about whole songs being read for their outlines
    std::size_t done = 0;   ///< songs with an answer, failed ones included
    std::size_t total = 0;
    std::size_t failed = 0;
    std::optional<std::size_t> left;              ///< songs without an answer by this bundle; none: not known just now
    double songsPerSecond = 0.0;                  ///< over the last half minute
    std::optional<std::chrono::seconds> timeLeft; ///< by the sound that is left to be read; none: not known yet
};

} // namespace segue::analysis
