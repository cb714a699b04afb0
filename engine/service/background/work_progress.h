// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/queue_progress.h"
#include "engine/service/background/event_emitter.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace segue {

/// Makes one Progress of all kinds of the engine's work. Of several jobs the one that began first is shown until it ends, so
/// that the display and its button do not change from moment to moment; a job that has stood still for some seconds gives way
/// to one that moves. Without jobs the analysis is shown. `running == false` is sent only when no work is left.
///
/// Thread rule: any thread.
class WorkProgress final {
public:
    /// One job: from begin() until its last owner releases it or end() is called, whichever is first.
    class Job final {
    public:
        Job(WorkProgress& all, std::uint64_t number)
            : m_all(all)
            , m_number(number) {}
        ~Job() { end(); }
        Job(const Job&) = delete;
        Job& operator=(const Job&) = delete;

        void update(std::size_t done, std::size_t total) { m_all.update(m_number, done, total); }
        void end() { m_all.end(m_number); }

    private:
        WorkProgress& m_all;
        std::uint64_t m_number;
    };

    explicit WorkProgress(EventEmitter& emitter)
        : m_emitter(emitter) {}

    [[nodiscard]] std::shared_ptr<Job> begin(Progress::Stage stage);
    void analysis(const analysis::QueueProgress& progress);

private:
    using Clock = std::chrono::steady_clock;
    struct Entry {
        std::uint64_t number = 0;
        Progress progress;
        Clock::time_point moved;
    };

    void update(std::uint64_t number, std::size_t done, std::size_t total);
    void end(std::uint64_t number);
    void choose(Clock::time_point now);
    [[nodiscard]] Entry* find(std::uint64_t number);
    [[nodiscard]] Progress current() const;

    EventEmitter& m_emitter;
    std::mutex m_mutex;        ///< held while emitting, so that the last event is the last state
    std::vector<Entry> m_jobs; ///< in the order of their beginning
    std::uint64_t m_last = 0;
    std::uint64_t m_shown = 0; ///< number; 0: none, the analysis is shown
    Progress m_analysis;
    Clock::time_point m_sent{};
};

} // namespace segue
