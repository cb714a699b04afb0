// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <vector>

namespace segue {

/// Ends the parts of a program side by side, each by a function that asks it to stop and waits for it. One that stands
/// still for a disk that does not answer is waited for no longer than the limit, and must be left as it is from then
/// on: its thread may go on one day.
///
/// @return whether all have ended. Throws nothing.
[[nodiscard]] bool endInTime(std::vector<std::function<void()>> parts, std::chrono::milliseconds limit) noexcept;

} // namespace segue
