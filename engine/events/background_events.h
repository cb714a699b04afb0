// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What comes out about work that goes on by itself.

#include "engine/words/message.h"
#include "engine/words/pause_reason.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace segue {

/// Background work; at most 10 a second, and one with running == false at the end.
struct Progress {
    enum class Stage : std::uint8_t {
        idle,
        composing,
        scanning,
        analysing,
        outlining, ///< everything is analysed; whole songs are read for their waveforms and loudness. Nothing waits for it
        exporting, ///< this and the next can be cancelled
        importing,
    };
    Stage stage = Stage::idle;
    bool running = false;
    bool paused = false;
    PauseReason pausedBy = PauseReason::none;
    std::size_t done = 0;
    std::size_t total = 0; ///< 0: not known yet
    std::size_t failed = 0;
    double songsPerSecond = 0.0;
    std::optional<std::chrono::seconds> timeLeft; ///< by the sound that is left to be read; none: not known yet
};

/// Something the listener should know: what happened and what to do.
struct Notice {
    enum class Level : std::uint8_t { information, warning, error };
    Level level = Level::information;
    Message message;
};

} // namespace segue
