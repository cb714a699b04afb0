// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace segue {

/// How often Spotify was asked in the last 24 hours, and whether it may be asked once more: it counts too, over a whole day, and
/// locks out for most of another. Pure; one thread. A clock that was set back makes nothing wait for longer than a day.
class AskQuota final {
public:
    using Time = std::chrono::sys_seconds;

    /// @param own when this source asked, @param others when those asked that share its client id
    AskQuota(std::vector<Time> own, std::vector<Time> others, std::size_t budget);

    [[nodiscard]] bool mayAsk(Time now);
    void note(Time now);
    [[nodiscard]] Time freeAt(Time now); ///< when it may be asked again; now, if it may
    [[nodiscard]] const std::vector<Time>& own() const { return m_own; }

private:
    void forgetOld(Time now);

    std::vector<Time> m_own, m_others;
    std::size_t m_budget;
};

} // namespace segue
