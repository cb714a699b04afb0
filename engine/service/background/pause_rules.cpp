// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/pause_rules.h"

namespace segue {

void PauseRules::setOnBattery(bool onBattery) {
    m_onBattery = onBattery;
    m_ignoresBattery = m_ignoresBattery && onBattery;
}

void PauseRules::setPlayback(bool isPlaying, bool isStrained) {
    m_isStrained = isPlaying && isStrained;
    m_ignoresPlayback = m_ignoresPlayback && isPlaying;
}

void PauseRules::goOn() {
    m_ignoresBattery = m_ignoresBattery || restsForBattery();
    m_ignoresPlayback = m_ignoresPlayback || restsForPlayback();
}

} // namespace segue
