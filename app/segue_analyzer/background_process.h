// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace segue::app {

/// Makes this process give way to everything else: idle CPU scheduling, idle disk priority, first in line when memory
/// runs out. What the system refuses is left as it was.
void yieldToOthers();

/// The private memory that this process has now, as limitMemory() counts it; 0: not known.
[[nodiscard]] std::size_t memoryInUse();

/// Limits the private memory of this process; an allocation beyond it fails.
void limitMemory(std::size_t bytes);

/// Turns what libraries print to standard output to standard error, away from the protocol. @return a descriptor of what was
/// standard output before
[[nodiscard]] int takeStandardOutput();

} // namespace segue::app
