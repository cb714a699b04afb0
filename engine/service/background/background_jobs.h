// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/service/background/automatic_pause.h"
#include "engine/service/background/background_commands.h"

#include <atomic>
#include <functional>
#include <vector>

namespace segue {

/// How many songs may be analysed at a time. @param wanted 0: half the cores, at least one
[[nodiscard]] int workersFor(int wanted);

/// What the rest of the engine does when background work pauses and goes on.
struct ScanSwitch {
    std::function<void()> cancel;    ///< ends scans now; what they stored is kept
    std::function<void()> rescanAll; ///< scans all libraries
};

/// The facade's commands about background work.
///
/// Thread rule: all functions from any thread; they return at once.
class BackgroundJobs final : public BackgroundCommands {
public:
    BackgroundJobs(analysis::AnalysisQueue& queue, AutomaticPause& rest, ScanSwitch scans, bool isReadOnly);

    void pause() override;
    /// After a pause for battery or playing alone no library is scanned, since no scan was cancelled and none failed.
    void resume() override;
    void setPauseOnBattery(bool wanted) override;
    void setVisibleTracks(std::vector<TrackId> tracks) override;
    void setWorkers(int workers) override;
    void setOutlinesWanted(bool wanted) override;
    void noteBroken(); ///< nothing could be analysed or stored: the next resume() also scans the libraries

private:
    analysis::AnalysisQueue& m_queue;
    AutomaticPause& m_rest;
    ScanSwitch m_scans;
    bool m_isReadOnly;
    std::atomic<bool> m_mustScan{false};
};

} // namespace segue
