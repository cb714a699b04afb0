// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/resource.h>
#include <unistd.h>

namespace segue {

/// From now on the calling thread gives way to every other that wants to work (Linux: a nice value is a thread's own). It
/// cannot be taken back without privileges.
inline void lowerThreadPriority() {
    constexpr int kLowest = 19;
    static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kLowest));
}

} // namespace segue
