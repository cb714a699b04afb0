// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_analyzer/song_gate.h"

namespace segue::app {

void SongGate::enter(bool alone) {
    std::unique_lock lock(m_mutex);
    if (alone) {
        ++m_waitingAlone;
        m_changed.wait(lock, [this] { return m_running == 0 && !m_isAlone; });
        --m_waitingAlone;
        m_isAlone = true;
    } else {
        m_changed.wait(lock, [this] { return hasRoom(); });
        ++m_running;
    }
}

void SongGate::leave(bool alone) {
    {
        const std::lock_guard lock(m_mutex);
        if (alone)
            m_isAlone = false;
        else
            --m_running;
    }
    m_changed.notify_all();
}

void SongGate::begin() {
    const std::lock_guard lock(m_mutex);
    ++m_urgent;
}

void SongGate::end() {
    {
        const std::lock_guard lock(m_mutex);
        --m_urgent;
    }
    m_changed.notify_all();
}

void SongGate::giveWay() {
    std::unique_lock lock(m_mutex);
    if (m_urgent == 0)
        return;
    --m_running;
    m_changed.notify_all(); // somebody may wait to be alone
    m_changed.wait(lock, [this] { return m_urgent == 0 && hasRoom(); });
    ++m_running;
}

} // namespace segue::app
