// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/map/principal_plane.h"
#include "engine/recommend/map/vector_set.h"

#include <cstddef>
#include <span>

namespace segue::recommend {

/// How far a map can be believed (Venna and Kaski, 2001).
struct MapQuality {
    double trustworthiness = 0.0; ///< [0, 1]: 1, what lies near on the map sounds alike
    double continuity = 0.0;      ///< [0, 1]: 1, what sounds alike lies near on the map
};

/// Over the `near` nearest songs of each. Takes time by the square of the songs, seconds for 5,000; of more it takes 5,000, evenly.
/// Both are 1 where there are too few songs to be wrong (under 3 * near / 2 + 1).
[[nodiscard]] MapQuality measureMap(const VectorSet& vectors, std::span<const MapPlace> places, std::size_t near = 10);

} // namespace segue::recommend
