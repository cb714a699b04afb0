// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace segue::audio {

/// A picture's type by its first bytes ("image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp"), since tags and
/// names are often wrong about it. Empty if it is none of these. Pure.
[[nodiscard]] std::string imageType(std::span<const std::byte> bytes);

} // namespace segue::audio
