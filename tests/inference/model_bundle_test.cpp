// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_bundle.h"

#include "engine/words/error.h"
#include "tests/inference/example_bundle.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

inference::ModelBundle exampleBundle(const std::filesystem::path& folder) {
    test::writeBytes(folder / "weights.safetensors", "these are the weights");
    auto spec = test::exampleSpec();
    spec.weightsSha256 = inference::sha256(folder / "weights.safetensors");
    test::writeBytes(folder / "model.json", inference::formatModelSpec(spec));
    return inference::readBundle(folder);
}

std::string complaintOf(const inference::ModelBundle& bundle, ErrorKind kind) {
    try {
        inference::verifyWeights(bundle);
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        return segue::test::said(error);
    }
    return "none";
}

} // namespace

TEST_CASE("SHA-256 gives the standard's digests") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder.path() / "abc", "abc");
    test::writeBytes(folder.path() / "empty", "");
    CHECK(inference::sha256(folder.path() / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(inference::sha256(folder.path() / "empty") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a whole bundle is accepted") {
    const test::TemporaryFolder folder;
    const auto bundle = exampleBundle(folder.path());
    CHECK(bundle.spec.id() == "example/3");
    CHECK_NOTHROW(inference::verifyWeights(bundle));
}

TEST_CASE("a bundle with altered weights is refused with a sentence that names them") {
    const test::TemporaryFolder folder;
    const auto bundle = exampleBundle(folder.path());
    test::writeBytes(bundle.weights(), "these are the Weights");
    const auto complaint = complaintOf(bundle, ErrorKind::badFile);
    CHECK_THAT(complaint, Contains("altered"));
    CHECK_THAT(complaint, Contains(bundle.weights().string()));
}

TEST_CASE("a bundle without weights is refused with a sentence that says so") {
    const test::TemporaryFolder folder;
    const auto bundle = exampleBundle(folder.path());
    std::filesystem::remove(bundle.weights());
    CHECK_THAT(complaintOf(bundle, ErrorKind::io), Contains("missing"));
}

TEST_CASE("a folder without a readable model.json is refused and named") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_WITH(inference::readBundle(folder.path()), Contains((folder.path() / "model.json").string()));
    test::writeBytes(folder.path() / "model.json", "{}");
    CHECK_THROWS_WITH(inference::readBundle(folder.path()), Contains(folder.path().string()) && Contains("\"name\" is missing"));
}

TEST_CASE("a bundle of pipes, or with a description of megabytes, is refused and not waited for") {
    const test::TemporaryFolder folder;
    REQUIRE(::mkfifo((folder / "model.json").c_str(), 0600) == 0);
    CHECK_THROWS_WITH(inference::readBundle(folder.path()), Contains("not a file"));
    std::filesystem::remove(folder / "model.json");
    test::writeBytes(folder / "model.json", std::string(5U << 20U, ' '));
    CHECK_THROWS_WITH(inference::readBundle(folder.path()), Contains("too large"));
}
