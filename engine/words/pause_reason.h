// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace segue {

/// Why background work rests. Where several hold, the first of them is told.
enum class PauseReason : std::uint8_t {
    none,
    listener, ///< asked for it
    broken,   ///< nothing can be analysed or stored; a Notice said why
    playback, ///< sound that is being played would stutter
    battery,  ///< the computer runs on its battery
};

} // namespace segue
