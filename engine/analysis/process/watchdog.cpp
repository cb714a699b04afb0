// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/watchdog.h"

#include <utility>

namespace segue::analysis {

namespace {

constexpr int kEnough = 2; ///< a song's processor time is the limit's half,
constexpr int kSome = 100; ///< and a hundredth of the limit is a sign that it works

} // namespace

void Watchdog::sign(const ChildProcess* process) {
    m_last = std::chrono::steady_clock::now();
    m_usedAtSign = m_usedAtLook = process != nullptr ? process->processorTime() : std::chrono::milliseconds{0};
    m_readAtLook = process != nullptr ? process->bytesRead() : 0;
}

Watchdog::Finding Watchdog::look(const ChildProcess& process, std::chrono::milliseconds limit, std::size_t songs) {
    m_last = std::chrono::steady_clock::now();
    const auto used = process.processorTime();
    const auto read = process.bytesRead();
    const bool worked = used - std::exchange(m_usedAtLook, used) >= limit / kSome;
    const bool wasFed = read != std::exchange(m_readAtLook, read);
    if (used - m_usedAtSign >= limit / kEnough * static_cast<std::int64_t>(songs))
        return Finding::tooLong;
    return worked || wasFed || process.wantsToRun() ? Finding::waits : Finding::stalled;
}

} // namespace segue::analysis
