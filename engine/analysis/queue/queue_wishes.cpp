// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/queue_wishes.h"

#include <utility>

namespace segue::analysis {

void QueueWishes::lookAgain() {
    const std::lock_guard lock(m_mutex);
    m_isStale = true;
}

void QueueWishes::lookNow() {
    const std::lock_guard lock(m_mutex);
    m_mustLookNow = true;
}

void QueueWishes::looked() {
    const std::lock_guard lock(m_mutex);
    m_isStale = m_mustLookNow = false;
}

void QueueWishes::prioritise(TrackId track) {
    const std::lock_guard lock(m_mutex);
    m_wishes.urgent.push_back(track);
}

void QueueWishes::setVisible(std::vector<TrackId> tracks) {
    const std::lock_guard lock(m_mutex);
    m_wishes.visible = std::move(tracks);
}

void QueueWishes::tryAgain(const std::vector<TrackId>& tracks) {
    const std::lock_guard lock(m_mutex);
    m_wishes.again.insert(m_wishes.again.end(), tracks.begin(), tracks.end());
    m_isStale = m_mustLookNow = true;
}

void QueueWishes::setWorkers(int workers) {
    const std::lock_guard lock(m_mutex);
    m_workers = workers;
}

void QueueWishes::setOutlinesWanted(bool wanted) {
    const std::lock_guard lock(m_mutex);
    m_wishes.outlines = wanted;
}

void QueueWishes::pause(PauseReason reason) {
    const std::lock_guard lock(m_mutex);
    m_pauses.insert(reason);
}

void QueueWishes::resume(PauseReason reason) {
    const std::lock_guard lock(m_mutex);
    m_pauses.erase(reason);
    if (reason != PauseReason::listener)
        return;
    m_pauses.erase(PauseReason::broken);
    m_isStale = true;
}

void QueueWishes::changeModel(std::string model) {
    const std::lock_guard lock(m_mutex);
    m_model = std::move(model);
    m_isStale = m_mustLookNow = true;
    m_pauses.erase(PauseReason::broken);
}

QueueWishes::Wishes QueueWishes::take() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_wishes, {});
}

QueueWishes::State QueueWishes::state() const {
    const std::lock_guard lock(m_mutex);
    return {.isStale = m_isStale,
            .mustLookNow = m_mustLookNow,
            .workers = m_workers,
            .pausedBy = m_pauses.empty() ? PauseReason::none : *m_pauses.begin()};
}

QueueProgress QueueWishes::describe(const QueueCounts& counts) const {
    const std::lock_guard lock(m_mutex);
    const bool isAnalysing = counts.left > 0 || m_isStale;
    const bool areOutlinesOff = m_wishes.outlines == false;
    const bool hasOutlines = !areOutlinesOff && (counts.outlinesLeft > 0 || counts.areOutlinesStale || m_wishes.outlines == true);
    const bool isBusy = isAnalysing || hasOutlines;
    const bool isOutlining = !isAnalysing && !areOutlinesOff && counts.outlinesLeft > 0;
    auto progress = isOutlining ? counts.outlines : counts.analysis;
    progress.model = m_model;
    progress.running = isBusy && m_pauses.empty();
    progress.paused = isBusy && !m_pauses.empty();
    progress.outlining = isOutlining;
    if (progress.paused)
        progress.pausedBy = *m_pauses.begin();
    if (!m_isStale)
        progress.left = counts.left;
    return progress;
}

} // namespace segue::analysis
