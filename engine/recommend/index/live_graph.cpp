// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/live_graph.h"

#include <exception>
#include <sys/resource.h>
#include <unistd.h>

namespace segue::recommend {

namespace {

constexpr std::size_t kFewChanges = 64; ///< at most this many are applied while searches wait
constexpr int kLowestPriority = 19;

bool catchUp(std::span<const std::pair<Slot, const std::int16_t*>> changes, GraphIndex& graph) {
    for (const auto& [slot, values] : changes) {
        if (values == nullptr)
            graph.remove(slot);
        else if (graph.isFull())
            return false;
        else
            graph.add(slot, values);
    }
    return true;
}

} // namespace

LiveGraph::~LiveGraph() = default;

void LiveGraph::follow() {
    if (m_isBuilding)
        return; // the builder makes up for it
    if (m_graph) {
        const bool isLarge = m_matrix.size() > m_fromRows / 2;
        if (!isLarge || m_graph->removed() > m_matrix.size() / 4 || !keepUp())
            drop();
    }
    if (!m_graph && !m_hasFailed && m_matrix.size() > m_fromRows)
        begin();
}

/// False if the graph is full, or memory is short.
bool LiveGraph::keepUp() {
    try {
        return catchUp(changes(), *m_graph);
    } catch (const std::exception&) {
        m_hasFailed = true;
        return false;
    }
}

LiveGraph::Rows LiveGraph::changes() {
    Rows rows;
    for (const auto& change : m_matrix.rows().takeChanges())
        rows.emplace_back(change.slot, change.isAdded ? m_matrix.rows().values(change.slot) : nullptr);
    return rows;
}

void LiveGraph::drop() {
    m_graph.reset();
    m_matrix.rows().unpin();
}

void LiveGraph::begin() {
    m_isBuilding = true;
    m_builder = std::jthread([this](const std::stop_token& stop) { build(stop); });
}

void LiveGraph::build(const std::stop_token& stop) {
    static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kLowestPriority)); // of this thread
    try {
        bool isDone = false;
        while (!isDone && !stop.stop_requested())
            isDone = publish(makeGraph(pinnedRows(), stop), stop);
    } catch (const std::exception&) { // memory is short: exact search serves
        const std::unique_lock lock(m_lock);
        m_matrix.rows().unpin();
        m_isBuilding = false;
        m_hasFailed = true;
        m_built.notify_all();
    }
}

/// All rows that are there now, which may be read without the lock.
LiveGraph::Rows LiveGraph::pinnedRows() {
    const std::unique_lock lock(m_lock);
    m_matrix.rows().unpin(); // forgets the changes so far
    m_matrix.rows().pin();
    Rows rows;
    rows.reserve(m_matrix.size());
    for (const Slot slot : m_matrix.slots())
        rows.emplace_back(slot, m_matrix.rows().values(slot));
    return rows;
}

/// Null if memory is short.
std::unique_ptr<GraphIndex> LiveGraph::makeGraph(const Rows& rows, const std::stop_token& stop) const {
    try {
        auto graph = std::make_unique<GraphIndex>(m_matrix.rows().stride(), rows.size() + rows.size() / 4);
        for (std::size_t i = 0; i < rows.size() && !stop.stop_requested(); ++i)
            graph->add(rows[i].first, rows[i].second);
        return graph;
    } catch (const std::exception&) {
        return nullptr;
    }
}

/// Applies the changes made meanwhile, the last of them with the matrix locked. False if the graph has no room for them.
bool LiveGraph::publish(std::unique_ptr<GraphIndex> graph, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::unique_lock lock(m_lock);
        const auto missed = changes();
        const bool isLast = missed.size() <= kFewChanges;
        if (graph && !isLast)
            lock.unlock();
        try {
            if (graph && !catchUp(missed, *graph))
                return false;
        } catch (const std::exception&) {
            graph.reset();
        }
        if (!lock.owns_lock())
            continue;
        m_isBuilding = false;
        m_hasFailed = !graph;
        if (!graph)
            m_matrix.rows().unpin();
        m_graph = std::move(graph);
        m_built.notify_all();
        return true;
    }
    return true;
}

void LiveGraph::wait(std::unique_lock<std::shared_mutex>& lock) {
    m_built.wait(lock, [this] { return !m_isBuilding; });
}

std::optional<std::vector<Neighbour>> LiveGraph::nearest(std::span<const float> query, std::size_t n, const Filter& filter) const {
    if (!m_graph || n == 0 || query.size() != m_matrix.columns() || m_matrix.rows().count(filter) <= m_fromRows)
        return std::nullopt;
    const auto packed = m_matrix.packed(query);
    constexpr std::size_t kTries = 2;
    for (std::size_t attempt = 0, wanted = 2 * n + 32; attempt < kTries; ++attempt, wanted *= 4) {
        Shortlist list(n);
        for (const auto& found : m_graph->nearest(packed.get(), wanted))
            m_matrix.rows().offer(found.slot, found.product, filter, list);
        if (list.size() == n)
            return m_matrix.neighbours(std::move(list));
    }
    return std::nullopt;
}

} // namespace segue::recommend
