// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/guest_import.h"

#include "engine/features/npy.h"
#include "engine/inference/guests/efficientat_shape.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/model_library.h"
#include "engine/words/error.h"
#include "tests/inference/guests/artist_network.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_file.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace segue;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

std::string refusal(const fs::path& file) {
    try {
        static_cast<void>(inference::importPublished(file));
    } catch (const Error& error) {
        return test::said(error);
    }
    return "none";
}

} // namespace

TEST_CASE("a published network becomes a bundle with its origin and licence in its card") {
    const test::TemporaryFolder folder;
    test::writeArtistNetwork(folder / "artist.npz");
    const auto network = inference::importPublished(folder / "artist.npz");
    CHECK(network.spec.id() == "artist-siamese/1");
    CHECK(network.spec.architecture == "artist-siamese");
    CHECK(network.spec.frontEnd == features::frontEndOf(features::Recipe::artistSiamese));
    CHECK(network.spec.embeddingSize == 256);
    CHECK(network.spec.labels.empty());
    CHECK_FALSE(network.spec.validationAccuracy);
    CHECK(network.weights.size() == 10);
    for (const char* words : {"MIT, (c) 2018 Jongpil Lee", "jongpillee/ismir2018-artist", "You imported it", "artist.npz", "bytes"})
        CHECK_THAT(network.card, Contains(words));
    CHECK(inference::importPublished(folder / "artist.npz", "mine").spec.id() == "mine/1");

    inference::writeBundleFiles(folder / "bundle", network.spec, network.weights, network.card);
    const auto bundle = inference::readWholeBundle(folder / "bundle");
    CHECK(bundle.spec.id() == network.spec.id());
    CHECK(inference::readCard(bundle) == network.card);
}

TEST_CASE("a network that comes in two files of one name is added once, and another under its name is refused") {
    const test::TemporaryFolder folder;
    inference::ModelLibrary library({}, folder / "own");
    const auto add = [&](const fs::path& file) {
        const auto network = inference::importPublished(file);
        inference::writeBundleFiles(folder / "made", network.spec, network.weights, network.card);
        return library.add(folder / "made", [](const fs::path&) {});
    };
    test::writeArtistNetwork(folder / "a.npz");
    CHECK(add(folder / "a.npz").folder == add(folder / "a.npz").folder);
    test::writeArtistNetwork(folder / "a.npz", [](const auto& name, auto& values, auto&) {
        if (name == "w1")
            values[0] += 1.0F;
    });
    CHECK_THROWS_AS(add(folder / "a.npz"), Error);
    CHECK(library.all().size() == 1);
}

TEST_CASE("arrays that are missing, of wrong shape or not of numbers are named, and unknown networks refused") {
    const test::TemporaryFolder folder;
    const auto file = folder / "a.npz";
    const auto saying = [&](const test::ArrayChange& change) {
        test::writeArtistNetwork(file, change);
        return refusal(file);
    };
    CHECK_THAT(saying([](const auto& name, auto& values, auto&) {
                   if (name == "w3")
                       values[17] = NAN;
               }),
               Contains("\"w3\" holds what is no number"));
    CHECK_THAT(saying([](const auto& name, auto& values, auto&) {
                   if (name == "var2")
                       values[3] = -1.0F;
               }),
               Contains("negative variance"));
    CHECK_THAT(saying([](const auto& name, auto& values, auto& shape) {
                   if (name == "b4") {
                       values.resize(127);
                       shape = {127};
                   }
               }),
               Contains("\"b4\" is of the shape [127], not [128]"));
    test::writeZip(file, {});
    CHECK(refusal(file) != "none");
    features::writeNpy(folder / "x.npy", std::vector<float>{1}, {1});
    test::writeZip(file, {{"x.npy", test::readBytes(folder / "x.npy")}});
    CHECK_THAT(refusal(file), Contains("no network that Segue knows"));
    test::writeBytes(file, "hello");
    CHECK_THAT(refusal(file), Contains("neither"));
    CHECK(refusal(folder / "gone") != "none");
    CHECK(refusal(folder.path()) != "none");
}

TEST_CASE("of a folder the published networks are found") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_AS(inference::publishedIn(folder.path()), Error);
    test::writeBytes(folder / "b.pt", "");
    test::writeBytes(folder / "a.npz", "");
    test::writeBytes(folder / "package.json", "{}");
    test::writeBytes(folder / "model.json", R"({"weightsManifest": []})");
    test::writeBytes(folder / "group1-shard1of1.bin", "");
    CHECK(inference::publishedIn(folder.path()) == std::vector<fs::path>{folder / "a.npz", folder / "b.pt", folder / "model.json"});
    CHECK(inference::publishedIn(folder / "b.pt") == std::vector<fs::path>{folder / "b.pt"});
}

TEST_CASE("EfficientAT's channels follow from its width") {
    const auto mn04 = inference::mnShapeOf(512);
    REQUIRE(mn04);
    CHECK(mn04->stem == 8);
    CHECK(mn04->last == 384);
    CHECK(mn04->blocks.size() == 15);
    CHECK(mn04->blocks[8].expanded == 72);
    CHECK(mn04->blocks[11].squeezed == 72);
    const auto mn10 = inference::mnShapeOf(1280); // MobileNetV3 itself
    REQUIRE(mn10);
    CHECK(mn10->stem == 16);
    CHECK(mn10->last == 960);
    CHECK(mn10->blocks[11].expanded == 672);
    CHECK_FALSE(inference::mnShapeOf(500));
    CHECK_FALSE(inference::mnShapeOf(-1));
}

TEST_CASE("the networks as they are published are read") {
    const auto shared = test::sharedFolder();
    if (!shared || !fs::exists(*shared / "data/teachers/teachers")) {
        WARN("skipped: the published networks are not there");
        return;
    }
    const auto folder = *shared / "data/teachers/teachers";
    std::vector<std::string> names;
    for (const auto& file : inference::publishedIn(folder)) {
        const auto network = inference::importPublished(file);
        names.push_back(network.spec.name + " " + std::to_string(network.spec.embeddingSize));
    }
    CHECK(names == std::vector<std::string>{"artist-siamese 256", "efficientat-mn04 512", "musicnn 200"});
}
