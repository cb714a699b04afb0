// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace segue::ui {

/// How many commands a program on the bus may give: a burst, then so many a second. A listener's presses are never so many; a
/// program that goes wild keeps the player from nothing else. Pure: it is told the time.
class CallBudget final {
public:
    using Clock = std::chrono::steady_clock;

    static constexpr double kBurst = 30.0;
    static constexpr double kPerSecond = 20.0;

    /// @return whether one more command may be carried out now
    [[nodiscard]] bool take(Clock::time_point now) {
        if (m_last != Clock::time_point{})
            m_left = std::min(kBurst, m_left + std::chrono::duration<double>(now - m_last).count() * kPerSecond);
        m_last = now;
        if (m_left < 1.0)
            return false;
        m_left -= 1.0;
        return true;
    }

private:
    double m_left = kBurst;
    Clock::time_point m_last{};
};

} // namespace segue::ui
