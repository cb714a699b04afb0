// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/embedding_matrix.h"
#include "engine/recommend/index/graph_index.h"

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace segue::recommend {

/// A graph over a large matrix: built on a thread of its own at the lowest priority, updated with the matrix, and built again
/// when too much of it is gone. Without a graph, exact search is used.
///
/// Thread rule: call follow() with the matrix's lock held exclusively, the const functions with it held at least shared, and
/// the destructor without it.
class LiveGraph final {
public:
    /// @param lock of the matrix
    /// @param fromRows a matrix with this many rows is large
    LiveGraph(EmbeddingMatrix& matrix, std::shared_mutex& lock, std::size_t fromRows)
        : m_matrix(matrix)
        , m_lock(lock)
        , m_fromRows(fromRows) {}
    ~LiveGraph();
    LiveGraph(const LiveGraph&) = delete;
    LiveGraph& operator=(const LiveGraph&) = delete;

    void follow(); ///< the matrix has changed
    /// Waits until no graph is being built; on return the lock is held again.
    void wait(std::unique_lock<std::shared_mutex>& lock);

    [[nodiscard]] bool isReady() const { return m_graph != nullptr; }
    [[nodiscard]] std::size_t bytes() const { return m_graph ? m_graph->bytes() : 0; }
    /// Nearly what the matrix would find, faster. Nothing if it cannot answer: it is not built, most rows do not pass the
    /// filter, or too few rows that do were found.
    [[nodiscard]] std::optional<std::vector<Neighbour>> nearest(std::span<const float> query, std::size_t n,
                                                                const Filter& filter) const;

private:
    using Rows = std::vector<std::pair<Slot, const std::int16_t*>>; ///< null: the row is gone

    void begin();
    void drop();
    [[nodiscard]] bool keepUp();
    [[nodiscard]] Rows changes();
    void build(const std::stop_token& stop);
    [[nodiscard]] Rows pinnedRows();
    [[nodiscard]] std::unique_ptr<GraphIndex> makeGraph(const Rows& rows, const std::stop_token& stop) const;
    [[nodiscard]] bool publish(std::unique_ptr<GraphIndex> graph, const std::stop_token& stop);

    EmbeddingMatrix& m_matrix;
    std::shared_mutex& m_lock;
    std::size_t m_fromRows;
    bool m_isBuilding = false;
    bool m_hasFailed = false; ///< memory was short: not tried again
    std::unique_ptr<GraphIndex> m_graph;
    std::condition_variable_any m_built;
    std::jthread m_builder; ///< last: ends first
};

} // namespace segue::recommend
