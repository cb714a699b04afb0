// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace segue::app {

/// What a sink counts, for measurements: any thread may read it.
struct SinkFigures {
    std::atomic<std::uint64_t> pulls{0};     ///< how often sound was handed over
    std::atomic<std::uint64_t> underruns{0}; ///< how often the device had nothing to play although it was to play
    std::atomic<std::int64_t> firstSoundNs{
        0}; ///< steady clock: when the first sample that is not silence was handed over; 0: not yet
};

} // namespace segue::app
