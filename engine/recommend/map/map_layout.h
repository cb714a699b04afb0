// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/map/principal_plane.h"
#include "engine/recommend/map/vector_set.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::recommend {

struct LayoutChoice {
    std::size_t neighbours = 15; ///< more show the large shape, fewer the small ones
    int rounds = 0;              ///< 0: 500 up to 10,000 rows, else 200
    std::uint64_t seed = 42;     ///< of the random pairs that are pushed apart
};

/// Lays songs out on a plane so that those that sound alike lie together: the method of UMAP (McInnes, Healy and Melville, 2018,
/// arXiv 1802.03426) from the principal plane. Each song is tied to its nearest ones by weights; ties pull, random pairs push,
/// and both grow weaker until all rest. Pure; the same vectors give the same map on one kind of computer. The mean is at 0, and
/// 98 of 100 songs lie within 1 of it.
/// @return [size], finite; nothing if it was stopped
[[nodiscard]] std::vector<MapPlace> layOutMap(const VectorSet& vectors, const LayoutChoice& choice = {},
                                              const Advance& advance = {}, const std::stop_token& stop = {});

/// How much a song belongs to each of its neighbours, by their distances (the nearest first): 1 for the nearest, and falling so
/// that the weights sum to the logarithm (base 2) of their number.
[[nodiscard]] std::vector<float> neighbourWeights(std::span<const float> distances);

/// Where a new song goes on a map that stays as it is: the weighted mean of its neighbours' places.
/// @param distances [n], the nearest first; @param places [n]; none: 0, 0
[[nodiscard]] MapPlace placeAmong(std::span<const float> distances, std::span<const MapPlace> places);

} // namespace segue::recommend
