// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/embedding_matrix.h"

#include "engine/error.h"

#include <algorithm>
#include <array>

namespace segue::recommend {

namespace {

/// Dot product in eight independent sums, which the compiler turns into vector instructions without reordering a sum.
float dot(std::span<const float> a, std::span<const float> b) {
    constexpr std::size_t kLanes = 8;
    std::array<float, kLanes> sums{};
    std::size_t i = 0;
    for (; i + kLanes <= a.size(); i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            sums[lane] += a[i + lane] * b[i + lane];
    float sum = 0.F;
    for (; i < a.size(); ++i)
        sum += a[i] * b[i];
    for (const float lane : sums)
        sum += lane;
    return sum;
}

bool isBetter(const Neighbour& a, const Neighbour& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.row.track < b.row.track;
}

} // namespace

void EmbeddingMatrix::put(const Row& row, std::span<const float> embedding) {
    if (embedding.size() != m_columns)
        throw Error{ErrorKind::usage, "An embedding has " + std::to_string(embedding.size()) + " numbers where " +
                                          std::to_string(m_columns) + " were expected."};
    const auto [entry, isNew] = m_indexOf.try_emplace(row.track, m_rows.size());
    if (isNew) {
        m_rows.push_back(row);
        m_values.insert(m_values.end(), embedding.begin(), embedding.end());
    } else {
        m_rows[entry->second] = row;
        std::ranges::copy(embedding, m_values.begin() + static_cast<std::ptrdiff_t>(entry->second * m_columns));
    }
}

void EmbeddingMatrix::remove(TrackId track) {
    if (const auto entry = m_indexOf.find(track); entry != m_indexOf.end())
        eraseAt(entry->second);
}

void EmbeddingMatrix::removeLibrary(LibraryId library) {
    for (std::size_t index = m_rows.size(); index-- > 0;)
        if (m_rows[index].library == library)
            eraseAt(index);
}

void EmbeddingMatrix::eraseAt(std::size_t index) {
    const std::size_t last = m_rows.size() - 1;
    m_indexOf.erase(m_rows[index].track);
    if (index != last) {
        m_rows[index] = m_rows[last];
        m_indexOf[m_rows[index].track] = index;
        std::ranges::copy(at(last), m_values.begin() + static_cast<std::ptrdiff_t>(index * m_columns));
    }
    m_rows.pop_back();
    m_values.resize(last * m_columns);
}

const Row* EmbeddingMatrix::find(TrackId track) const {
    const auto entry = m_indexOf.find(track);
    return entry == m_indexOf.end() ? nullptr : &m_rows[entry->second];
}

std::span<const float> EmbeddingMatrix::embedding(TrackId track) const {
    const auto entry = m_indexOf.find(track);
    return entry == m_indexOf.end() ? std::span<const float>{} : at(entry->second);
}

std::vector<Neighbour> EmbeddingMatrix::nearest(std::span<const float> query, std::size_t n,
                                                const std::function<bool(const Row&)>& accept) const {
    std::vector<Neighbour> best; // a heap whose front is the worst of the best n
    if (n == 0 || query.size() != m_columns)
        return best;
    for (std::size_t index = 0; index < m_rows.size(); ++index) {
        if (!accept(m_rows[index]))
            continue;
        const Neighbour candidate{m_rows[index], std::clamp(dot(query, at(index)), 0.F, 1.F)};
        if (best.size() == n && !isBetter(candidate, best.front()))
            continue;
        if (best.size() == n) {
            std::ranges::pop_heap(best, isBetter);
            best.pop_back();
        }
        best.push_back(candidate);
        std::ranges::push_heap(best, isBetter);
    }
    std::ranges::sort_heap(best, isBetter);
    return best;
}

} // namespace segue::recommend
