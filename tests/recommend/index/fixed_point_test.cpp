// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/dot_products.h"
#include "engine/recommend/index/fixed_point.h"
#include "tests/recommend/index/unit_vectors.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace segue::recommend;
using namespace segue::test;

namespace {

constexpr std::size_t kColumns = 224;

PackedValues packed(const std::vector<float>& unit) {
    auto values = makePackedValues(paddedColumns(unit.size()));
    pack(unit, values.get());
    return values;
}

std::int32_t product(const PackedValues& a, const PackedValues& b, std::size_t columns) {
    std::int32_t result = 0;
    dotProducts()(a.get(), b.get(), paddedColumns(columns), 1, &result);
    return result;
}

/// Off by how much, similarity unclamped.
double error(const std::vector<float>& a, const std::vector<float>& b) {
    const auto exact = dotInDouble(a, b);
    return product(packed(a), packed(b), a.size()) / (static_cast<double>(kOne) * kOne) - exact;
}

} // namespace

TEST_CASE("a packed similarity is off by no more than the bound that is stated, and usually by 1e-5") {
    std::mt19937 random(1);
    double largest = 0.0, squares = 0.0;
    constexpr int kPairs = 5000;
    for (int i = 0; i < kPairs; ++i) {
        const auto a = unitVector(random, kColumns);
        const auto b = i % 2 == 0 ? unitVector(random, kColumns) : unitVectorNear(random, a, 0.3F);
        const double off = error(a, b);
        largest = std::max(largest, std::abs(off));
        squares += off * off;
    }
    CHECK(largest <= largestError(kColumns));
    CHECK(largest < 1e-4); // three digits stay
    CHECK(std::sqrt(squares / kPairs) < 2e-5);
    CHECK(largestError(kColumns) == Approx(4.6e-4).epsilon(0.01));
}

TEST_CASE("the bound holds where all numbers are rounded the same way") {
    // 1 / sqrt(n) and kOne / sqrt(n) lie as far from whole numbers as the count allows.
    for (std::size_t columns = 1; columns <= 600; ++columns) {
        const std::vector<float> equal(columns, 1.F / std::sqrt(static_cast<float>(columns)));
        REQUIRE(std::abs(error(equal, equal)) <= largestError(columns) + 1e-7);
    }
}

TEST_CASE("no product leaves 32 bits, whatever was to be packed") {
    std::mt19937 random(2);
    std::vector<std::vector<float>> vectors{std::vector<float>(kColumns, 1.F), std::vector<float>(kColumns, -1e30F),
                                            std::vector<float>(kColumns, 0.F), unitVector(random, kColumns)};
    for (const std::size_t peaks : {1U, 2U, 3U, 16U, 17U}) {
        std::vector<float> peaked(kColumns, 0.F);
        for (std::size_t i = 0; i < peaks; ++i)
            peaked[i] = i % 2 == 0 ? 1.F : -1.F;
        vectors.push_back(peaked);
    }
    for (const auto& a : vectors)
        for (const auto& b : vectors) {
            const auto left = packed(a), right = packed(b);
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < kColumns; ++i)
                sum += std::int64_t{left[i]} * right[i];
            REQUIRE(product(left, right, kColumns) == sum);
            REQUIRE(sum <= std::numeric_limits<std::int32_t>::max());
        }
}

TEST_CASE("a vector of another length is taken for its direction, one without a direction resembles nothing") {
    const auto unit = packed({0.6F, 0.8F});
    CHECK(similarityOf(product(packed({3.F, 4.F}), unit, 2)) == Approx(1.0).margin(1e-4));
    CHECK(similarityOf(product(packed({0.0006F, 0.0008F}), unit, 2)) == Approx(1.0).margin(1e-4));
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN(), kInfinite = std::numeric_limits<float>::infinity();
    for (const auto& empty : {std::vector{0.F, 0.F}, {kNone, 1.F}, {1.F, kInfinite}})
        CHECK(similarityOf(product(packed(empty), unit, 2)) == 0.F);
}

TEST_CASE("what was unpacked is packed into the same numbers, and the rest of the line is zero") {
    std::mt19937 random(3);
    constexpr std::size_t kOdd = 37;
    for (int i = 0; i < 100; ++i) {
        const auto once = packed(unitVector(random, kOdd));
        const auto twice = packed(unpack(once.get(), kOdd));
        REQUIRE(std::equal(once.get(), once.get() + paddedColumns(kOdd), twice.get()));
        REQUIRE(std::all_of(once.get() + kOdd, once.get() + paddedColumns(kOdd), [](auto value) { return value == 0; }));
    }
}
