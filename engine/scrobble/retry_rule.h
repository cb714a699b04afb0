// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace segue::scrobble {

/// When a server is asked again after it did not take something: after a while that doubles with each failure, up to an hour, and
/// not before the server wishes. Pure.
class RetryRule final {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit RetryRule(std::chrono::milliseconds first)
        : m_first(first) {}

    void succeeded(Time now, std::optional<std::chrono::seconds> wished); ///< it may wish for a pause all the same
    void failed(Time now, std::optional<std::chrono::seconds> wished);
    void forget() { *this = RetryRule(m_first); } ///< it is another server, or the listener asks
    [[nodiscard]] Time notBefore() const { return m_notBefore; }
    [[nodiscard]] int failures() const { return m_failures; } ///< in a row

private:
    std::chrono::milliseconds m_first;
    Time m_notBefore = Time::min();
    int m_failures = 0;
};

} // namespace segue::scrobble
