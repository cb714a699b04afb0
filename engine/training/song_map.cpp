// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/song_map.h"

#include "engine/words/error.h"

#include <algorithm>
#include <cmath>

namespace segue::training {
namespace {

using Plane = std::vector<std::array<double, 2>>;

constexpr int kSteps = 600;
constexpr int kExaggeratedSteps = 150; // at first clusters are pulled together harder, so that they can find their place
constexpr double kExaggeration = 12.0;
constexpr double kStartDeviation = 1e-2;

// Squared distances. [rows, rows]
std::vector<float> distances(std::span<const float> values, std::size_t rows, std::size_t size) {
    std::vector<float> squares(rows * rows, 0.0F);
    for (std::size_t a = 0; a < rows; ++a)
        for (std::size_t b = a + 1; b < rows; ++b) {
            double sum = 0.0;
            for (std::size_t i = 0; i < size; ++i) {
                const double off = static_cast<double>(values[a * size + i]) - static_cast<double>(values[b * size + i]);
                sum += off * off;
            }
            squares[a * rows + b] = squares[b * rows + a] = static_cast<float>(sum);
        }
    return squares;
}

// Shares of a row's neighbours whose entropy is that of the wanted number of neighbours; its own share is 0.
void findShares(std::span<const float> squares, std::size_t own, double perplexity, std::span<float> shares) {
    float nearest = INFINITY; // subtracted from all: changes no share, but keeps the exponentials from vanishing
    for (std::size_t i = 0; i < squares.size(); ++i)
        nearest = i == own ? nearest : std::min(nearest, squares[i]);
    double sharpness = 1.0;
    double low = 0.0;
    double high = INFINITY;
    for (int trial = 0; trial < 60; ++trial) {
        double sum = 0.0;
        double moment = 0.0;
        for (std::size_t i = 0; i < squares.size(); ++i) {
            const double off = static_cast<double>(squares[i] - nearest);
            const double share = i == own ? 0.0 : std::exp(-sharpness * off);
            shares[i] = static_cast<float>(share);
            sum += share;
            moment += share * off;
        }
        for (float& share : shares)
            share /= static_cast<float>(sum);
        const double entropy = std::log(sum) + sharpness * moment / sum;
        if (std::abs(entropy - std::log(perplexity)) < 1e-4)
            return;
        (entropy > std::log(perplexity) ? low : high) = sharpness;
        sharpness = std::isinf(high) ? sharpness * 2.0 : (low + high) / 2.0;
        if (sharpness > 1e12)
            return; // as many equal neighbours as wanted, or more: no sharpness separates them
    }
}

// How much each pair belongs together; sums to 1. [rows, rows]
std::vector<float> affinities(std::span<const float> squares, std::size_t rows, double perplexity) {
    std::vector<float> shares(rows * rows, 0.0F);
    for (std::size_t row = 0; row < rows; ++row)
        findShares(squares.subspan(row * rows, rows), row, perplexity, std::span(shares).subspan(row * rows, rows));
    for (std::size_t a = 0; a < rows; ++a)
        for (std::size_t b = a; b < rows; ++b) {
            const float both = (shares[a * rows + b] + shares[b * rows + a]) / (2.0F * static_cast<float>(rows));
            shares[a * rows + b] = shares[b * rows + a] = both;
        }
    return shares;
}

// The rows' places along the direction in which they vary most.
std::vector<double> principalComponent(const std::vector<double>& centred, std::size_t rows, std::size_t size) {
    std::vector<double> direction(size);
    for (std::size_t i = 0; i < size; ++i) // any start will do that is not at right angles to the answer
        direction[i] = 1.0 + 0.5 * std::sin(static_cast<double>(i + 1));
    std::vector<double> places(rows);
    for (int trial = 0; trial < 100; ++trial) {
        std::vector<double> next(size, 0.0);
        for (std::size_t row = 0; row < rows; ++row) {
            places[row] = 0.0;
            for (std::size_t i = 0; i < size; ++i)
                places[row] += centred[row * size + i] * direction[i];
            for (std::size_t i = 0; i < size; ++i)
                next[i] += places[row] * centred[row * size + i];
        }
        double square = 0.0;
        for (const double value : next)
            square += value * value;
        if (square < 1e-24)
            return std::vector<double>(rows, 0.0);
        for (std::size_t i = 0; i < size; ++i)
            direction[i] = next[i] / std::sqrt(square);
    }
    for (std::size_t row = 0; row < rows; ++row) {
        places[row] = 0.0;
        for (std::size_t i = 0; i < size; ++i)
            places[row] += centred[row * size + i] * direction[i];
    }
    return places;
}

Plane start(std::span<const float> values, std::size_t rows, std::size_t size) {
    std::vector<double> centred(values.begin(), values.end());
    for (std::size_t i = 0; i < size; ++i) {
        double mean = 0.0;
        for (std::size_t row = 0; row < rows; ++row)
            mean += centred[row * size + i] / static_cast<double>(rows);
        for (std::size_t row = 0; row < rows; ++row)
            centred[row * size + i] -= mean;
    }
    Plane plane(rows);
    double scale = 0.0;
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const auto places = principalComponent(centred, rows, size);
        double square = 0.0;
        for (const double place : places)
            square += place * place;
        if (axis == 0)
            scale = square > 0.0 ? kStartDeviation / std::sqrt(square / static_cast<double>(rows)) : 0.0;
        for (std::size_t row = 0; row < rows; ++row)
            plane[row][axis] = places[row] * scale;
        // What is left is at right angles to the first component: direction = sum of place * row / sum of place
        // squared.
        std::vector<double> direction(size, 0.0);
        for (std::size_t row = 0; row < rows; ++row)
            for (std::size_t i = 0; i < size; ++i)
                direction[i] += square > 0.0 ? places[row] * centred[row * size + i] / square : 0.0;
        for (std::size_t row = 0; row < rows; ++row)
            for (std::size_t i = 0; i < size; ++i)
                centred[row * size + i] -= places[row] * direction[i];
    }
    return plane;
}

// The gradient of the map: the slope of the difference between both kinds of affinity.
Plane slopes(const std::vector<float>& together, const Plane& plane, double exaggeration) {
    const std::size_t rows = plane.size();
    Plane pull(rows, {0.0, 0.0});
    Plane push(rows, {0.0, 0.0});
    double sum = 0.0;
    for (std::size_t a = 0; a < rows; ++a)
        for (std::size_t b = a + 1; b < rows; ++b) {
            const double x = plane[a][0] - plane[b][0];
            const double y = plane[a][1] - plane[b][1];
            const double near = 1.0 / (1.0 + x * x + y * y);
            const double pulled = static_cast<double>(together[a * rows + b]) * near;
            const double pushed = near * near;
            sum += 2.0 * near;
            pull[a][0] += pulled * x;
            pull[a][1] += pulled * y;
            pull[b][0] -= pulled * x;
            pull[b][1] -= pulled * y;
            push[a][0] += pushed * x;
            push[a][1] += pushed * y;
            push[b][0] -= pushed * x;
            push[b][1] -= pushed * y;
        }
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t axis = 0; axis < 2; ++axis)
            pull[row][axis] = 4.0 * (exaggeration * pull[row][axis] - push[row][axis] / sum);
    return pull;
}

} // namespace

