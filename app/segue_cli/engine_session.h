// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue_cli/commands.h"
#include "engine/engine.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace segue::cli {

/// An engine whose events are handled on the caller's thread.
class EngineSession final {
public:
    EngineSession(const CommonOptions& common, bool readOnly, bool outlines = false, bool guessCodePage = true);

    [[nodiscard]] Engine& engine() { return *m_engine; }

    /// Handles events until `handle` returns true, or `stop` does (asked a few times a second).
    void run(
        const std::function<bool(const Event&)>& handle, const std::function<bool()>& stop = [] { return false; });

private:
    [[nodiscard]] std::optional<Event> next(std::chrono::milliseconds patience);

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<Event> m_events;
    std::unique_ptr<Engine> m_engine; ///< last: it posts to the above
};

} // namespace segue::cli
