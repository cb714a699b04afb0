// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/library/scan_turns.h"

namespace segue {

bool ScanTurns::Place::take(const std::stop_token& stop) {
    std::unique_lock lock(m_turns.m_mutex);
    const auto isFree = [&] { return m_turns.m_taken == 0 || m_turns.m_taken == m_turn; };
    while (!isFree() && !stop.stop_requested()) {
        const auto silentFrom = m_turns.m_signed + kSilence;
        if (std::chrono::steady_clock::now() >= silentFrom)
            break;
        m_turns.m_free.wait_until(lock, stop, silentFrom, isFree);
    }
    if (stop.stop_requested())
        return false; // whoever has the turn keeps it
    m_turns.m_signed = std::chrono::steady_clock::now();
    if (m_turn != 0 && m_turns.m_last == m_turn) {
        m_turns.m_taken = m_turn;
        return true;
    }
    m_turns.m_taken = m_turn = ++m_turns.m_last;
    return false;
}

void ScanTurns::Place::sign() {
    const std::lock_guard lock(m_turns.m_mutex);
    if (m_turns.m_taken == m_turn)
        m_turns.m_signed = std::chrono::steady_clock::now();
}

void ScanTurns::Place::leave() {
    const std::lock_guard lock(m_turns.m_mutex);
    if (m_turn == 0 || m_turns.m_taken != m_turn)
        return;
    m_turns.m_taken = 0;
    m_turns.m_free.notify_all();
}

} // namespace segue
