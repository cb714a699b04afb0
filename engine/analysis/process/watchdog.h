// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/process/child_process.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace segue::analysis {

/// Tells whether a process works, hangs, or only waits. A song is read by one thread, so a decoder that hangs uses processor
/// time. A process without processor time waits for a processor, which it gets last of all, or for a disk.
///
/// Thread rule: one thread.
class Watchdog final {
public:
    using Time = std::chrono::steady_clock::time_point;
    enum class Finding : std::uint8_t {
        waits,   ///< it works, or waits for a processor; `limit` begins again
        tooLong, ///< it had enough time
        stalled, ///< it did not work, read nothing and wanted no processor
    };

    /// A sign of life: the process answered, or was asked for the first of some songs.
    void sign(const ChildProcess* process);
    /// Call when there was no sign and no look for `limit`.
    /// @param songs how many are worked on; each has half of `limit` in processor time
    [[nodiscard]] Finding look(const ChildProcess& process, std::chrono::milliseconds limit, std::size_t songs);
    /// The time of the last sign or look.
    [[nodiscard]] Time last() const { return m_last; }

private:
    Time m_last = std::chrono::steady_clock::now();
    std::chrono::milliseconds m_usedAtSign{0}, m_usedAtLook{0}; ///< processor time
    std::uint64_t m_readAtLook = 0;                             ///< bytes
};

} // namespace segue::analysis
