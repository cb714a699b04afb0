// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/array_taker.h"

#include "engine/words/error.h"
#include "tests/support/said.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace segue;
using namespace segue::inference;
using Catch::Matchers::Contains;

TEST_CASE("axes are brought into another order") {
    const Tensor tensor{.name = "a", .shape = {2, 3}, .values = {1, 2, 3, 4, 5, 6}};
    CHECK(permuted(tensor, {1, 0}).values == std::vector<float>{1, 4, 2, 5, 3, 6});
    CHECK(permuted(tensor, {0, 1}) == tensor);
    const Tensor cube{.name = "a", .shape = {2, 1, 3}, .values = {1, 2, 3, 4, 5, 6}};
    CHECK(permuted(cube, {2, 0, 1}).shape == std::vector<std::int64_t>{3, 2, 1});
    CHECK(permuted(cube, {2, 0, 1}).values == std::vector<float>{1, 4, 2, 5, 3, 6});
}

TEST_CASE("a convolution and its normalisation become one that gives the same") {
    const std::filesystem::path file = "a";
    const PublishedArrays arrays{{"m", {"m", {2}, {1.0F, -2.0F}}},
                                 {"v", {"v", {2}, {0.25F, 4.0F}}},
                                 {"g", {"g", {2}, {2.0F, 0.5F}}},
                                 {"b", {"b", {2}, {0.1F, 0.2F}}},
                                 {"negative", {"negative", {2}, {1.0F, -1.0F}}}};
    const ArrayTaker taker(file, arrays);
    const Tensor weight{.name = "w", .shape = {2, 2}, .values = {1, 2, 3, 4}}, bias{.name = "c", .shape = {2}, .values = {5, 6}};
    const auto [scaled, shift] = folded(taker, weight, bias, {"m", "v", "g", "b"});
    for (std::size_t i = 0; i < 2; ++i) {
        const double factor = arrays.at("g").values[i] / std::sqrt(arrays.at("v").values[i] + 0.001);
        const double sound = weight.values[2 * i] * 0.5 + weight.values[2 * i + 1] * -1.5;
        const double expected = (sound + bias.values[i] - arrays.at("m").values[i]) * factor + arrays.at("b").values[i];
        CHECK(scaled.values[2 * i] * 0.5F + scaled.values[2 * i + 1] * -1.5F + shift.values[i] == Approx(expected));
    }
    CHECK_THROWS_AS(folded(taker, weight, bias, {"m", "negative", "g", "b"}), Error);
    CHECK_THROWS_AS(folded(taker, weight, bias, {"m", "gone", "g", "b"}), Error);
}

TEST_CASE("an array that is missing, of another shape or not of numbers is named") {
    const std::filesystem::path file = "a.npz";
    const PublishedArrays arrays{
        {"a", {"a", {2}, {1.0F, NAN}}}, {"b", {"b", {2}, {1.0F, INFINITY}}}, {"c", {"c", {2}, {1.0F, 2.0F}}}};
    const ArrayTaker taker(file, arrays);
    const auto refusal = [&](const std::string& name, std::vector<std::int64_t> shape) -> std::string {
        try {
            static_cast<void>(taker.take(name, shape));
        } catch (const Error& error) {
            return test::said(error);
        }
        return "none";
    };
    CHECK_THAT(refusal("a", {2}), Contains("\"a\" holds what is no number"));
    CHECK_THAT(refusal("b", {2}), Contains("\"b\" holds what is no number"));
    CHECK_THAT(refusal("c", {2, 1}), Contains("\"c\" is of the shape [2], not [2, 1]"));
    CHECK_THAT(refusal("d", {2}), Contains("lacks the array \"d\""));
    CHECK(refusal("c", {2}) == "none");
}
