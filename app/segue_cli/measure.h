// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace segue::cli {

/// CPU time so far, in seconds: of this process (RUSAGE_SELF) or of its children that have ended (RUSAGE_CHILDREN).
[[nodiscard]] double cpuSeconds(int who);

/// CPU time of this thread so far, in seconds.
[[nodiscard]] double threadSeconds();

/// Largest memory this process has used so far, in MB.
[[nodiscard]] double peakMegabytes();

/// Median CPU time of this thread over several runs, in seconds.
[[nodiscard]] double medianSeconds(int runs, const std::function<void()>& work);

struct Seconds {
    double best = 0.0;
    double median = 0.0;
};
/// CPU time of this thread over several runs; `work` is told the run's number.
[[nodiscard]] Seconds timeOf(int runs, const std::function<void(std::size_t)>& work);

/// What one core of this machine reads of memory at best, in bytes a second: adds up a buffer that no cache holds.
[[nodiscard]] double readBandwidth();

} // namespace segue::cli
