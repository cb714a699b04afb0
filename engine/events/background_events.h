// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events about background work.

#include "engine/words/message.h"
#include "engine/words/pause_reason.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace segue {

/// How far background work is: at most 10 a second, and one with running == false at the end.
struct Progress {
    enum class Stage : std::uint8_t {
        idle,
        composing,
        scanning,
        analysing,
        outlining, ///< after all analyses: whole songs are read for waveform and loudness. Nothing waits for it
        exporting, ///< exporting and importing can be cancelled
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
    std::optional<std::chrono::seconds> timeLeft; ///< estimated from the sound still to be read; none: not known yet
};

/// Something the listener should know: what happened and what to do.
struct Notice {
    enum class Level : std::uint8_t { information, warning, error };
    Level level = Level::information;
    Message message;
};

} // namespace segue
