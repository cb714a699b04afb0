// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdio>
#include <optional>
#include <string>

namespace segue::training {

/// A figure with three decimals for people; "-" where the rows did not allow it.
[[nodiscard]] inline std::string figureText(const std::optional<double>& figure) {
    if (!figure)
        return "-";
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f", *figure);
    return text.data();
}

} // namespace segue::training
