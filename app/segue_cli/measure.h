// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace segue::cli {

/// CPU time so far, in seconds: of this process (RUSAGE_SELF) or of its children that have ended (RUSAGE_CHILDREN).
[[nodiscard]] double cpuSeconds(int who);

/// Largest memory this process has used so far, in MB.
[[nodiscard]] double peakMegabytes();

/// Median CPU time of this thread over several runs, in seconds.
[[nodiscard]] double medianSeconds(int runs, const std::function<void()>& work);

} // namespace segue::cli
