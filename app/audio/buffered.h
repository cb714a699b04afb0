// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace segue::app {

/// What was handed to a device and is not heard yet. Thread rule: one thread sets it, any may read it.
class Buffered final {
public:
    void set(double seconds, bool isMoving) {
        m_seconds = seconds;
        m_atNs = isMoving ? nowNs() : 0;
    }
    /// Seconds by now: they become fewer while the device moves.
    [[nodiscard]] double seconds() const {
        const std::int64_t at = m_atNs;
        return std::max(0.0, m_seconds - (at != 0 ? 1e-9 * static_cast<double>(nowNs() - at) : 0.0));
    }

private:
    [[nodiscard]] static std::int64_t nowNs() {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
    }

    std::atomic<double> m_seconds{0.0};
    std::atomic<std::int64_t> m_atNs{0}; ///< steady clock; 0: nothing moves
};

} // namespace segue::app
