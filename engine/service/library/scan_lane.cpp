// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/library/scan_lane.h"

namespace segue {

void ScanLane::show(const std::shared_ptr<WorkProgress::Job>& job) {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_shown, [](const auto& one) { return one.expired(); });
    m_shown.push_back(job);
}

std::vector<std::shared_ptr<WorkProgress::Job>> ScanLane::cancel() {
    m_line.stopPosted();
    std::vector<std::shared_ptr<WorkProgress::Job>> ended;
    const std::lock_guard lock(m_mutex);
    for (const auto& one : m_shown)
        if (auto job = one.lock())
            ended.push_back(std::move(job));
    m_shown.clear();
    return ended;
}

/// The watch posts to the line, which drops it then.
void ScanLane::stop() {
    m_line.stop();
    if (watch)
        watch->stop();
}

bool ScanLane::setWatching(Watching now) {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_watching, now) != now;
}

Watching ScanLane::watching() const {
    const std::lock_guard lock(m_mutex);
    return m_watching;
}

} // namespace segue
