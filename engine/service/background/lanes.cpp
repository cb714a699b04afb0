// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/lanes.h"

#include <utility>

namespace segue {

namespace {
constexpr std::size_t kKept = 8; ///< lanes that may stand idle
}

void Lanes::post(const std::string& disk, SerialExecutor::Job job) {
    const std::lock_guard lock(m_mutex);
    if (m_isStopped)
        return;
    if (!m_lanes.contains(disk) && m_lanes.size() >= kKept)
        dropIdle();
    auto& lane = m_lanes[disk];
    if (!lane)
        lane = std::make_unique<SerialExecutor>();
    lane->post(std::move(job));
}

void Lanes::dropIdle() {
    std::erase_if(m_lanes, [](const auto& lane) { return lane.second->isIdle(); });
}

void Lanes::stopPosted() {
    const std::lock_guard lock(m_mutex);
    for (const auto& [disk, lane] : m_lanes)
        lane->stopPosted();
}

void Lanes::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
        for (const auto& [disk, lane] : m_lanes)
            lane->requestStop();
    }
    for (const auto& [disk, lane] : m_lanes) // no lane comes or goes any more
        lane->stop();
}

} // namespace segue
