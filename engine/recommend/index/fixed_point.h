// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace segue::recommend {

/// Unit vectors as 16 bit whole numbers, round(32767 x): half the memory of floats, and a search takes as long as reading
/// memory. What is compared are whole numbers, the same on every processor.
///
/// No sum of products of two such vectors leaves 32 bits, in whatever order it is added up: by Cauchy and Schwarz it is at
/// most the product of their lengths, and a length is at most 1.0005 * 32767 + sqrt(columns) / 2.
inline constexpr std::int32_t kOne = 32767;

/// By how much a similarity of unit vectors can be off: each number by 0.5 / 32767, thus a vector by sqrt(columns) / 2
/// / 32767, and that for both. 4.6e-4 for 224 columns; rounding goes both ways, so that 1e-5 is usual.
[[nodiscard]] double largestError(std::size_t columns);

/// Rows begin at, and are filled up with zeros to, multiples of this: a cache line.
inline constexpr std::size_t kLineValues = 32;
[[nodiscard]] constexpr std::size_t paddedColumns(std::size_t columns) {
    return (columns + kLineValues - 1) / kLineValues * kLineValues;
}

struct FreeLines {
    void operator()(std::int16_t* values) const { ::operator delete[](values, std::align_val_t{64}); }
};
using PackedValues = std::unique_ptr<std::int16_t[], FreeLines>; ///< aligned to a cache line

/// Not initialised: memory that is never written to costs nothing.
[[nodiscard]] PackedValues makePackedValues(std::size_t count);

/// Writes paddedColumns(unit.size()) numbers. A vector that is not of unit length is scaled to it; one without a direction
/// (zeros, NaN) becomes zeros, which resemble nothing.
void pack(std::span<const float> unit, std::int16_t* packed);
[[nodiscard]] std::vector<float> unpack(const std::int16_t* packed, std::size_t columns);

/// The similarity for the product of two packed vectors, clamped to [0, 1].
[[nodiscard]] float similarityOf(std::int32_t product);

} // namespace segue::recommend
