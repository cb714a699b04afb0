// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/ask_quota.h"

#include <algorithm>
#include <utility>

namespace segue {

namespace {

constexpr std::chrono::hours kDay{24};

void keepLastDay(std::vector<AskQuota::Time>& times, AskQuota::Time now) {
    std::erase_if(times, [&](auto time) { return time <= now - kDay; });
    for (auto& time : times)
        time = std::min(time, now);
}

} // namespace

AskQuota::AskQuota(std::vector<Time> own, std::vector<Time> others, std::size_t budget)
    : m_own(std::move(own))
    , m_others(std::move(others))
    , m_budget(budget) {}

void AskQuota::forgetOld(Time now) {
    keepLastDay(m_own, now);
    keepLastDay(m_others, now);
}

bool AskQuota::mayAsk(Time now) {
    forgetOld(now);
    return m_own.size() + m_others.size() < m_budget;
}

void AskQuota::note(Time now) { m_own.push_back(now); }

AskQuota::Time AskQuota::freeAt(Time now) {
    if (mayAsk(now))
        return now;
    auto all = m_own;
    all.insert(all.end(), m_others.begin(), m_others.end());
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(all.size() - m_budget); // so many too many must be a day old
    std::ranges::nth_element(all, last);
    return *last + kDay;
}

} // namespace segue
