// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/process/child_process.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace segue::analysis {

/// Tells a process that works from one that hangs, and that from one that only waits. A song is read by one thread, so
/// a decoder that hangs works: without processor time it waits for a processor, which it gets last of all, or for a
/// disk.
///
/// Thread rule: one thread.
class Watchdog final {
public:
    using Time = std::chrono::steady_clock::time_point;
    enum class Finding : std::uint8_t {
        waits,   ///< it works, or would if it were let; `limit` begins anew
        tooLong, ///< it had time enough
        stalled, ///< it did not work, read nothing and asked for no processor
    };

    /// A sign of life: it answered, or was asked for the first song of many.
    void sign(const ChildProcess* process);
    /// To be called when there was no sign and no look for `limit`.
    /// @param songs that are worked on: each has half of `limit` in processor time
    [[nodiscard]] Finding look(const ChildProcess& process, std::chrono::milliseconds limit, std::size_t songs);
    /// Of the last sign or look.
    [[nodiscard]] Time last() const { return m_last; }

private:
    Time m_last = std::chrono::steady_clock::now();
    std::chrono::milliseconds m_usedAtSign{0}, m_usedAtLook{0}; ///< processor time
    std::uint64_t m_readAtLook = 0;                             ///< bytes
};

} // namespace segue::analysis
