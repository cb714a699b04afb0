// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/torch_embedder.h"

#include "engine/inference/torch/study_cnn.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <torch/utils.h>

#include <catch2/catch.hpp>

#include <cmath>
#include <dlfcn.h>
#include <filesystem>
#include <numeric>
#include <thread>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

inference::ModelSpec studySpec() {
    inference::ModelSpec spec;
    spec.name = "study-cnn";
    spec.architecture = "study-cnn";
    spec.labels = {"a", "b", "c"};
    spec.embeddingSize = 380;
    spec.weightsSha256 = std::string(64, '0');
    spec.trainingCommand = "none: random weights";
    return spec;
}

// A bundle of an untrained network.
inference::ModelBundle makeBundle(const std::filesystem::path& folder, inference::ModelSpec spec) {
    torch::manual_seed(11);
    inference::writeSafetensors(folder / "weights.safetensors", inference::weightsOf(inference::StudyCnn({.labels = 3})));
    spec.weightsSha256 = inference::sha256(folder / "weights.safetensors");
    test::writeBytes(folder / "model.json", inference::formatModelSpec(spec));
    return inference::readBundle(folder);
}

// [count, 128, 128] in dB, all different.
std::vector<float> torchEmbedderPatches(std::size_t count) {
    std::vector<float> values(count * 128 * 128);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = -40.0F + 40.0F * std::sin(static_cast<float>(i) * 0.37F + static_cast<float>(i / 128 % 128));
    return values;
}

float lengthOf(const std::vector<float>& vector) {
    return std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0F));
}

float largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
    REQUIRE(a.size() == b.size());
    float largest = 0.0F;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

} // namespace

TEST_CASE("embeddings are of unit length and probabilities sum to 1") {
    const test::TemporaryFolder folder;
    const auto embedder = inference::loadTorchEmbedder(makeBundle(folder.path(), studySpec()));
    const auto results = embedder->embed(torchEmbedderPatches(11));
    REQUIRE(results.size() == 11);
    for (const auto& result : results) {
        REQUIRE(result.embedding.size() == 380);
        REQUIRE(result.probabilities.size() == 3);
        CHECK(lengthOf(result.embedding) == Approx(1.0));
        CHECK(std::accumulate(result.probabilities.begin(), result.probabilities.end(), 0.0F) == Approx(1.0));
    }
}

TEST_CASE("a patch gives the same result alone and among others") {
    const test::TemporaryFolder folder;
    const auto embedder = inference::loadTorchEmbedder(makeBundle(folder.path(), studySpec()));
    const auto all = torchEmbedderPatches(10);
    const auto together = embedder->embed(all);
    for (const std::size_t i : {0U, 7U, 9U}) {
        const auto alone = embedder->embed(std::span(all).subspan(i * 128 * 128, 128 * 128));
        CHECK(largestDifference(alone[0].embedding, together[i].embedding) < 1e-5F);
        CHECK(largestDifference(alone[0].probabilities, together[i].probabilities) < 1e-5F);
    }
}

TEST_CASE("a patch of silence gives finite numbers") {
    const test::TemporaryFolder folder;
    const auto embedder = inference::loadTorchEmbedder(makeBundle(folder.path(), studySpec()));
    const std::vector<float> silence(128 * 128, -80.0F);
    const auto results = embedder->embed(silence);
    for (const float value : results[0].embedding)
        CHECK(std::isfinite(value));
}

TEST_CASE("several threads may embed at once") {
    const test::TemporaryFolder folder;
    const auto embedder = inference::loadTorchEmbedder(makeBundle(folder.path(), studySpec()));
    const auto input = torchEmbedderPatches(4);
    const auto expected = embedder->embed(input);
    std::vector<std::vector<inference::PatchResult>> results(3);
    {
        std::vector<std::jthread> threads;
        for (auto& result : results)
            threads.emplace_back([&] { result = embedder->embed(input); });
    }
    for (const auto& result : results)
        for (std::size_t i = 0; i < expected.size(); ++i)
            CHECK(largestDifference(result[i].embedding, expected[i].embedding) < 1e-6F);
}

TEST_CASE("half a patch is refused, none is fine") {
    const test::TemporaryFolder folder;
    const auto embedder = inference::loadTorchEmbedder(makeBundle(folder.path(), studySpec()));
    CHECK_THROWS_AS(embedder->embed(std::vector<float>(100)), Error);
    CHECK(embedder->embed({}).empty());
}

TEST_CASE("a bundle that does not fit is not loaded") {
    const test::TemporaryFolder folder;
    auto spec = studySpec();
    SECTION("altered weights") {
        const auto bundle = makeBundle(folder.path(), spec);
        auto bytes = test::readBytes(bundle.weights());
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        test::writeBytes(bundle.weights(), bytes);
        CHECK_THROWS_WITH(inference::loadTorchEmbedder(bundle), Contains("altered"));
    }
    SECTION("missing weights") {
        const auto bundle = makeBundle(folder.path(), spec);
        std::filesystem::remove(bundle.weights());
        CHECK_THROWS_WITH(inference::loadTorchEmbedder(bundle), Contains("missing"));
    }
    SECTION("another architecture") {
        spec.architecture = "of-tomorrow";
        CHECK_THROWS_WITH(inference::loadTorchEmbedder(makeBundle(folder.path(), spec)), Contains("\"of-tomorrow\""));
    }
    SECTION("another number of labels than the weights have") {
        spec.labels.push_back("d");
        CHECK_THROWS_WITH(inference::loadTorchEmbedder(makeBundle(folder.path(), spec)), Contains("\"dense.weight\""));
    }
    SECTION("a front end of another size") {
        spec.frontEnd.bands = 64;
        CHECK_THROWS_WITH(inference::loadTorchEmbedder(makeBundle(folder.path(), spec)), Contains("128 x 128"));
    }
}

TEST_CASE("the library under Torch has no threads of its own that would spin beside a worker") {
    using GetThreads = int (*)();
    const auto threads = reinterpret_cast<GetThreads>(::dlsym(RTLD_DEFAULT, "openblas_get_num_threads"));
    if (!threads) {
        WARN("skipped: Torch uses another BLAS library than OpenBLAS");
        return;
    }
    CHECK(threads() == 1);
}
