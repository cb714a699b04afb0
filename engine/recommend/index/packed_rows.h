// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/fixed_point.h"
#include "engine/recommend/index/shortlist.h"
#include "engine/words/track.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace segue::recommend {

/// What is known of a row beside its embedding.
struct Row {
    TrackId track = 0; ///< 0: there is no such row (any more)
    LibraryId library = 0;
    std::uint64_t recording = 0; ///< equal for files with the same audio identity; 0: not known
    int genre = -1;              ///< index of the heard genre in the bundle's labels
};

/// Which rows are compared.
struct Filter {
    LibraryId library = 0;             ///< 0: all
    std::optional<int> genre;          ///< none: all
    TrackId exceptTrack = 0;           ///< 0: none
    std::uint64_t exceptRecording = 0; ///< 0: none
};

/// The memory of packed embeddings. Rows of one library and genre lie together in blocks, so that a search reads only what it
/// compares; a block never moves, so that growing copies nothing.
///
/// Thread rule: const functions may run side by side; a change needs exclusive access. Exception: while the rows are pinned,
/// the numbers of a row may be read during changes.
class PackedRows final {
public:
    explicit PackedRows(std::size_t columns)
        : m_stride(paddedColumns(columns)) {}

    Slot add(const Row& row, std::span<const float> embedding);
    void remove(Slot slot);

    [[nodiscard]] std::size_t stride() const { return m_stride; } ///< columns, padded
    [[nodiscard]] std::size_t count(const Filter& filter) const;  ///< rows of its library and genre
    [[nodiscard]] std::size_t bytes() const;                      ///< of memory that was written to
    [[nodiscard]] Row row(Slot slot) const;
    [[nodiscard]] const std::int16_t* values(Slot slot) const; ///< [stride]

    /// Offers every row that passes the filter to the list.
    void search(const std::int16_t* query, const Filter& filter, Shortlist& list) const;
    /// Offers one row to the list, if it is still there and passes the filter.
    void offer(Slot slot, std::int32_t product, const Filter& filter, Shortlist& list) const;

    struct Product {
        std::int32_t product = 0;
        Slot slot = 0;
    };
    /// The products of every row that passes the filter, in no order that means anything.
    [[nodiscard]] std::vector<Product> products(const std::int16_t* query, const Filter& filter) const;

    struct Change {
        Slot slot = 0;
        bool isAdded = false; ///< false: it is gone
    };
    /// From now on, until unpin(), the numbers of a row neither move nor change, even when the row is removed. Changes are
    /// noted.
    void pin();
    void unpin();
    [[nodiscard]] std::vector<Change> takeChanges() { return std::exchange(m_changes, {}); }

private:
    using Place = std::pair<LibraryId, int>; ///< library, genre
    struct Mark {
        TrackId track = 0; ///< 0: gone
        std::uint64_t recording = 0;
    };
    static constexpr std::size_t kBlockRows = 1024;
    struct Block {
        Place place;
        std::size_t used = 0;          ///< rows written to
        PackedValues values;           ///< [kBlockRows, stride]; null: not in use
        std::unique_ptr<Mark[]> marks; ///< [kBlockRows]
    };
    struct Bucket {
        std::size_t size = 0; ///< rows that are there
        std::vector<std::uint32_t> blocks;
        std::vector<Slot> holes; ///< rows that are gone and may be written to
    };

    [[nodiscard]] Slot freeSlot(const Place& place);
    void recycle(Slot slot);
    [[nodiscard]] bool passes(const Mark& mark, const Place& place, const Filter& filter) const;
    void search(std::uint32_t block, const std::int16_t* query, const Filter& filter, Shortlist& list) const;
    template <typename Visit>
    void forEachBucket(const Filter& filter, Visit&& visit) const;
    [[nodiscard]] Mark& markOf(Slot slot) const { return m_blocks[slot / kBlockRows].marks[slot % kBlockRows]; }

    std::size_t m_stride;
    std::vector<Block> m_blocks;
    std::vector<std::uint32_t> m_unused; ///< blocks
    std::map<Place, Bucket> m_buckets;
    bool m_isPinned = false;
    std::vector<Slot> m_left; ///< gone while pinned
    std::vector<Change> m_changes;
};

} // namespace segue::recommend
