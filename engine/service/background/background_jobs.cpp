// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/background_jobs.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace segue {

int workersFor(int wanted) { return wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / 2); }

BackgroundJobs::BackgroundJobs(analysis::AnalysisQueue& queue, AutomaticPause& rest, ScanSwitch scans, bool isReadOnly)
    : m_queue(queue)
    , m_rest(rest)
    , m_scans(std::move(scans))
    , m_isReadOnly(isReadOnly) {}

void BackgroundJobs::pause() {
    m_mustScan = true;
    m_scans.cancel();
    m_queue.pause();
}

void BackgroundJobs::resume() {
    const bool mustScan = m_mustScan.exchange(false);
    const bool rested = m_rest.goOn();
    m_queue.resume();
    if (mustScan || !rested)
        m_scans.rescanAll();
}

void BackgroundJobs::setPauseOnBattery(bool wanted) { m_rest.setBatteryCounts(wanted); }

void BackgroundJobs::setVisibleTracks(std::vector<TrackId> tracks) { m_queue.setVisible(std::move(tracks)); }

void BackgroundJobs::setWorkers(int workers) { m_queue.setWorkers(workersFor(workers)); }

void BackgroundJobs::setOutlinesWanted(bool wanted) {
    if (!m_isReadOnly)
        m_queue.setOutlinesWanted(wanted);
}

void BackgroundJobs::noteBroken() { m_mustScan = true; }

} // namespace segue
