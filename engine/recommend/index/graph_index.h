// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/shortlist.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace segue::recommend {

/// How much work a graph takes, and how well it finds.
struct GraphEffort {
    std::size_t links = 16;          ///< of a row; twice as many on the lowest level
    std::size_t whileBuilding = 120; ///< rows looked at around a new one
    std::size_t whileSearching =
        800; ///< rows looked at around a query; at least as many as are wanted. 160 finds 98 % of the ten nearest
};

/// Finds nearly all of the nearest packed rows without looking at most of them (hnswlib). Holds no rows itself: added
/// rows must neither move nor change while the graph lives.
///
/// Thread rule: const functions may run side by side; a change needs the graph alone.
/// Failure rule: the constructor and add() throw std::bad_alloc or std::runtime_error where memory is short.
class GraphIndex final {
public:
    /// @param stride numbers of a packed row
    /// @param capacity rows at most, removed ones included
    GraphIndex(std::size_t stride, std::size_t capacity, GraphEffort effort = {});
    ~GraphIndex();
    GraphIndex(const GraphIndex&) = delete;
    GraphIndex& operator=(const GraphIndex&) = delete;

    /// Throws if it is full.
    void add(Slot slot, const std::int16_t* row);
    void remove(Slot slot); ///< searches pass through it, but no longer find it

    [[nodiscard]] bool isFull() const;
    [[nodiscard]] std::size_t removed() const; ///< rows that are only passed through
    [[nodiscard]] std::size_t bytes() const;   ///< of memory, about

    struct Found {
        Slot slot = 0;
        std::int32_t product = 0;
    };
    /// About the n nearest, in no order.
    [[nodiscard]] std::vector<Found> nearest(const std::int16_t* query, std::size_t n) const;

private:
    class Graph;
    std::unique_ptr<Graph> m_graph;
};

} // namespace segue::recommend
