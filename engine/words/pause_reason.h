// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace segue {

/// Why background work is paused. If several reasons apply, the first in this order is reported.
enum class PauseReason : std::uint8_t {
    none,
    listener, ///< the listener paused it
    broken,   ///< nothing can be analysed or stored; a Notice said why
    playback, ///< sound that is being played would stutter
    battery,  ///< the computer runs on its battery
};

} // namespace segue
