// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/dot_products.h"

#include "engine/recommend/index/fixed_point.h"

#include <memory>

namespace segue::recommend {

namespace {

constexpr std::size_t kLineBytes = 64;

/// Written once and compiled for each kind of processor. The compiler finds the instruction that multiplies and adds pairs of
/// 16 bit numbers. The loop waits for memory only, and the processor prefetches rows that lie one after another.
[[gnu::always_inline]] inline void multiply(const std::int16_t* query, const std::int16_t* rows, std::size_t stride,
                                            std::size_t count, std::int32_t* products) {
    const std::int16_t* const left = std::assume_aligned<kLineBytes>(query);
    const std::size_t columns = stride / kLineValues * kLineValues; // the same number, but the compiler sees that it is whole
    for (std::size_t index = 0; index < count; ++index) {
        const std::int16_t* const right = std::assume_aligned<kLineBytes>(rows + index * stride);
        std::int32_t sum = 0;
        for (std::size_t i = 0; i < columns; ++i)
            sum += left[i] * right[i];
        products[index] = sum;
    }
}

void multiplyPortably(const std::int16_t* query, const std::int16_t* rows, std::size_t stride, std::size_t count,
                      std::int32_t* products) {
    multiply(query, rows, stride, count, products);
}

#ifdef __x86_64__
[[gnu::target("avx2")]] void multiplyWithAvx2(const std::int16_t* query, const std::int16_t* rows, std::size_t stride,
                                              std::size_t count, std::int32_t* products) {
    multiply(query, rows, stride, count, products);
}
#endif

} // namespace

bool isSupported(Instructions instructions) {
#ifdef __x86_64__
    return instructions == Instructions::portable || __builtin_cpu_supports("avx2");
#else
    return instructions == Instructions::portable;
#endif
}

DotProducts dotProducts(Instructions instructions) {
#ifdef __x86_64__
    if (instructions == Instructions::avx2)
        return multiplyWithAvx2;
#endif
    static_cast<void>(instructions);
    return multiplyPortably;
}

DotProducts dotProducts() {
    static const DotProducts best = dotProducts(isSupported(Instructions::avx2) ? Instructions::avx2 : Instructions::portable);
    return best;
}

} // namespace segue::recommend
