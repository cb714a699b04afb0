// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/map/map_quality.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace segue::recommend {

namespace {

constexpr std::size_t kMostRows = 5'000;

/// Each row's rank by the distances, from 1; the row itself has 0.
std::vector<std::uint32_t> ranksBy(const std::vector<float>& distances, std::size_t self) {
    std::vector<std::uint32_t> order(distances.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        if ((a == self) != (b == self))
            return a == self;
        return distances[a] != distances[b] ? distances[a] < distances[b] : a < b;
    });
    std::vector<std::uint32_t> ranks(distances.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank)
        ranks[order[rank]] = rank;
    return ranks;
}

} // namespace

MapQuality measureMap(const VectorSet& vectors, std::span<const MapPlace> places, std::size_t near) {
    const std::size_t step = (places.size() + kMostRows - 1) / kMostRows;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < places.size(); row += std::max<std::size_t>(1, step))
        rows.push_back(row);
    const auto n = rows.size();
    if (near == 0 || 2 * n < 3 * near + 2)
        return {1.0, 1.0};
    std::vector<std::int32_t> products;
    std::vector<float> heard(n);
    std::vector<float> seen(n);
    double wrongNear = 0.0;
    double wrongFar = 0.0;
    for (std::size_t self = 0; self < n; ++self) {
        vectors.multiply(vectors.row(rows[self]), products);
        for (std::size_t other = 0; other < n; ++other) {
            heard[other] = -static_cast<float>(products[rows[other]]);
            const float x = places[rows[other]].x - places[rows[self]].x;
            const float y = places[rows[other]].y - places[rows[self]].y;
            seen[other] = x * x + y * y;
        }
        const auto byEar = ranksBy(heard, self);
        const auto byEye = ranksBy(seen, self);
        for (std::size_t other = 0; other < n; ++other) {
            if (other == self)
                continue;
            if (byEye[other] <= near && byEar[other] > near)
                wrongNear += static_cast<double>(byEar[other] - near);
            if (byEar[other] <= near && byEye[other] > near)
                wrongFar += static_cast<double>(byEye[other] - near);
        }
    }
    const auto rowsD = static_cast<double>(n);
    const auto nearD = static_cast<double>(near);
    const double scale = 2.0 / (rowsD * nearD * (2.0 * rowsD - 3.0 * nearD - 1.0));
    return {1.0 - scale * wrongNear, 1.0 - scale * wrongFar};
}

} // namespace segue::recommend
