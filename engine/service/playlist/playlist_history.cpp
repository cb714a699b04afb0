// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playlist/playlist_history.h"

#include <utility>

namespace segue {

void PlaylistHistory::add(store::PlaylistStep step) {
    while (canRedo()) {
        m_bytes -= m_steps.back().bytes();
        m_steps.pop_back();
    }
    m_bytes += step.bytes();
    m_steps.push_back(std::move(step));
    while (m_steps.size() > kDeepest || (m_bytes > kMostBytes && m_steps.size() > 1)) {
        m_bytes -= m_steps.front().bytes();
        m_steps.pop_front();
    }
    m_place = m_steps.size();
}

} // namespace segue
