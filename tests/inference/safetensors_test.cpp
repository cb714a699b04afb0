// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/safetensors.h"

#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstring>

using namespace segue;
using Catch::Matchers::Contains;
using inference::Tensor;

namespace {

std::string withHeader(const std::string& header, const std::string& rest, std::uint64_t claimed) {
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &claimed, bytes.size());
    return bytes + header + rest;
}

std::string withHeader(const std::string& header, const std::string& rest) { return withHeader(header, rest, header.size()); }

std::string safetensorsComplaintAbout(const std::string& bytes) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "hostile.safetensors";
    test::writeBytes(file, bytes);
    try {
        (void)inference::readSafetensors(file);
    } catch (const Error& error) {
        CHECK_THAT(segue::test::said(error), Contains(file.string()));
        return segue::test::said(error);
    }
    return "none";
}

std::string entry(const std::string& name, const std::string& shape, const std::string& offsets) {
    return "\"" + name + R"(":{"dtype":"F32","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}";
}

std::string object(const std::string& members) { return std::string(1, '{').append(members).append(1, '}'); }

} // namespace

TEST_CASE("safetensors are read back as written") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "weights.safetensors";
    const std::vector<Tensor> tensors{{.name = "bias", .shape = {3}, .values = {1.5F, -2.0F, 3.25F}},
                                      {.name = "nothing", .shape = {0, 4}, .values = {}},
                                      {.name = "scalar", .shape = {}, .values = {7.0F}},
                                      {.name = "weight", .shape = {2, 1, 2}, .values = {0.0F, 1.0F, 2.0F, 3.0F}}};
    inference::writeSafetensors(file, tensors);
    CHECK(inference::readSafetensors(file) == tensors);
}

TEST_CASE("the bytes are those of the format") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "one.safetensors";
    inference::writeSafetensors(file, {{.name = "a", .shape = {1}, .values = {1.0F}}});
    std::string header = object(entry("a", "[1]", "[0,4]"));
    header.append((8 - header.size() % 8) % 8, ' ');
    CHECK(test::readBytes(file) == withHeader(header, std::string("\x00\x00\x80\x3f", 4)));
}

TEST_CASE("metadata in the header is passed over") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "foreign.safetensors";
    test::writeBytes(file,
                     withHeader(object(R"("__metadata__":{"format":"pt"},)" + entry("a", "[1]", "[0,4]")), std::string(4, '\0')));
    CHECK(inference::readSafetensors(file) == std::vector<Tensor>{{.name = "a", .shape = {1}, .values = {0.0F}}});
}

TEST_CASE("a header that claims a huge length is refused without taking memory") {
    CHECK_THAT(safetensorsComplaintAbout(withHeader("{}", "", UINT64_MAX)), Contains("longer than the file"));
    CHECK_THAT(safetensorsComplaintAbout(withHeader("{}", "", 3)), Contains("longer than the file"));
    CHECK_THAT(safetensorsComplaintAbout("\x02"), Contains("cut short"));
    CHECK_THAT(safetensorsComplaintAbout(""), Contains("cut short"));
}

TEST_CASE("arrays that overlap or leave a hole are refused") {
    const std::string overlap = object(entry("a", "[2]", "[0,8]") + "," + entry("b", "[2]", "[4,12]"));
    CHECK_THAT(safetensorsComplaintAbout(withHeader(overlap, std::string(12, '\0'))), Contains("overlaps"));
    const std::string hole = object(entry("a", "[1]", "[0,4]") + "," + entry("b", "[1]", "[8,12]"));
    CHECK_THAT(safetensorsComplaintAbout(withHeader(hole, std::string(12, '\0'))), Contains("hole"));
    const std::string more = object(entry("a", "[1]", "[0,4]"));
    CHECK_THAT(safetensorsComplaintAbout(withHeader(more, std::string(12, '\0'))), Contains("belong to no array"));
}

TEST_CASE("a file that is cut short is refused") {
    const std::string header = object(entry("a", "[2]", "[0,8]"));
    for (const std::size_t left : {0U, 1U, 7U})
        CHECK_THAT(safetensorsComplaintAbout(withHeader(header, std::string(left, '\0'))), Contains("cut short"));
}

TEST_CASE("shapes and places that cannot be are refused") {
    const std::string eight(8, '\0');
    const auto complaint = [&](const std::string& shape, const std::string& offsets) {
        return safetensorsComplaintAbout(withHeader(object(entry("a", shape, offsets)), eight));
    };
    CHECK_THAT(complaint("[3]", "[0,8]"), Contains("as its shape asks for"));
    CHECK_THAT(complaint("[4294967296,4294967296]", "[0,8]"), Contains("as its shape asks for"));
    CHECK_THAT(complaint("[4611686018427387904,0]", "[0,8]"), Contains("as its shape asks for"));
    CHECK_THAT(complaint("[-2]", "[0,8]"), Contains("impossible shape"));
    CHECK_THAT(complaint("[18446744073709551615]", "[0,8]"), Contains("impossible shape"));
    CHECK_THAT(complaint("[2.0]", "[0,8]"), Contains("impossible shape"));
    CHECK_THAT(complaint("[2]", "[8,0]"), Contains("outside"));
    CHECK_THAT(complaint("[2]", "[0,18446744073709551615]"), Contains("outside"));
    CHECK_THAT(complaint("[2]", "[-8,0]"), Contains("impossible place"));
    CHECK_THAT(complaint("[2]", "[0]"), Contains("incompletely"));
}

TEST_CASE("headers that are no JSON object are refused") {
    for (const std::string header : {"", "null", "[1,2]", "{\"a\":", "\xff", "{\"a\":5}"})
        CHECK(safetensorsComplaintAbout(withHeader(header, "")) != "none");
}

TEST_CASE("another element type is refused and named as unsupported") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "half.safetensors";
    test::writeBytes(file, withHeader(R"({"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}})", std::string(4, '\0')));
    try {
        (void)inference::readSafetensors(file);
        FAIL("it was read");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::unsupported);
    }
}

TEST_CASE("tensors that cannot be read back are not written") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "never.safetensors";
    CHECK_THROWS_AS(inference::writeSafetensors(file, {{.name = "a", .shape = {2}, .values = {1.0F}}}), Error);
    CHECK_THROWS_AS(inference::writeSafetensors(
                        file, {{.name = "a", .shape = {}, .values = {1.0F}}, {.name = "a", .shape = {}, .values = {2.0F}}}),
                    Error);
    CHECK_FALSE(std::filesystem::exists(file));
}
