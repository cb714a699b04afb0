// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/service/background/event_emitter.h"

#include <chrono>
#include <mutex>
#include <optional>

namespace segue {

/// Makes one Progress of the engine's kinds of work: while something is composed or scanned that is shown, else the
/// analysis. `running == false` is sent only when nothing is left at all.
///
/// Thread rule: any thread.
class WorkProgress final {
public:
    explicit WorkProgress(EventEmitter& emitter) : m_emitter(emitter) {}

    void begin(Progress::Stage stage);                          ///< counted: as many end() as begin()
    void update(Progress::Stage stage, std::size_t done, std::size_t total);
    void end();
    void analysis(const analysis::QueueProgress& progress);

private:
    [[nodiscard]] Progress current() const;

    EventEmitter& m_emitter;
    std::mutex m_mutex; ///< held while emitting, so that the last event is the last state
    int m_active = 0;
    Progress m_foreground;
    Progress m_analysis;
    std::chrono::steady_clock::time_point m_sent{};
};

} // namespace segue
