// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/map/principal_plane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace segue::recommend {

namespace {

constexpr std::size_t kSampleRows = 20'000;
constexpr int kRounds = 60; ///< of the power iteration; its error falls with each by the ratio of the variances

using Direction = std::vector<double>;

double dot(const Direction& a, const Direction& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

void normalise(Direction& direction) {
    const double length = std::sqrt(dot(direction, direction));
    for (double& value : direction)
        value = length > 1e-12 ? value / length : 0.0;
}

struct Spread {
    Direction mean;            ///< [columns]
    std::vector<double> cross; ///< covariance, [columns, columns]
};

Spread spreadOf(const VectorSet& vectors, const std::stop_token& stop) {
    const auto columns = vectors.columns();
    const std::size_t step = std::max<std::size_t>(1, vectors.size() / kSampleRows);
    Spread spread{Direction(columns, 0.0), std::vector<double>(columns * columns, 0.0)};
    std::size_t rows = 0;
    for (std::size_t row = 0; row < vectors.size(); row += step, ++rows)
        for (std::size_t i = 0; i < columns; ++i)
            spread.mean[i] += static_cast<double>(vectors.row(row)[i]);
    for (double& value : spread.mean)
        value /= static_cast<double>(rows);
    Direction off(columns);
    for (std::size_t row = 0; row < vectors.size() && !stop.stop_requested(); row += step) {
        for (std::size_t i = 0; i < columns; ++i)
            off[i] = static_cast<double>(vectors.row(row)[i]) - spread.mean[i];
        for (std::size_t i = 0; i < columns; ++i)
            for (std::size_t j = i; j < columns; ++j)
                spread.cross[i * columns + j] += off[i] * off[j];
    }
    for (std::size_t i = 0; i < columns; ++i)
        for (std::size_t j = 0; j < i; ++j)
            spread.cross[i * columns + j] = spread.cross[j * columns + i];
    return spread;
}

void straighten(Direction& second, const Direction& first) {
    const double along = dot(second, first);
    for (std::size_t i = 0; i < second.size(); ++i)
        second[i] -= along * first[i];
    normalise(second);
}

/// The sign of a direction is free: here its largest number is positive.
void turn(Direction& direction) {
    const auto largest = std::ranges::max_element(direction, {}, [](double value) { return std::abs(value); });
    if (largest != direction.end() && *largest < 0.0)
        for (double& value : direction)
            value = -value;
}

std::array<Direction, 2> mainDirections(const Spread& spread) {
    const auto columns = spread.mean.size();
    std::array<Direction, 2> directions{Direction(columns), Direction(columns)};
    for (std::size_t i = 0; i < columns; ++i) { // any start will do that is not at right angles to the answer
        directions[0][i] = 1.0 + 0.37 * std::sin(static_cast<double>(i) + 1.0);
        directions[1][i] = std::cos(2.3 * static_cast<double>(i) + 0.5);
    }
    for (int round = 0; round < kRounds; ++round) {
        for (auto& direction : directions) {
            Direction next(columns, 0.0);
            for (std::size_t i = 0; i < columns; ++i)
                next[i] = std::inner_product(direction.begin(), direction.end(),
                                             spread.cross.begin() + static_cast<std::ptrdiff_t>(i * columns), 0.0);
            direction = std::move(next);
        }
        normalise(directions[0]);
        straighten(directions[1], directions[0]);
    }
    for (auto& direction : directions)
        turn(direction);
    return directions;
}

} // namespace

std::vector<MapPlace> principalPlane(const VectorSet& vectors, const std::stop_token& stop) {
    if (vectors.size() == 0)
        return {};
    const auto spread = spreadOf(vectors, stop);
    if (stop.stop_requested())
        return {};
    const auto directions = mainDirections(spread);
    std::vector<MapPlace> places(vectors.size());
    float largest = 0.F;
    Direction off(vectors.columns());
    for (std::size_t row = 0; row < places.size(); ++row) {
        for (std::size_t i = 0; i < off.size(); ++i)
            off[i] = static_cast<double>(vectors.row(row)[i]) - spread.mean[i];
        places[row] = {static_cast<float>(dot(off, directions[0])), static_cast<float>(dot(off, directions[1]))};
        largest = std::max({largest, std::abs(places[row].x), std::abs(places[row].y)});
    }
    for (auto& place : places)
        place = largest > 1e-3F ? MapPlace{place.x / largest, place.y / largest} : MapPlace{};
    return places;
}

} // namespace segue::recommend