Plane mapSongs(std::span<const float> embeddings, std::size_t rows, double perplexity, const std::stop_token& stop) {
    if (rows == 0 || embeddings.size() % rows != 0)
        throw Error(ErrorKind::usage, "A map needs songs with one embedding each.");
    const std::size_t size = embeddings.size() / rows;
    Plane plane = start(embeddings, rows, size);
    if (rows < 3)
        return plane;
    const double neighbours = std::clamp(perplexity, 1.0, static_cast<double>(rows - 1) / 2.0);
    const auto together = affinities(distances(embeddings, rows, size), rows, neighbours);
    const double rate = std::max(static_cast<double>(rows) / kExaggeration, 10.0);
    Plane speed(rows, {0.0, 0.0});
    Plane gain(rows, {1.0, 1.0});
    for (int step = 0; step < kSteps && !stop.stop_requested(); ++step) {
        const bool early = step < kExaggeratedSteps;
        const Plane slope = slopes(together, plane, early ? kExaggeration : 1.0);
        for (std::size_t row = 0; row < rows; ++row)
            for (std::size_t axis = 0; axis < 2; ++axis) {
                double& own = gain[row][axis]; // faster where it keeps its direction, slower where it swings
                own = slope[row][axis] * speed[row][axis] < 0.0 ? own + 0.2 : std::max(own * 0.8, 0.01);
                speed[row][axis] = (early ? 0.5 : 0.8) * speed[row][axis] - rate * own * slope[row][axis];
                plane[row][axis] += speed[row][axis];
            }
    }
    return plane;
}

} // namespace segue::training
