// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue {

/// Decides when background work pauses by itself; pure.
class PauseRules final {
public:
    explicit PauseRules(bool batteryCounts)
        : m_batteryCounts(batteryCounts) {}

    void setBatteryCounts(bool counts) { m_batteryCounts = counts; } ///< the listener's setting
    void setOnBattery(bool onBattery);
    void setPlayback(bool isPlaying, bool isStrained);
    /// The listener wants the work to go on all the same. This holds until the computer is plugged in again, or until playing
    /// ends.
    void goOn();

    [[nodiscard]] bool restsForBattery() const { return m_batteryCounts && m_onBattery && !m_ignoresBattery; }
    [[nodiscard]] bool restsForPlayback() const { return m_isStrained && !m_ignoresPlayback; }

private:
    bool m_batteryCounts;
    bool m_onBattery = false;
    bool m_isStrained = false;
    bool m_ignoresBattery = false;
    bool m_ignoresPlayback = false;
};

} // namespace segue
