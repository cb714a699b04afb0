// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/map/vector_set.h"

#include "engine/recommend/index/dot_products.h"
#include "engine/recommend/index/graph_index.h"
#include "engine/words/error.h"

#include <algorithm>
#include <string>
#include <utility>

namespace segue::recommend {

namespace {

constexpr std::size_t kAdvanceEvery = 64;
/// Building takes most of the time; what it costs in recall is made up for by looking at more rows afterwards.
constexpr GraphEffort kEffort{.links = 12, .whileBuilding = 60, .whileSearching = 64};
constexpr double kBuildShare = 0.7; ///< of the time, by the graph

using Found = std::vector<std::pair<std::int32_t, std::uint32_t>>; ///< product and row

void keep(Neighbourhoods& all, std::size_t row, Found& found) {
    const auto better = [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; };
    std::erase_if(found, [&](const auto& one) { return one.second == row; });
    const auto kept = std::min(all.count, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), better);
    for (std::size_t i = 0; i < all.count; ++i) {
        // A graph may find too few: the row itself at no distance says nothing of any other.
        const bool isThere = i < kept;
        all.rows[row * all.count + i] = isThere ? found[i].second : static_cast<std::uint32_t>(row);
        all.distances[row * all.count + i] = isThere ? 1.F - similarityOf(found[i].first) : 0.F;
    }
}

/// @return false: stopped
template <typename Visit>
bool forEachRow(std::size_t rows, const Advance& advance, double from, double to, const std::stop_token& stop, Visit&& visit) {
    for (std::size_t row = 0; row < rows; ++row) {
        if (row % kAdvanceEvery == 0) {
            if (stop.stop_requested())
                return false;
            if (advance)
                advance(from + (to - from) * static_cast<double>(row) / static_cast<double>(rows));
        }
        visit(row);
    }
    return true;
}

bool findExactly(const VectorSet& vectors, Neighbourhoods& all, const Advance& advance, const std::stop_token& stop) {
    std::vector<std::int32_t> products;
    Found found;
    return forEachRow(vectors.size(), advance, 0.0, 1.0, stop, [&](std::size_t row) {
        vectors.multiply(vectors.row(row), products);
        found.clear();
        for (std::uint32_t other = 0; other < products.size(); ++other)
            found.emplace_back(products[other], other);
        keep(all, row, found);
    });
}

bool findByGraph(const VectorSet& vectors, Neighbourhoods& all, const Advance& advance, const std::stop_token& stop) {
    GraphIndex graph(vectors.stride(), vectors.size(), kEffort);
    const auto add = [&](std::size_t row) { graph.add(static_cast<Slot>(row), vectors.row(row)); };
    if (!forEachRow(vectors.size(), advance, 0.0, kBuildShare, stop, add))
        return false;
    Found found;
    return forEachRow(vectors.size(), advance, kBuildShare, 1.0, stop, [&](std::size_t row) {
        found.clear();
        for (const auto& one : graph.nearest(vectors.row(row), all.count + 1))
            found.emplace_back(one.product, one.slot);
        keep(all, row, found);
    });
}

} // namespace

void VectorSet::add(std::span<const float> unit) {
    if (unit.size() != m_columns)
        throw Error{ErrorKind::usage, "An embedding has " + std::to_string(unit.size()) + " numbers where " +
                                          std::to_string(m_columns) + " were expected."};
    if (m_size % kBlockRows == 0)
        m_blocks.push_back(makePackedValues(kBlockRows * m_stride));
    pack(unit, m_blocks.back().get() + m_size % kBlockRows * m_stride);
    ++m_size;
}

const std::int16_t* VectorSet::row(std::size_t index) const {
    return m_blocks[index / kBlockRows].get() + index % kBlockRows * m_stride;
}

void VectorSet::multiply(const std::int16_t* query, std::vector<std::int32_t>& products) const {
    products.resize(m_size);
    const auto dot = dotProducts();
    for (std::size_t block = 0; block < m_blocks.size(); ++block) {
        const auto from = block * kBlockRows;
        dot(query, m_blocks[block].get(), m_stride, std::min(kBlockRows, m_size - from), products.data() + from);
    }
}

Neighbourhoods findNeighbourhoods(const VectorSet& vectors, std::size_t count, const Advance& advance,
                                  const std::stop_token& stop) {
    const auto size = vectors.size();
    Neighbourhoods all{.count = size == 0 ? 0 : std::min(count, size - 1)};
    all.rows.resize(size * all.count);
    all.distances.resize(size * all.count);
    const bool isDone = all.count == 0 ||
                        (size <= kExactRows ? findExactly(vectors, all, advance, stop) : findByGraph(vectors, all, advance, stop));
    return isDone ? all : Neighbourhoods{};
}

} // namespace segue::recommend
