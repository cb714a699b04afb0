// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>

namespace segue::test {

using Colour = std::array<std::uint8_t, 3>; ///< red, green, blue

/// An image as a BMP file of 24 bits, whose colours `at` tells, place by place from the upper left.
[[nodiscard]] std::string bmp(int width, int height, const std::function<Colour(int x, int y)>& at);
[[nodiscard]] std::string bmp(int width, int height, const Colour& colour);

} // namespace segue::test
