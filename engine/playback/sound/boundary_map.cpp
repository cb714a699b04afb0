// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/boundary_map.h"

#include "engine/playback/sound/item_reader.h"

#include <algorithm>

namespace segue::playback {

void BoundaryMap::restart(std::uint64_t first, std::uint64_t from) {
    m_stretches.erase(m_stretches.begin(), m_stretches.end() - 1);
    m_stretches.front().first = first;
    m_stretches.front().from = from;
}

void BoundaryMap::cutBehind(std::size_t index) {
    m_stretches.erase(m_stretches.begin() + static_cast<std::ptrdiff_t>(index) + 1, m_stretches.end());
}

bool BoundaryMap::hear(std::uint64_t frame) {
    bool isAnother = false;
    while (m_stretches.size() > 1 && frame >= m_stretches[1].first) {
        m_stretches.pop_front();
        isAnother = true;
    }
    return isAnother;
}

bool BoundaryMap::hasFailures() const { return std::ranges::any_of(m_stretches, &Stretch::isAfterFailure); }

std::chrono::milliseconds BoundaryMap::position(std::uint64_t frame) const {
    if (m_stretches.empty())
        return std::chrono::milliseconds(0);
    // After a jump the buffer still holds older sound: the position waits at the new place.
    const Stretch& stretch = m_stretches.front();
    const auto position = timeOf(stretch.from + std::max(frame, stretch.first) - stretch.first, stretch.rateHz);
    return stretch.length.count() > 0 ? std::min(position, stretch.length) : position;
}

} // namespace segue::playback
