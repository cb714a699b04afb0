// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/trainer.h"

#include "engine/features/npy.h"
#include "engine/training/bundle_writer.h"
#include "engine/training/evaluation.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"
#include "tests/training/small_taught_music.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <optional>
#include <string>

using namespace segue;
using Catch::Matchers::Contains;
using training::RowChoice;
using training::TrainingEnd;

namespace {

using Weights = std::vector<inference::Tensor>;

training::TrainingSettings shortSettings() {
    training::TrainingSettings settings;
    settings.epochs = 2;
    settings.batch = 4;
    return settings;
}

// Trains until the end, or until so many steps are done; the weights if the end was reached.
std::optional<Weights> trainUntil(const training::Dataset& dataset, const std::filesystem::path& checkpoints, std::int64_t lastStep,
                                  const training::TrainingSettings& settings = shortSettings(),
                                  const training::TaughtMusic* taught = nullptr) {
    std::optional<Weights> weights;
    std::stop_source stop;
    const training::TrainingRun run{.dataset = dataset,
                                    .settings = settings,
                                    .checkpointFolder = checkpoints,
                                    .taught = taught,
                                    .reportEvery = 100,
                                    .onProgress =
                                        [&](const training::TrainingProgress& progress) {
                                            if (progress.step == lastStep)
                                                stop.request_stop();
                                        },
                                    .onNetwork = [&](const training::TrainedNetwork& network) { weights = network.weights; }};
    const auto end = training::train(run, stop.get_token());
    CHECK((end == TrainingEnd::finished) == weights.has_value());
    return weights;
}

constexpr std::int64_t kNever = -1;

/// Vectors of five numbers, all different.
void writeTeacher(const std::filesystem::path& folder, std::size_t rows) {
    std::vector<float> values(rows * 5);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::sin(static_cast<float>(i * i));
    features::writeNpy(folder / "vggish128_f32.npy", values, {rows, 5});
}

} // namespace

TEST_CASE("every network learns 64 clips by heart") {
    const std::string architecture = GENERATE("study-cnn", "study-crnn", "segue-net", "segue-net-3");
    INFO(architecture);
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 71, 8); // 64 of them on the training side
    const auto dataset = training::Dataset::load(folder / "clips");
    const auto rows = dataset.rows(training::RowChoice::training);
    REQUIRE(rows.size() == 64);
    training::TrainingSettings settings;
    settings.architecture = architecture;
    settings.epochs = 8;
    settings.batch = 8;
    settings.dropout = 0.0;
    settings.labelSmoothing = 0.0;
    settings.averaging = 0.5;
    settings.augmentation = {.shift = false, .gainDb = 0, .equaliserDb = 0, .maskBands = 0, .maskColumns = 0, .mixup = 0};
    double accuracy = 0.0;
    double firstLoss = 0.0;
    double lastLoss = 0.0;
    const training::TrainingRun run{.dataset = dataset,
                                    .settings = settings,
                                    .checkpointFolder = folder / "checkpoint",
                                    .reportEvery = 8,
                                    .onProgress =
                                        [&](const training::TrainingProgress& progress) {
                                            firstLoss = progress.step == 1 ? progress.loss : firstLoss;
                                            lastLoss = progress.loss;
                                        },
                                    .onNetwork =
                                        [&](const training::TrainedNetwork& network) {
                                            CHECK(network.epochs == 8);
                                            accuracy = training::evaluate(network.embedder, dataset, rows).accuracy;
                                        }};
    CHECK(training::train(run, {}) == TrainingEnd::finished);
    CHECK(accuracy == 1.0);
    CHECK(lastLoss < 0.1 * firstLoss);
}

TEST_CASE("a run that is stopped and resumed ends with the weights of one that was not") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 14, 2); // 13 to train on: 3 steps an epoch
    writeTeacher(folder / "clips", 14);
    const auto dataset = training::Dataset::load(folder / "clips");
    const std::string architecture = GENERATE("study-cnn", "segue-net"); // with all that the latter learns from
    INFO(architecture);
    auto settings = training::settingsFor(architecture);
    settings.epochs = 2;
    settings.batch = 4;
    const auto whole = trainUntil(dataset, folder / "whole", kNever, settings);
    REQUIRE(whole);

    const auto checkpoints = folder / "resumed";
    const std::int64_t stopAfter = GENERATE(1, 3, 4); // in the first epoch, at its end, in the second
    REQUIRE_FALSE(trainUntil(dataset, checkpoints, stopAfter, settings));
    const auto resumed = trainUntil(dataset, checkpoints, kNever, settings);
    REQUIRE(resumed);
    CHECK((*resumed == *whole)); // in brackets: too long to be printed
}

