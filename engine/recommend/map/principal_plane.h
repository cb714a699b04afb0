// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/map/vector_set.h"

#include <stop_token>
#include <vector>

namespace segue::recommend {

struct MapPlace {
    float x = 0.F;
    float y = 0.F;
    bool operator==(const MapPlace&) const = default;
};

/// The rows on the plane in which they vary most (principal component analysis), about their mean. The directions are those of
/// at most 20,000 rows, evenly taken. The largest coordinate is 1; all are 0 where the rows do not vary.
/// @return [size]; nothing if it was stopped
[[nodiscard]] std::vector<MapPlace> principalPlane(const VectorSet& vectors, const std::stop_token& stop = {});

} // namespace segue::recommend
