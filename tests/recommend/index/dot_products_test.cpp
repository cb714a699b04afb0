// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/dot_products.h"
#include "engine/recommend/index/fixed_point.h"
#include "tests/recommend/index/unit_vectors.h"

#include <catch2/catch.hpp>

using namespace segue::recommend;
using namespace segue::test;

namespace {

/// By the plainest loop.
std::vector<std::int32_t> plainly(const std::int16_t* query, const std::int16_t* rows, std::size_t stride, std::size_t count) {
    std::vector<std::int32_t> products(count);
    for (std::size_t row = 0; row < count; ++row) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < stride; ++i)
            sum += std::int64_t{query[i]} * rows[row * stride + i];
        products[row] = static_cast<std::int32_t>(sum);
    }
    return products;
}

} // namespace

TEST_CASE("every kind of processor gives the same numbers, bit by bit") {
    const auto instructions = GENERATE(Instructions::portable, Instructions::avx2);
    if (!isSupported(instructions)) {
        WARN("this processor has no AVX2; that path is not tested");
        return;
    }
    std::mt19937 random(5);
    for (const std::size_t columns : {1U, 31U, 32U, 33U, 128U, 224U, 512U})
        for (const std::size_t count : {0U, 1U, 7U, 300U}) {
            const std::size_t stride = paddedColumns(columns);
            const auto rows = makePackedValues(stride * (count + 1));
            for (std::size_t i = 0; i <= count; ++i)
                pack(unitVector(random, columns), rows.get() + i * stride);
            const std::int16_t* query = rows.get() + count * stride;
            std::vector<std::int32_t> products(count + 1, -1);
            dotProducts(instructions)(query, rows.get(), stride, count, products.data());
            CHECK(products.back() == -1); // nothing behind the last
            products.pop_back();
            REQUIRE(products == plainly(query, rows.get(), stride, count));
        }
}

TEST_CASE("the program takes what the processor has") {
    CHECK(isSupported(Instructions::portable));
    CHECK(dotProducts() == dotProducts(isSupported(Instructions::avx2) ? Instructions::avx2 : Instructions::portable));
}