TEST_CASE("so does one that learns from more music, in mixed precision") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 14, 2);
    writeTeacher(folder / "clips", 14);
    test::writeSmallTaughtMusic(folder / "taught", 6);
    const auto dataset = training::Dataset::load(folder / "clips");
    const auto taught = training::TaughtMusic::load(folder / "taught");
    auto settings = training::settingsFor("segue-net-3");
    settings.epochs = 2;
    settings.batch = 4;
    settings.taught = settings.recordings = settings.relations = 0.5;
    settings.taughtRows = 3;
    settings.mixedPrecision = true;
    const auto whole = trainUntil(dataset, folder / "whole", kNever, settings, &taught);
    REQUIRE(whole);
    REQUIRE_FALSE(trainUntil(dataset, folder / "resumed", 2, settings, &taught));
    CHECK_THROWS_WITH(trainUntil(dataset, folder / "resumed", kNever, settings), Contains("other settings or other data"));
    const auto resumed = trainUntil(dataset, folder / "resumed", kNever, settings, &taught);
    REQUIRE(resumed);
    CHECK((*resumed == *whole)); // in brackets: too long to be printed
    const auto without = trainUntil(dataset, folder / "without", kNever, settings);
    CHECK_FALSE((*without == *whole));
}

TEST_CASE("a network learns from trained ones what it would not learn by itself") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 44, 4);
    const auto dataset = training::Dataset::load(folder / "clips");
    auto settings = shortSettings();
    settings.architecture = "segue-net";
    settings.epochs = 6;
    settings.batch = 8;
    settings.augmentation = {.shift = false, .gainDb = 0, .equaliserDb = 0, .maskBands = 0, .maskColumns = 0, .mixup = 0};
    training::TrainingRun run{
        .dataset = dataset, .settings = settings, .checkpointFolder = folder / "mentor", .name = "mentor", .reportEvery = 6};
    run.onNetwork = [&](const training::TrainedNetwork& network) {
        training::writeBundle(
            folder / "bundle",
            {.spec = network.embedder.spec(), .weights = network.weights, .settings = settings, .trainingCommand = "none"});
    };
    REQUIRE(training::train(run, {}) == TrainingEnd::finished);

    const std::vector<std::filesystem::path> bundles{folder / "bundle"};
    run.mentors = training::loadMentors(bundles, dataset);
    REQUIRE(run.mentors.size() == 1);
    CHECK(run.mentors[0].id == "mentor/1");
    run.settings.seed = 2;
    run.settings.mentors = 20.0;
    run.settings.mentorGenres = 1.0; // no label is ever seen
    run.checkpointFolder = folder / "pupil";
    double accuracy = 0.0;
    run.onNetwork = [&](const training::TrainedNetwork& network) {
        accuracy = training::evaluate(network.embedder, dataset, dataset.rows(RowChoice::training)).accuracy;
    };
    REQUIRE(training::train(run, {}) == TrainingEnd::finished);
    CHECK(accuracy > 0.9);

    test::writeSmallDataset(folder / "other", 20, 2);
    CHECK_THROWS_WITH(training::loadMentors(bundles, training::Dataset::load(folder / "other")), Contains("other genres"));
}

TEST_CASE("learning from a teacher needs one, of the right shape") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 8, 2);
    auto settings = training::settingsFor("segue-net");
    settings.batch = 4;
    const auto withoutTeacher = training::Dataset::load(folder.path());
    CHECK_THROWS_WITH(trainUntil(withoutTeacher, folder / "checkpoint", kNever, settings), Contains("teacher"));
    writeTeacher(folder.path(), 7);
    CHECK_THROWS_WITH(training::Dataset::load(folder.path()), Contains("vggish128_f32.npy") && Contains("8 rows"));
}

TEST_CASE("another seed trains another network") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 8, 2);
    const auto dataset = training::Dataset::load(folder / "clips");
    auto settings = shortSettings();
    settings.epochs = 1;
    const auto first = trainUntil(dataset, folder / "first", kNever, settings);
    settings.seed = 2;
    CHECK_FALSE((trainUntil(dataset, folder / "second", kNever, settings) == first));
}

TEST_CASE("a finished run hands out its network again without training") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 4, 2);
    const auto dataset = training::Dataset::load(folder / "clips");
    const auto first = trainUntil(dataset, folder / "checkpoint", kNever);
    REQUIRE(first);
    CHECK((trainUntil(dataset, folder / "checkpoint", kNever) == first));
}

TEST_CASE("a checkpoint of other settings or a broken one is refused and named") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 8, 2);
    const auto dataset = training::Dataset::load(folder / "clips");
    const auto file = folder / "checkpoint" / "checkpoint.pt";
    (void)trainUntil(dataset, folder / "checkpoint", 1);
    REQUIRE(std::filesystem::exists(file));
    auto settings = shortSettings();
    settings.learningRate *= 2;
    CHECK_THROWS_WITH(trainUntil(dataset, folder / "checkpoint", kNever, settings),
                      Contains("other settings") && Contains(file.string()));

    const auto bytes = test::readBytes(file);
    for (const std::size_t left : {bytes.size() / 2, std::size_t{10}, std::size_t{0}}) {
        test::writeBytes(file, bytes.substr(0, left));
        CHECK_THROWS_WITH(trainUntil(dataset, folder / "checkpoint", kNever), Contains("broken") && Contains(file.string()));
    }
}

TEST_CASE("a data set without training rows cannot be trained on") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "tracks.tsv", "row\ttrack_id\tgenre\tartist_id\tartist\ttitle\n");
    test::writeSmallDataset(folder / "empty", 0, 1);
    const auto dataset = training::Dataset::load(folder / "empty");
    CHECK_THROWS_WITH(trainUntil(dataset, folder / "checkpoint", kNever), Contains("no row to train on"));
}
