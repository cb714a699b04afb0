// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/graph_index.h"

#include "engine/recommend/index/dot_products.h"

#include <cstring>
#include <mutex>
#include <unordered_map>

#include <hnswlib/hnswlib.h> // relies on the above

namespace segue::recommend {

namespace {

using Distance = std::int32_t;

struct Measure {
    DotProducts multiply;
    std::size_t stride;
};

/// The graph keeps the row's address, at no particular alignment.
const std::int16_t* rowAt(const void* kept) {
    const std::int16_t* row = nullptr;
    std::memcpy(&row, kept, sizeof row);
    return row;
}

/// The distance: the negative product, since near rows have a large one.
Distance distance(const void* a, const void* b, const void* with) {
    const auto* measure = static_cast<const Measure*>(with);
    std::int32_t product = 0;
    measure->multiply(rowAt(a), rowAt(b), measure->stride, 1, &product);
    return -product;
}

class Space final : public hnswlib::SpaceInterface<Distance> {
public:
    explicit Space(std::size_t stride)
        : m_measure{dotProducts(), stride} {}

    size_t get_data_size() override { return sizeof(const std::int16_t*); }
    hnswlib::DISTFUNC<Distance> get_dist_func() override { return distance; }
    void* get_dist_func_param() override { return &m_measure; }

private:
    Measure m_measure;
};

} // namespace

class GraphIndex::Graph {
public:
    Graph(std::size_t stride, std::size_t capacity, const GraphEffort& effort)
        : space(stride)
        , links(&space, capacity, effort.links, effort.whileBuilding) {
        links.setEf(effort.whileSearching);
    }

    Space space;
    hnswlib::HierarchicalNSW<Distance> links;
};

GraphIndex::GraphIndex(std::size_t stride, std::size_t capacity, GraphEffort effort)
    : m_graph(std::make_unique<Graph>(stride, capacity, effort)) {}
GraphIndex::~GraphIndex() = default;

void GraphIndex::add(Slot slot, const std::int16_t* row) { m_graph->links.addPoint(&row, slot); }
void GraphIndex::remove(Slot slot) { m_graph->links.markDelete(slot); }

bool GraphIndex::isFull() const { return m_graph->links.cur_element_count == m_graph->links.max_elements_; }
std::size_t GraphIndex::removed() const { return m_graph->links.num_deleted_; }

std::size_t GraphIndex::bytes() const {
    constexpr std::size_t kLookup = 48; // an entry of a hash table
    const auto& links = m_graph->links;
    return links.max_elements_ * (sizeof(std::mutex) + sizeof(int) + sizeof(void*) + sizeof(hnswlib::vl_type)) +
           links.cur_element_count * (links.size_data_per_element_ + kLookup + links.size_links_per_element_ / links.M_);
}

std::vector<GraphIndex::Found> GraphIndex::nearest(const std::int16_t* query, std::size_t n) const {
    auto best = m_graph->links.searchKnn(&query, n);
    std::vector<Found> found;
    for (; !best.empty(); best.pop())
        found.push_back({static_cast<Slot>(best.top().second), -best.top().first});
    return found;
}

} // namespace segue::recommend
