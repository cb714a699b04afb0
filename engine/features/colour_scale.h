// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace segue::features {

/// 256 colours (red, green, blue) for levels from quiet to loud: Oklab lightness rises evenly from nearly black to
/// nearly white while the hue turns from blue through red to yellow, so that equal steps in dB look like equal steps in
/// brightness, also to those who do not tell red from green. Any thread.
[[nodiscard]] const std::array<std::array<std::uint8_t, 3>, 256>& colourScale();

} // namespace segue::features
