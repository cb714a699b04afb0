// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/service/background/pause_rules.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

namespace segue {

/// Lets the analysis rest while the computer runs on its battery, and while playing needs the computer.
///
/// Thread rule: any thread; the functions return at once.
class AutomaticPause final {
public:
    /// @param supplies where Linux tells of power supplies; looked at before this returns, then a few times a minute
    AutomaticPause(analysis::AnalysisQueue& queue, std::filesystem::path supplies, bool batteryCounts);

    void setBatteryCounts(bool counts);
    void setPlayback(bool isPlaying, bool isStrained);
    /// The listener wants it to go on all the same. @return whether it rested (after stop(): no)
    bool goOn();
    void look(); ///< at the power supplies, now
    void stop(); ///< waits; from then on nothing rests or goes on because of this, whatever is told

private:
    template <typename Change>
    void apply(Change&& change);
    void loop(std::stop_token stop);

    analysis::AnalysisQueue& m_queue;
    std::filesystem::path m_supplies;
    std::mutex m_mutex; ///< guards the next four
    PauseRules m_rules;
    bool m_isStopped = false;
    bool m_restsForBattery = false, m_restsForPlayback = false; ///< as the queue was told
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

} // namespace segue
