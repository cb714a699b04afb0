// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/comparison_run.h"

#include "engine/features/npy.h"
#include "engine/inference/torch/network.h"
#include "engine/training/bundle_method.h"
#include "engine/training/bundle_writer.h"
#include "engine/training/teacher_method.h"
#include "engine/training/verdict.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"
#include "ui/words/english.h"

#include <catch2/catch.hpp>

#include <cstring>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

constexpr std::size_t kRows = 60; // six of them for validation by artist

// A teacher that knows the genre, among other things.
void writeTeacher(const std::filesystem::path& folder) {
    features::NpyArray array{.type = features::NpyType::f4, .shape = {kRows, 3}, .bytes = {}};
    for (std::size_t row = 0; row < kRows; ++row)
        for (const float value : {row % 2 == 0 ? 1.0F : -1.0F, static_cast<float>(row % 7), 4.0F}) {
            std::array<std::byte, sizeof(float)> bytes{};
            std::memcpy(bytes.data(), &value, sizeof(value));
            array.bytes.insert(array.bytes.end(), bytes.begin(), bytes.end());
        }
    features::writeNpy(folder / "vggish128_f32.npy", array);
}

// A network nobody trained.
void writeNetwork(const std::filesystem::path& folder, const std::string& name, const std::vector<std::string>& labels,
                  const std::string& split = "artists") {
    const auto net = inference::makeNetwork({.architecture = "segue-net", .labels = static_cast<std::int64_t>(labels.size())});
    training::BundleContents contents;
    contents.spec.name = name;
    contents.spec.architecture = "segue-net";
    contents.spec.labels = labels;
    contents.spec.embeddingSize = static_cast<std::size_t>(net->embeddingSize());
    contents.spec.split = split;
    contents.spec.trainingSeconds = 90.0;
    contents.trainingCommand = "none";
    contents.weights = inference::weightsOf(*net);
    contents.validation = {
        .labels = labels, .rows = 1, .confusion = std::vector(labels.size(), std::vector<std::size_t>(labels.size()))};
    training::writeBundle(folder, contents);
}

} // namespace

TEST_CASE("every bundle gets its row, a broken one with the reason, a leaky one under its own heading") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", kRows, 2);
    writeTeacher(folder / "clips");
    const auto dataset = training::Dataset::load(folder / "clips");
    writeNetwork(folder / "a", "first", dataset.labels());
    writeNetwork(folder / "b", "altered", dataset.labels());
    test::writeBytes(folder / "b" / "weights.safetensors", "nothing");
    writeNetwork(folder / "c", "stranger", {"Polka", "Waltz"});
    writeNetwork(folder / "d", "leaky", dataset.labels(), "clips");
    std::filesystem::create_directories(folder / "e");
    test::writeBytes(folder / "e" / "model.json", "{");
    const auto bundles = training::bundlesIn(folder.path());
    REQUIRE(bundles.size() == 5);

    const auto result =
        training::compareMethods({.dataset = dataset, .folder = folder / "clips", .bundles = bundles, .worded = words::english});
    REQUIRE(result);
    REQUIRE(result->comparison.sections.size() == 2);
    const auto& fair = result->comparison.sections[0];
    CHECK(fair.rows == 6);
    CHECK(fair.trainingRows == 54);
    REQUIRE(fair.methods.size() == 5);
    CHECK(fair.methods[0].name == "first/1");
    CHECK(fair.methods[0].trainingSeconds == 90.0);
    CHECK(fair.methods[0].parameters > 700'000);
    CHECK(fair.methods[0].megabytes > 2.0);
    CHECK(fair.methods[0].whole);
    CHECK_THAT(fair.methods[1].failure, Contains("altered"));
    CHECK_THAT(fair.methods[2].failure, Contains("other genres"));
    CHECK_THAT(fair.methods[3].failure, Contains("model.json"));
    CHECK(fair.methods[4].name == training::kTeacherName);
    CHECK(fair.methods[4].genres->accuracy == 1.0);
    CHECK(fair.methods[4].parameters == 2 * (3 + 1));
    const auto& leaky = result->comparison.sections[1];
    CHECK(leaky.rows == dataset.rows(training::RowChoice::validation, training::Split::clips).size());
    REQUIRE(leaky.methods.size() == 2);
    CHECK(leaky.methods[0].name == "leaky/1");
    CHECK(result->listening.name == "first/1");
    CHECK(result->blends.size() > 3);
    const auto verdict = training::judge(fair);
    REQUIRE(verdict);
    CHECK(verdict->network->name == "first/1");
}

TEST_CASE("a comparison without a teacher or a bundle that works has no ratios and no map") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), kRows, 2);
    const auto dataset = training::Dataset::load(folder.path());
    const auto result = training::compareMethods(
        {.dataset = dataset, .folder = folder.path(), .bundles = {folder / "nothing"}, .worded = words::english});
    REQUIRE(result);
    REQUIRE(result->comparison.sections.size() == 1);
    CHECK_THAT(result->comparison.sections[0].methods[0].failure, Contains("nothing"));
    CHECK(result->listening.embeddings.empty());
    CHECK(result->blends.empty());
}

TEST_CASE("features.csv that is missing costs its own section") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), kRows, 2);
    const auto dataset = training::Dataset::load(folder.path());
    const auto result = training::compareMethods(
        {.dataset = dataset, .folder = folder.path(), .features = folder / "fma", .worded = words::english});
    REQUIRE(result);
    CHECK_THAT(result->comparison.sections.back().methods[0].failure, Contains("fma"));
}

TEST_CASE("a comparison that is stopped has no result, and one without validation is refused") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), kRows, 2);
    const auto dataset = training::Dataset::load(folder.path());
    writeNetwork(folder / "a", "first", dataset.labels());
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(training::compareMethods(
        {.dataset = dataset, .folder = folder.path(), .bundles = {folder / "a"}, .stop = stop.get_token()}));
    test::writeSmallDataset(folder / "few", 4, 2);
    const auto few = training::Dataset::load(folder / "few");
    CHECK_THROWS_WITH(training::compareMethods({.dataset = few, .folder = folder / "few"}), Contains("no song for validation"));
}

TEST_CASE("numbers that only standardise are no parameters") {
    const std::vector<inference::Tensor> weights{{.name = "dense.weight", .shape = {4}, .values = {1, 2, 3, 4}},
                                                 {.name = "norm.running_mean", .shape = {2}, .values = {0, 0}},
                                                 {.name = "norm.running_var", .shape = {2}, .values = {1, 1}},
                                                 {.name = "band_deviation", .shape = {1}, .values = {1}}};
    CHECK(training::learnedNumbers(weights) == 4);
}
