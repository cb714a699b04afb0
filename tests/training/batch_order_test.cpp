// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/batch_order.h"

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

using namespace segue;
using training::Dataset;
using training::epochOrder;

namespace {

std::vector<std::size_t> allRows(const Dataset& dataset) {
    std::vector<std::size_t> rows(dataset.size());
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

/// Pairs by one artist in a batch.
std::size_t pairsIn(const Dataset& dataset, std::span<const std::size_t> batch) {
    std::map<std::int64_t, std::size_t> clips;
    for (const std::size_t row : batch)
        ++clips[dataset.artist(row)];
    std::size_t pairs = 0;
    for (const auto& [artist, count] : clips)
        pairs += count / 2;
    return pairs;
}

/// 60 clips by 20 artists, three each.
Dataset threeClipsEach(const test::TemporaryFolder& folder) {
    test::writeSmallDataset(folder.path(), 60, 3);
    std::string table = "row\ttrack_id\tgenre\tartist_id\tartist\ttitle\n";
    for (int row = 0; row < 60; ++row)
        table += std::to_string(row) + "\t" + std::to_string(row) + "\tGenre\t" + std::to_string(row % 20 + 1) + "\tA\tB\n";
    test::writeBytes(folder / "tracks.tsv", table);
    return Dataset::load(folder.path());
}

} // namespace

TEST_CASE("an epoch shows each row at most once, in whole batches, in another order each time") {
    const test::TemporaryFolder folder;
    const auto dataset = threeClipsEach(folder);
    const auto rows = allRows(dataset);
    for (const std::size_t pairs : {0U, 2U}) {
        std::mt19937_64 random(1);
        const auto first = epochOrder(dataset, {rows, 8, pairs}, random);
        const auto second = epochOrder(dataset, {rows, 8, pairs}, random);
        CHECK(first.size() == 56);
        CHECK(std::set<std::size_t>(first.begin(), first.end()).size() == 56);
        CHECK(first != second);
        std::mt19937_64 again(1);
        CHECK(epochOrder(dataset, {rows, 8, pairs}, again) == first);
    }
}

TEST_CASE("every batch holds the pairs that were asked for, as long as there are any") {
    const test::TemporaryFolder folder;
    const auto dataset = threeClipsEach(folder);
    const auto rows = allRows(dataset);
    std::mt19937_64 random(1);
    const auto order = epochOrder(dataset, {rows, 8, 2}, random);
    for (std::size_t batch = 0; batch < 7; ++batch)
        CHECK(pairsIn(dataset, std::span(order).subspan(batch * 8, 8)) >= 2);
    const auto crowded = epochOrder(dataset, {rows, 8, 100}, random);
    CHECK(crowded.size() == 56);
}
