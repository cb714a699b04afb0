// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/fixed_point.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::recommend {

/// Unit vectors of one bundle, packed (index/fixed_point.h), numbered in the order in which they came.
///
/// Thread rule: const functions may run side by side.
class VectorSet final {
public:
    explicit VectorSet(std::size_t columns)
        : m_columns(columns)
        , m_stride(paddedColumns(columns)) {}

    void add(std::span<const float> unit); ///< [columns]; throws Error{usage} for another size

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    [[nodiscard]] std::size_t stride() const { return m_stride; }
    [[nodiscard]] const std::int16_t* row(std::size_t index) const;
    [[nodiscard]] std::vector<float> vector(std::size_t index) const { return unpack(row(index), m_columns); }
    /// The products of `query` [stride] with all rows: [size()].
    void multiply(const std::int16_t* query, std::vector<std::int32_t>& products) const;

private:
    static constexpr std::size_t kBlockRows = 1024; ///< a block never moves, so that growing copies nothing

    std::size_t m_columns;
    std::size_t m_stride;
    std::size_t m_size = 0;
    std::vector<PackedValues> m_blocks; ///< [kBlockRows, stride] each
};

/// Told how far a long computation is, [0, 1], rising; may be empty.
using Advance = std::function<void(double)>;

/// The nearest others of every row.
struct Neighbourhoods {
    std::size_t count = 0;           ///< of each row
    std::vector<std::uint32_t> rows; ///< [size, count], the nearest first
    std::vector<float> distances;    ///< [size, count], 1 - cosine, at least 0
};

/// Exact up to kExactRows rows; above that by a graph (index/graph_index.h), which finds more than nine in ten of them. The
/// same rows give the same answer. What a stop left undone is empty.
/// @param count at least 0; fewer where there are fewer other rows
[[nodiscard]] Neighbourhoods findNeighbourhoods(const VectorSet& vectors, std::size_t count, const Advance& advance = {},
                                                const std::stop_token& stop = {});

inline constexpr std::size_t kExactRows = 12'000;

} // namespace segue::recommend
