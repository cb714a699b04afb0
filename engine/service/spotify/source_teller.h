// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/spotify/source_files.h"

#include <atomic>
#include <chrono>
#include <functional>

namespace segue {

/// Sends SpotifyChanged: what is stored of all sources, and what runs for them, at most ten times a second and never too seldom:
/// what was so when tell() was called is told.
///
/// Thread rule: any thread; only stop() waits.
class SourceTeller final {
public:
    /// @param overlay puts what runs now over what is stored
    SourceTeller(EventEmitter& emitter, SourceFiles& files, std::function<void(SpotifySource&)> overlay)
        : m_emitter(emitter)
        , m_files(files)
        , m_overlay(std::move(overlay))
        , m_line(emitter) {}

    void tell();
    void stop() { m_line.stop(); }

private:
    void tellNow(const std::stop_token& stop);

    EventEmitter& m_emitter;
    SourceFiles& m_files;
    std::function<void(SpotifySource&)> m_overlay;
    std::atomic<bool> m_isPosted{false};
    std::chrono::steady_clock::time_point m_told{}; ///< the line's thread only
    JobLine m_line;                                 ///< last
};

} // namespace segue
