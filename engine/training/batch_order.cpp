// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/batch_order.h"

#include <algorithm>
#include <map>
#include <utility>

namespace segue::training {

namespace {

using Rows = std::vector<std::size_t>;

/// Takes random pairs by one artist out of `rows`, at most `wanted`; what is left stays in its order.
std::vector<std::pair<std::size_t, std::size_t>> takePairs(const Dataset& dataset, Rows& rows, std::size_t wanted,
                                                           std::mt19937_64& random) {
    std::map<std::int64_t, Rows> byArtist; // in the random order of `rows`
    for (const std::size_t row : rows)
        byArtist[dataset.artist(row)].push_back(row);
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const auto& [artist, own] : byArtist)
        for (std::size_t i = 0; i + 1 < own.size(); i += 2)
            pairs.emplace_back(own[i], own[i + 1]);
    std::shuffle(pairs.begin(), pairs.end(), random);
    pairs.resize(std::min(pairs.size(), wanted));
    std::vector<bool> taken(dataset.size());
    for (const auto& [first, second] : pairs)
        taken[first] = taken[second] = true;
    std::erase_if(rows, [&](std::size_t row) { return taken[row]; });
    return pairs;
}

} // namespace

std::vector<std::size_t> epochOrder(const Dataset& dataset, const BatchPlan& plan, std::mt19937_64& random) {
    Rows rest(plan.rows.begin(), plan.rows.end());
    std::shuffle(rest.begin(), rest.end(), random);
    const std::size_t batches = rest.size() / plan.batch;
    const std::size_t pairsEach = std::min(plan.pairs, plan.batch / 2);
    auto pairs =
        pairsEach > 0 ? takePairs(dataset, rest, batches * pairsEach, random) : std::vector<std::pair<std::size_t, std::size_t>>{};
    Rows order;
    for (std::size_t batch = 0; batch < batches; ++batch) {
        Rows rows;
        for (std::size_t i = 0; i < pairsEach && !pairs.empty(); ++i, pairs.pop_back())
            rows.insert(rows.end(), {pairs.back().first, pairs.back().second});
        while (rows.size() < plan.batch) {
            rows.push_back(rest.back());
            rest.pop_back();
        }
        std::shuffle(rows.begin(), rows.end(), random); // mixup mixes neighbours, which must not be the pairs
        order.insert(order.end(), rows.begin(), rows.end());
    }
    return order;
}

} // namespace segue::training
