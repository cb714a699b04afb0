// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>

namespace segue::training {

/// CPU time of the whole process so far, in seconds.
[[nodiscard]] inline double cpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

} // namespace segue::training
