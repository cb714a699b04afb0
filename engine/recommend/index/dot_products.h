// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace segue::recommend {

/// Which of the processor's instructions a function was compiled for.
enum class Instructions : std::uint8_t {
    portable, ///< what every processor of this kind has (SSE2 on x86-64)
    avx2,
};

/// The products of `query` with `count` packed rows: [count, stride], stride a multiple of kLineValues, all aligned to
/// a cache line.
using DotProducts = void (*)(const std::int16_t* query, const std::int16_t* rows, std::size_t stride, std::size_t count,
                             std::int32_t* products);

/// Whether this processor has them. Both give the same numbers.
[[nodiscard]] bool isSupported(Instructions instructions);
[[nodiscard]] DotProducts dotProducts(Instructions instructions);

/// The fastest one here, found out once.
[[nodiscard]] DotProducts dotProducts();

} // namespace segue::recommend
