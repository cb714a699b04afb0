// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/map/map_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace segue::recommend {

namespace {

// The curve 1 / (1 + a d^2b) by which nearness on the map is judged, for UMAP's usual least distance of 0.1.
constexpr float kCurveA = 1.577F;
constexpr float kCurveB = 0.895F;
constexpr float kLongestStep = 4.F;
constexpr int kPushes = 5; ///< random pairs for each tie
constexpr float kStartSize = 10.F;
constexpr std::size_t kAskEvery = 1U << 16U; ///< ties, whether to stop: some 20 ms
constexpr std::size_t kManyRows = 10'000;
constexpr double kNeighbourShare = 0.6; ///< of the time

/// A small generator with the same numbers everywhere (xorshift64*).
class Dice final {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed * 0x9E3779B97F4A7C15ULL + 1) {}
    std::uint32_t below(std::uint32_t end) {
        m_state ^= m_state >> 12;
        m_state ^= m_state << 25;
        m_state ^= m_state >> 27;
        return static_cast<std::uint32_t>(((m_state * 0x2545F4914F6CDD1DULL) >> 32) * end >> 32);
    }
    float unit() { return static_cast<float>(below(1U << 24)) / static_cast<float>(1U << 24); }

private:
    std::uint64_t m_state;
};

struct Tie {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    float weight = 0.F;
};

/// Both ways between each pair of which one is a neighbour of the other: w(a, b) + w(b, a) - w(a, b) w(b, a).
std::vector<Tie> tiesOf(const Neighbourhoods& near) {
    std::vector<Tie> ties;
    ties.reserve(near.rows.size() * 2);
    const auto rows = near.count == 0 ? 0 : near.rows.size() / near.count;
    for (std::size_t row = 0; row < rows; ++row) {
        const auto weights = neighbourWeights(std::span(near.distances).subspan(row * near.count, near.count));
        for (std::size_t i = 0; i < near.count; ++i) {
            const auto from = static_cast<std::uint32_t>(row);
            const auto to = near.rows[row * near.count + i];
            if (from == to)
                continue;
            ties.push_back({std::min(from, to), std::max(from, to), weights[i]});
        }
    }
    std::ranges::sort(ties, [](const Tie& a, const Tie& b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
    std::size_t kept = 0;
    for (const Tie& tie : ties) {
        if (kept > 0 && ties[kept - 1].from == tie.from && ties[kept - 1].to == tie.to) {
            float& weight = ties[kept - 1].weight;
            weight = weight + tie.weight - weight * tie.weight;
        } else {
            ties[kept++] = tie;
        }
    }
    ties.resize(kept);
    return ties;
}

float square(float value) { return value * value; }
float step(float slope, float along) { return std::clamp(slope * along, -kLongestStep, kLongestStep); }

void pull(MapPlace& one, MapPlace& other, float rate) {
    const float x = one.x - other.x;
    const float y = one.y - other.y;
    const float far = square(x) + square(y);
    if (far <= 0.F)
        return;
    const float power = std::pow(far, kCurveB);
    const float slope = -2.F * kCurveA * kCurveB * power / (far * (kCurveA * power + 1.F));
    const MapPlace by{rate * step(slope, x), rate * step(slope, y)};
    one = {one.x + by.x, one.y + by.y};
    other = {other.x - by.x, other.y - by.y};
}

void push(MapPlace& one, const MapPlace& other, float rate) {
    const float x = one.x - other.x;
    const float y = one.y - other.y;
    const float far = square(x) + square(y);
    if (far <= 0.F)
        return;
    const float slope = 2.F * kCurveB / ((0.001F + far) * (kCurveA * std::pow(far, kCurveB) + 1.F));
    one = {one.x + rate * step(slope, x), one.y + rate * step(slope, y)};
}

/// Each tie pulls in as many of the rounds as its weight says.
bool settle(std::vector<MapPlace>& places, std::vector<Tie> ties, int rounds, Dice& dice, const Advance& advance,
            const std::stop_token& stop) {
    float strongest = 0.F;
    for (const Tie& tie : ties)
        strongest = std::max(strongest, tie.weight);
    std::erase_if(ties, [&](const Tie& tie) { return tie.weight < strongest / static_cast<float>(rounds); });
    std::vector<float> due(ties.size(), 0.F);
    const auto rows = static_cast<std::uint32_t>(places.size());
    for (int round = 0; round < rounds; ++round) {
        const float rate = 1.F - static_cast<float>(round) / static_cast<float>(rounds);
        for (std::size_t i = 0; i < ties.size(); ++i) {
            if (i % kAskEvery == 0 && stop.stop_requested())
                return false;
            due[i] += ties[i].weight / strongest;
            if (due[i] < 1.F)
                continue;
            due[i] -= 1.F;
            pull(places[ties[i].from], places[ties[i].to], rate);
            for (const auto end : {ties[i].from, ties[i].to})
                for (int pushes = 0; pushes < kPushes; ++pushes)
                    if (const auto other = dice.below(rows); other != end)
                        push(places[end], places[other], rate);
            pull(places[ties[i].to], places[ties[i].from], rate);
        }
        if (advance)
            advance(kNeighbourShare + (1.0 - kNeighbourShare) * (round + 1) / rounds);
    }
    return true;
}

void centre(std::vector<MapPlace>& places) {
    double x = 0.0;
    double y = 0.0;
    for (const MapPlace& place : places) {
        x += static_cast<double>(place.x);
        y += static_cast<double>(place.y);
    }
    const MapPlace mean{static_cast<float>(x / static_cast<double>(places.size())),
                        static_cast<float>(y / static_cast<double>(places.size()))};
    std::vector<float> radii;
    radii.reserve(places.size());
    for (MapPlace& place : places) {
        place = {place.x - mean.x, place.y - mean.y};
        radii.push_back(std::hypot(place.x, place.y));
    }
    const auto most = radii.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(radii.size() - 1) * 0.98);
    std::ranges::nth_element(radii, most);
    const float scale = *most > 1e-6F ? 1.F / *most : 1.F;
    for (MapPlace& place : places)
        place = {place.x * scale, place.y * scale};
}

} // namespace

