// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/service/background/pause_rules.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

namespace segue {

/// Pauses the analysis while the computer runs on its battery, and while playing needs the computer.
///
/// Thread rule: any thread; the functions return at once.
class AutomaticPause final {
public:
    /// @param supplies Linux's folder of power supplies; read before this returns, then a few times a minute
    AutomaticPause(analysis::AnalysisQueue& queue, std::filesystem::path supplies, bool batteryCounts);

    void setBatteryCounts(bool counts);
    void setPlayback(bool isPlaying, bool isStrained);
    /// The listener wants the analysis to go on all the same. @return whether it was paused by this class; false after stop()
    bool goOn();
    void look(); ///< reads the power supplies now
    void stop(); ///< waits; afterwards this class pauses and resumes nothing

private:
    template <typename Change>
    void apply(Change&& change);
    void loop(std::stop_token stop);

    analysis::AnalysisQueue& m_queue;
    std::filesystem::path m_supplies;
    std::mutex m_mutex; ///< guards the next four
    PauseRules m_rules;
    bool m_isStopped = false;
    bool m_restsForBattery = false, m_restsForPlayback = false; ///< as last told to the queue
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

} // namespace segue
