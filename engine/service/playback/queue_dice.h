// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>

namespace segue {

/// A number that makes one shuffle or one session of radio unlike another. Any thread.
[[nodiscard]] inline std::uint64_t newDice() {
    std::random_device device;
    return (static_cast<std::uint64_t>(device()) << 32U) ^ device();
}

} // namespace segue
