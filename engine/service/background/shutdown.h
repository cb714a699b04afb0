// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <vector>

namespace segue {

/// Ends the parts of a program side by side; each function asks one part to stop and waits for it. A part that hangs on a
/// disk is waited for no longer than the limit, and must then be left as it is: its thread may go on later.
///
/// @return whether all have ended. Throws nothing.
[[nodiscard]] bool endInTime(std::vector<std::function<void()>> parts, std::chrono::milliseconds limit) noexcept;

} // namespace segue
