// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>

namespace segue::analysis {

/// Songs per second over the last half minute, and the time left at that speed; pure.
class Speedometer final {
public:
    using Time = std::chrono::steady_clock::time_point;

    void start(Time now) {
        m_answers.clear();
        m_answers.push_back(now);
    }

    void count(Time now) {
        m_answers.push_back(now);
        while (m_answers.size() > 2 && now - m_answers.front() > kWindow)
            m_answers.pop_front();
    }

    /// 0 until something was counted.
    [[nodiscard]] double perSecond() const {
        if (m_answers.size() < 2)
            return 0.0;
        const std::chrono::duration<double> span = m_answers.back() - m_answers.front();
        return span.count() > 0.0 ? static_cast<double>(m_answers.size() - 1) / span.count() : 0.0;
    }

    /// Nothing until a few songs were counted: a guess from one would be wild.
    [[nodiscard]] std::optional<std::chrono::seconds> timeLeft(std::size_t songs) const {
        if (m_answers.size() < kFewest || perSecond() <= 0.0)
            return std::nullopt;
        return std::chrono::seconds{static_cast<std::int64_t>(static_cast<double>(songs) / perSecond() + 0.5)};
    }

private:
    static constexpr std::chrono::seconds kWindow{30};
    static constexpr std::size_t kFewest = 4;
    std::deque<Time> m_answers;
};

} // namespace segue::analysis