std::vector<float> neighbourWeights(std::span<const float> distances) {
    std::vector<float> weights(distances.size(), 1.F);
    if (distances.size() < 2)
        return weights;
    const float nearest = distances.front();
    const auto wanted = std::log2(static_cast<float>(distances.size()));
    float low = 0.F;
    float high = 4.F; // distances lie in [0, 2]
    for (int trial = 0; trial < 40; ++trial) {
        const float width = (low + high) / 2.F;
        float sum = 0.F;
        for (std::size_t i = 0; i < distances.size(); ++i)
            sum += weights[i] = std::exp(-std::max(0.F, distances[i] - nearest) / std::max(width, 1e-9F));
        (sum > wanted ? high : low) = width;
    }
    return weights;
}

MapPlace placeAmong(std::span<const float> distances, std::span<const MapPlace> places) {
    const auto weights = neighbourWeights(distances);
    MapPlace sum;
    float all = 0.F;
    for (std::size_t i = 0; i < std::min(weights.size(), places.size()); ++i) {
        sum = {sum.x + weights[i] * places[i].x, sum.y + weights[i] * places[i].y};
        all += weights[i];
    }
    return all > 0.F ? MapPlace{sum.x / all, sum.y / all} : MapPlace{};
}

std::vector<MapPlace> layOutMap(const VectorSet& vectors, const LayoutChoice& choice, const Advance& advance,
                                const std::stop_token& stop) {
    auto places = principalPlane(vectors, stop);
    if (places.empty())
        return {};
    Dice dice(choice.seed);
    for (MapPlace& place : places) // equal songs would never part
        place = {place.x * kStartSize + 0.01F * (dice.unit() - 0.5F), place.y * kStartSize + 0.01F * (dice.unit() - 0.5F)};
    const Advance first = advance ? Advance([&](double share) { advance(share * kNeighbourShare); }) : Advance{};
    const auto near = findNeighbourhoods(vectors, choice.neighbours, first, stop);
    if (stop.stop_requested())
        return {};
    const int rounds = choice.rounds > 0 ? choice.rounds : places.size() <= kManyRows ? 500 : 200;
    if (!settle(places, tiesOf(near), rounds, dice, advance, stop))
        return {};
    centre(places);
    return places;
}

} // namespace segue::recommend
