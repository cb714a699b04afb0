// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/track.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace segue::recommend {

/// What is known of a row beside its embedding.
struct Row {
    TrackId track = 0;
    LibraryId library = 0;
    std::uint64_t recording = 0; ///< equal for files with the same audio identity
    int genre = -1;              ///< index of the heard genre in the bundle's labels
};

struct Neighbour {
    Row row;
    float similarity = 0.F; ///< cosine, clamped to [0, 1]; 1 = the same sound
};

/// All songs' embeddings of one bundle in one block of memory, and exact search in it.
///
/// Thread rule: const functions may run side by side; a change needs the matrix alone.
class EmbeddingMatrix final {
public:
    explicit EmbeddingMatrix(std::size_t columns) : m_columns(columns) {}

    /// Adds a song or replaces it. `embedding` is [columns], unit length; throws Error{usage} for another size.
    void put(const Row& row, std::span<const float> embedding);
    void remove(TrackId track);
    void removeLibrary(LibraryId library);

    [[nodiscard]] std::size_t columns() const { return m_columns; }
    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    [[nodiscard]] const Row* find(TrackId track) const;
    [[nodiscard]] std::span<const float> embedding(TrackId track) const; ///< empty if the song is not here

    /// The n rows most similar to `query` [columns] for which `accept` holds, best first; equal ones by track id.
    [[nodiscard]] std::vector<Neighbour> nearest(std::span<const float> query, std::size_t n,
                                                 const std::function<bool(const Row&)>& accept) const;

private:
    void eraseAt(std::size_t index);
    [[nodiscard]] std::span<const float> at(std::size_t index) const { return std::span(m_values).subspan(index * m_columns, m_columns); }

    std::size_t m_columns;
    std::vector<float> m_values; ///< [rows, columns]
    std::vector<Row> m_rows;
    std::unordered_map<TrackId, std::size_t> m_indexOf;
};

} // namespace segue::recommend
