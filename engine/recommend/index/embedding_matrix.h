// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/packed_rows.h"
#include "engine/words/track.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace segue::recommend {

struct Neighbour {
    Row row;
    float similarity = 0.F; ///< cosine, clamped to [0, 1]; 1 = the same sound
};

/// Which numbers of an embedding are of which of several networks.
struct NamedColumns {
    std::string name;
    std::size_t first = 0, count = 0;
};

/// All songs' embeddings of one bundle in memory, and exact search in them.
///
/// Thread rule: const functions may run side by side; a change needs the matrix alone.
class EmbeddingMatrix final {
public:
    explicit EmbeddingMatrix(std::size_t columns)
        : m_columns(columns)
        , m_rows(columns) {}

    /// Adds a song or replaces it. `embedding` is [columns]; throws Error{usage} for another size.
    void put(const Row& row, std::span<const float> embedding);
    void remove(std::span<const TrackId> tracks);
    void removeLibrary(LibraryId library);

    [[nodiscard]] std::size_t columns() const { return m_columns; }
    void setParts(std::vector<NamedColumns> parts) { m_parts = std::move(parts); }   ///< before there are songs
    [[nodiscard]] const std::vector<NamedColumns>& parts() const { return m_parts; } ///< none: all are of one network
    [[nodiscard]] std::size_t size() const { return m_slots.size(); }
    [[nodiscard]] std::size_t bytes() const; ///< of memory, about
    [[nodiscard]] std::optional<Row> find(TrackId track) const;
    [[nodiscard]] std::optional<Slot> slotOf(TrackId track) const;
    [[nodiscard]] std::vector<float> embedding(TrackId track) const; ///< empty if the song is not here

    /// The n rows most similar to `query` [columns], best first, each recording once; equal ones ordered by track id. Exact
    /// except for the packing: two rows that differ by less than 2 * largestError() may swap places.
    [[nodiscard]] std::vector<Neighbour> nearest(std::span<const float> query, std::size_t n, const Filter& filter = {}) const;

    // For an index beside the matrix.
    [[nodiscard]] PackedRows& rows() { return m_rows; }
    [[nodiscard]] const PackedRows& rows() const { return m_rows; }
    [[nodiscard]] std::vector<Slot> slots() const;
    [[nodiscard]] PackedValues packed(std::span<const float> embedding) const;
    [[nodiscard]] std::vector<Neighbour> neighbours(Shortlist list) const;

private:
    using Entry = std::pair<TrackId, Slot>;
    template <typename IsGone>
    void removeIf(IsGone&& isGone);

    std::size_t m_columns;
    std::vector<NamedColumns> m_parts;
    PackedRows m_rows;
    std::vector<Entry> m_slots; ///< sorted by track id: half the memory of a hash table, and songs mostly come in that order
};

} // namespace segue::recommend
