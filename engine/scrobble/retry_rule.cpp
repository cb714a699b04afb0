// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scrobble/retry_rule.h"

#include <algorithm>

namespace segue::scrobble {

namespace {

constexpr std::chrono::milliseconds kLongest = std::chrono::hours(1);
constexpr int kMostDoublings = 20;

} // namespace

void RetryRule::succeeded(Time now, std::optional<std::chrono::seconds> wished) {
    m_failures = 0;
    m_notBefore = wished ? now + *wished : Time::min();
}

void RetryRule::failed(Time now, std::optional<std::chrono::seconds> wished) {
    const auto own = std::min<std::chrono::milliseconds>(kLongest, m_first * (1 << std::min(m_failures, kMostDoublings)));
    ++m_failures;
    m_notBefore = now + (wished ? std::chrono::milliseconds(*wished) : own);
}

} // namespace segue::scrobble
