// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/embedding_matrix.h"

#include "engine/words/error.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace segue::recommend {

void EmbeddingMatrix::put(const Row& row, std::span<const float> embedding) {
    if (embedding.size() != m_columns)
        throw Error{ErrorKind::usage, "An embedding has " + std::to_string(embedding.size()) + " numbers where " +
                                          std::to_string(m_columns) + " were expected."};
    const bool isLast = m_slots.empty() || m_slots.back().first < row.track;
    const auto entry = isLast ? m_slots.end() : std::ranges::lower_bound(m_slots, row.track, {}, &Entry::first);
    if (entry != m_slots.end() && entry->first == row.track) {
        m_rows.remove(entry->second);
        entry->second = m_rows.add(row, embedding);
    } else {
        m_slots.insert(entry, {row.track, m_rows.add(row, embedding)});
    }
}

template <typename IsGone>
void EmbeddingMatrix::removeIf(IsGone&& isGone) {
    std::erase_if(m_slots, [&](const Entry& entry) {
        const bool gone = isGone(entry);
        if (gone)
            m_rows.remove(entry.second);
        return gone;
    });
}

void EmbeddingMatrix::remove(std::span<const TrackId> tracks) {
    if (std::ranges::none_of(tracks, [this](TrackId track) { return find(track).has_value(); }))
        return; // new songs, mostly
    const std::unordered_set<TrackId> gone(tracks.begin(), tracks.end());
    removeIf([&](const Entry& entry) { return gone.contains(entry.first); });
}

void EmbeddingMatrix::removeLibrary(LibraryId library) {
    removeIf([&](const Entry& entry) { return m_rows.row(entry.second).library == library; });
}

std::size_t EmbeddingMatrix::bytes() const { return m_rows.bytes() + m_slots.capacity() * sizeof(Entry); }

std::optional<Row> EmbeddingMatrix::find(TrackId track) const {
    const auto entry = std::ranges::lower_bound(m_slots, track, {}, &Entry::first);
    return entry == m_slots.end() || entry->first != track ? std::nullopt : std::optional(m_rows.row(entry->second));
}

std::optional<Slot> EmbeddingMatrix::slotOf(TrackId track) const {
    const auto entry = std::ranges::lower_bound(m_slots, track, {}, &Entry::first);
    return entry == m_slots.end() || entry->first != track ? std::nullopt : std::optional(entry->second);
}

std::vector<float> EmbeddingMatrix::embedding(TrackId track) const {
    const auto entry = std::ranges::lower_bound(m_slots, track, {}, &Entry::first);
    return entry == m_slots.end() || entry->first != track ? std::vector<float>{} : unpack(m_rows.values(entry->second), m_columns);
}

std::vector<Neighbour> EmbeddingMatrix::nearest(std::span<const float> query, std::size_t n, const Filter& filter) const {
    if (n == 0 || query.size() != m_columns)
        return {};
    Shortlist list(n);
    m_rows.search(packed(query).get(), filter, list);
    return neighbours(std::move(list));
}

std::vector<Slot> EmbeddingMatrix::slots() const {
    std::vector<Slot> slots(m_slots.size());
    std::ranges::transform(m_slots, slots.begin(), &Entry::second);
    return slots;
}

PackedValues EmbeddingMatrix::packed(std::span<const float> embedding) const {
    auto values = makePackedValues(m_rows.stride());
    pack(embedding, values.get());
    return values;
}

std::vector<Neighbour> EmbeddingMatrix::neighbours(Shortlist list) const {
    std::vector<Neighbour> found;
    for (const Candidate& one : list.take())
        found.push_back({m_rows.row(one.slot), similarityOf(one.product)});
    return found;
}

} // namespace segue::recommend
