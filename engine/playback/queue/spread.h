// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace segue::playback {

/// A random order in which each artist's songs lie far apart: no two of one artist follow each other, but where one has so many
/// that they must. Pure; the same seed gives the same order, on every computer.
///
/// @param artists a key a song; 0: unknown, and as if nobody else had it
/// @param before the artist of what plays before all of them; 0: none
/// @return each index once
[[nodiscard]] std::vector<std::uint32_t> spreadOrder(std::span<const std::uint32_t> artists, std::uint64_t seed,
                                                     std::uint32_t before = 0);

} // namespace segue::playback
