// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_bundle.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/training/bundle_writer.h"
#include "engine/training/trainer.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"

#include <catch2/catch.hpp>

using namespace segue;
using training::Dataset;
using training::RowChoice;
using training::Side;

namespace {

/// Twelve songs of two genres, each with its own number of dense patches.
Dataset denseSongs() {
    const features::FrontEnd frontEnd{.rateHz = 22'050, .columnStride = 1, .patchesPerExcerpt = 3};
    std::vector<training::DatasetRow> rows;
    std::vector<std::uint8_t> patches;
    for (std::size_t row = 0; row < 12; ++row) {
        rows.push_back({.genre = row % 2 == 0 ? "Low" : "High",
                        .artist = static_cast<std::int64_t>(row),
                        .trackId = static_cast<std::int64_t>(row),
                        .side = row < 4 ? Side::validation : Side::training,
                        .patches = 1 + row % 3});
        for (std::size_t i = 0; i < rows.back().patches * frontEnd.patchSize(); ++i)
            patches.push_back(static_cast<std::uint8_t>((i * (row + 3)) % 200 + row));
    }
    return {std::move(rows), std::move(patches), frontEnd};
}

training::TrainingSettings shortRun(const std::string& architecture) {
    auto settings = training::settingsFor(architecture);
    settings.epochs = 2;
    settings.batch = 4;
    settings.teacher = settings.teacherGenres = settings.relations = 0.0;
    return settings;
}

/// Trains, and compares what the network said then with what its bundle says when it is loaded.
void checkParity(const Dataset& dataset, const training::TrainingSettings& settings) {
    const test::TemporaryFolder folder;
    std::vector<inference::SongResult> heard;
    const auto validation = dataset.rows(RowChoice::validation);
    REQUIRE_FALSE(validation.empty());
    const training::TrainingRun run{.dataset = dataset,
                                    .settings = settings,
                                    .checkpointFolder = folder / "checkpoint",
                                    .name = "trained",
                                    .reportEvery = 2,
                                    .onNetwork = [&](const training::TrainedNetwork& network) {
                                        for (const std::size_t row : validation)
                                            heard.push_back(network.embedder.embedSong(dataset.patchDb(row)));
                                        training::writeBundle(folder / "bundle", {.spec = network.embedder.spec(),
                                                                                  .weights = network.weights,
                                                                                  .settings = settings,
                                                                                  .trainingCommand = "none"});
                                    }};
    REQUIRE(training::train(run, {}) == training::TrainingEnd::finished);
    const auto loaded = inference::loadTorchEmbedder(inference::readBundle(folder / "bundle"));
    CHECK(loaded->spec().frontEnd == dataset.frontEnd());
    CHECK(loaded->spec().id() == "trained/1");
    REQUIRE(heard.size() == validation.size());
    for (std::size_t i = 0; i < validation.size(); ++i) {
        const auto song = loaded->embedSong(dataset.patchDb(validation[i]));
        CHECK(song.embedding.size() == heard[i].embedding.size());
        CHECK(test::largestDifference(song.embedding, heard[i].embedding) <= 1e-5F);
        CHECK(test::largestDifference(song.probabilities, heard[i].probabilities) <= 1e-5F);
        CHECK(song.previewExcerpt == heard[i].previewExcerpt);
    }
}

} // namespace

TEST_CASE("a bundle says what its network said when it was measured in training") {
    const std::string architecture = GENERATE(from_range(inference::architectures()));
    INFO(architecture);
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 21, 3);
    checkParity(Dataset::load(folder.path()), shortRun(architecture));
}

TEST_CASE("so does one of dense patches, several a song") { checkParity(denseSongs(), shortRun("segue-net")); }

TEST_CASE("a bundle by clips says so, and how long it was trained") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 20, 2);
    const auto dataset = Dataset::load(folder / "clips");
    auto settings = shortRun("study-cnn");
    settings.epochs = 1;
    settings.split = training::Split::clips;
    const training::TrainingRun run{.dataset = dataset,
                                    .settings = settings,
                                    .checkpointFolder = folder / "checkpoint",
                                    .onNetwork = [&](const training::TrainedNetwork& network) {
                                        CHECK(network.embedder.spec().split == "clips");
                                        CHECK(network.embedder.spec().trainingSeconds.value() > 0.0);
                                        CHECK(network.embedder.spec().name == "study-cnn");
                                    }};
    CHECK(training::train(run, {}) == training::TrainingEnd::finished);
}

TEST_CASE("dense patches are drawn the same way in a run that is resumed") {
    const auto dataset = denseSongs();
    const test::TemporaryFolder folder;
    const auto settings = shortRun("segue-net");
    struct End {
        std::vector<inference::Tensor> weights;
        double loss = 0.0;
    };
    const auto trainTo = [&](const std::filesystem::path& checkpoints, std::int64_t lastStep) {
        End end;
        std::stop_source stop;
        const training::TrainingRun run{.dataset = dataset,
                                        .settings = settings,
                                        .checkpointFolder = checkpoints,
                                        .reportEvery = 100,
                                        .onProgress =
                                            [&](const training::TrainingProgress& progress) {
                                                if (progress.step == lastStep)
                                                    stop.request_stop();
                                            },
                                        .onNetwork =
                                            [&](const training::TrainedNetwork& network) {
                                                end = {network.weights, network.loss.value()};
                                            }};
        (void)training::train(run, stop.get_token());
        return end;
    };
    const End whole = trainTo(folder / "whole", -1);
    REQUIRE_FALSE(whole.weights.empty());
    for (const std::int64_t step : {1, 3}) // in the middle of each of the two epochs
        CHECK(trainTo(folder / "resumed", step).weights.empty());
    const End resumed = trainTo(folder / "resumed", -1);
    CHECK((resumed.weights == whole.weights)); // in brackets: too long to be printed
    CHECK(resumed.loss == whole.loss);
}
