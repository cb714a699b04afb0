// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace segue::features {

/// The median as numpy has it: the middle value, of an even number the mean of the middle two. Linear in the number of
/// values, which must be finite; 0 for none.
[[nodiscard]] float medianOf(std::span<const float> values);

} // namespace segue::features
