// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/npy.h"

#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstring>

using namespace segue;
using Catch::Matchers::Contains;
using features::NpyArray;
using features::NpyType;

namespace {

template <typename Element>
std::vector<std::byte> bytesOf(const std::vector<Element>& values) {
    const auto bytes = std::as_bytes(std::span(values));
    return {bytes.begin(), bytes.end()};
}

// A version 1.0 file with this dictionary for its header.
std::string fileWith(const std::string& dictionary, const std::string& elements) {
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(dictionary.size() & 0xFFU);
    bytes += static_cast<char>(dictionary.size() >> 8U);
    return bytes + dictionary + elements;
}

std::string dictionary(const std::string& type, const std::string& order, const std::string& shape) {
    return "{'descr': " + type + ", 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
}

std::string complaintAbout(const std::string& bytes) {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "hostile.npy", bytes);
    try {
        (void)features::readNpy(folder / "hostile.npy");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::badFile);
        CHECK_THAT(segue::test::said(error), Contains("hostile.npy"));
        return segue::test::said(error);
    }
    return "none";
}

} // namespace

TEST_CASE("arrays of every type are read back as written") {
    const test::TemporaryFolder folder;
    const std::vector<NpyArray> arrays{
        {.type = NpyType::u1, .shape = {2, 3}, .bytes = bytesOf<std::uint8_t>({0, 1, 2, 3, 254, 255})},
        {.type = NpyType::f2, .shape = {2}, .bytes = bytesOf<std::uint16_t>({0x3C00, 0xC000})},
        {.type = NpyType::f4, .shape = {1, 2, 1}, .bytes = bytesOf<float>({-1.5F, 3.25F})},
        {.type = NpyType::i4, .shape = {}, .bytes = bytesOf<std::int32_t>({-7})},
        {.type = NpyType::f8, .shape = {3, 0}, .bytes = {}}};
    for (const NpyArray& array : arrays) {
        features::writeNpy(folder / "a.npy", array);
        const auto again = features::readNpy(folder / "a.npy");
        CHECK(again.type == array.type);
        CHECK(again.shape == array.shape);
        CHECK(again.bytes == array.bytes);
    }
}

TEST_CASE("the bytes are those NumPy writes") {
    const test::TemporaryFolder folder;
    features::writeNpy(folder / "a.npy", std::vector<float>{1.0F}, {1});
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }";
    header.append(128 - 10 - header.size() - 1, ' ');
    CHECK(test::readBytes(folder / "a.npy") == fileWith(header + "\n", std::string("\x00\x00\x80\x3f", 4)));
    features::writeNpy(folder / "b.npy", std::vector<float>(6), {2, 3});
    CHECK_THAT(test::readBytes(folder / "b.npy"), Contains("'shape': (2, 3), }"));
}

TEST_CASE("every type can be had as floats") {
    const auto floats = [](NpyType type, std::vector<std::byte> bytes) {
        return NpyArray{.type = type, .shape = {}, .bytes = std::move(bytes)}.floats();
    };
    CHECK(floats(NpyType::u1, bytesOf<std::uint8_t>({0, 200})) == std::vector<float>{0.0F, 200.0F});
    CHECK(floats(NpyType::i4, bytesOf<std::int32_t>({-3})) == std::vector<float>{-3.0F});
    CHECK(floats(NpyType::f8, bytesOf<double>({0.5})) == std::vector<float>{0.5F});
    // 1, -2, the largest, the smallest normal, the smallest of all, zero
    CHECK(floats(NpyType::f2, bytesOf<std::uint16_t>({0x3C00, 0xC000, 0x7BFF, 0x0400, 0x0001, 0x0000})) ==
          std::vector<float>{1.0F, -2.0F, 65504.0F, std::ldexp(1.0F, -14), std::ldexp(1.0F, -24), 0.0F});
    const auto special = floats(NpyType::f2, bytesOf<std::uint16_t>({0xFC00, 0x7E00}));
    CHECK(special[0] == -INFINITY);
    CHECK(std::isnan(special[1]));
}

TEST_CASE("hostile files are refused, never believed") {
    const std::string four(4, '\0');
    CHECK_THAT(complaintAbout(""), Contains("not a .npy file"));
    CHECK_THAT(complaintAbout("this is a text, not an array"), Contains("not a .npy file"));
    CHECK_THAT(complaintAbout(std::string("\x93NUMPY\x09\x00", 8)), Contains("unknown version"));
    CHECK_THAT(complaintAbout(std::string("\x93NUMPY\x01\x00", 8)), Contains("cut short"));
    CHECK_THAT(complaintAbout(std::string("\x93NUMPY\x02\x00\xff\xff\xff\xff", 12)), Contains("cut short"));
    CHECK_THAT(complaintAbout(fileWith(dictionary("'<f4'", "False", "(2,)"), four)), Contains("cut short"));
    CHECK_THAT(complaintAbout(fileWith(dictionary("'<f4'", "False", "(4611686018427387905,)"), four)), Contains("cut short"));
    CHECK_THAT(complaintAbout(fileWith(dictionary("'<f4'", "False", "(4294967296, 4294967296)"), four)), Contains("cut short"));
    CHECK_THAT(complaintAbout(fileWith(dictionary("'<f4'", "False", "(99999999999999999999999,)"), four)), Contains("shape"));
    CHECK_THAT(complaintAbout(fileWith(dictionary("'<f4'", "False", "(-1,)"), four)), Contains("shape"));
    CHECK_THAT(complaintAbout(fileWith(dictionary("'<f4'", "False", "(1"), four)), Contains("shape"));
    CHECK_THAT(complaintAbout(fileWith(dictionary("'<f4'", "False", "5"), four)), Contains("shape"));
    CHECK_THAT(complaintAbout(fileWith(dictionary("'<f4'", "True", "(1,)"), four)), Contains("column by column"));
    CHECK_THAT(complaintAbout(fileWith(dictionary("'>f4'", "False", "(1,)"), four)), Contains("type"));
    CHECK_THAT(complaintAbout(fileWith(dictionary("'|O'", "False", "(1,)"), four)), Contains("type"));
    CHECK_THAT(complaintAbout(fileWith("{'descr'", four)), Contains("\"descr\""));
    CHECK_THAT(complaintAbout(fileWith("{'descr': '<f4'}", four)), Contains("\"shape\""));
}

TEST_CASE("a file that is not there is an input error, and a wrong shape is not written") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_WITH(features::readNpy(folder / "none.npy"), Contains("none.npy"));
    CHECK_THROWS_AS(features::writeNpy(folder / "a.npy", std::vector<float>(3), {2}), Error);
    CHECK_FALSE(std::filesystem::exists(folder / "a.npy"));
}
