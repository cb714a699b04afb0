// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_trainer/commands.h"
#include "app/segue_trainer/thread_environment.h"
#include "engine/inference/torch/torch_embedder.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <iostream>
#include <map>
#include <thread>

namespace {

using namespace segue;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

CLI::App* addTrain(CLI::App& app, trainer::TrainOptions& options) {
    CLI::App* const command = app.add_subcommand("train", "Train a network and write a model bundle");
    training::TrainingSettings& settings = options.settings;
    command->add_option("DATA", options.dataset, "Folder with tracks.tsv and mel128_u8.npy")->required();
    command->add_option("--output", options.output, "Folder of the model bundle to write")->required();
    command->add_option("--checkpoint", options.checkpoints,
                        "Folder of the checkpoint to keep and to go on from [OUTPUT.checkpoint]");
    // First, so that what follows overrides what suits the architecture.
    command
        ->add_option_function<std::string>(
            "--architecture", [&settings](const std::string& name) { settings = training::settingsFor(name); },
            "Which network; the other settings then start from what suits it [study-cnn]")
        ->check(CLI::IsMember(inference::architectures()));
    command->add_option("--epochs", settings.epochs, "Times every clip is seen")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    command->add_option("--batch", settings.batch, "Clips a step")->check(CLI::Range(1, 4096))->capture_default_str();
    command->add_option("--seed", settings.seed, "Of everything random")->capture_default_str();
    command->add_option("--learning-rate", settings.learningRate, "Peak of the one-cycle schedule")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--weight-decay", settings.weightDecay)->check(CLI::Range(0.0, 10.0))->capture_default_str();
    command->add_option("--label-smoothing", settings.labelSmoothing)
        ->check(CLI::Range(0.0, 0.9))
        ->capture_default_str();
    command->add_option("--dropout", settings.dropout, "Share of the activations hidden while training")
        ->check(CLI::Range(0.0, 0.95))
        ->capture_default_str();
    command->add_option("--mixup", settings.augmentation.mixup, "How much clips are mixed; 0 = not at all")
        ->check(CLI::Range(0.0, 10.0))
        ->capture_default_str();
    command->add_option("--teacher", settings.teacher, "Weight of learning what the data set's teacher hears; 0 = not")
        ->check(CLI::Range(0.0, 100.0));
    command->add_option("--artist", settings.artist, "Weight of pulling clips by one artist together; 0 = not")
        ->check(CLI::Range(0.0, 100.0));
    command->add_option("--columns", settings.augmentation.columns, "Columns of a patch that are shown in a step; 0 = all")
        ->check(CLI::Range(0, 128));
    command
        ->add_option("--report-every", options.reportEvery,
                     "Epochs between evaluations, each of which writes the bundle")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    return command;
}

CLI::App* addEvaluate(CLI::App& app, trainer::EvaluateOptions& options) {
    CLI::App* const command =
        app.add_subcommand("evaluate", "Accuracy, confusion matrix and precision at 10 of a model bundle");
    const std::map<std::string, training::RowChoice> rows{{"validation", training::RowChoice::validation},
                                                          {"all", training::RowChoice::all}};
    command->add_option("--data", options.dataset, "Folder with tracks.tsv and mel128_u8.npy")->capture_default_str();
    command->add_option("--model", options.model, "Folder of the model bundle [the one Segue listens with]");
    command->add_option("--rows", options.rows, "validation (artists never trained on) or all")
        ->transform(CLI::CheckedTransformer(rows));
    command->add_option("--json", options.json, "File to write the figures to");
    return command;
}

} // namespace

int main(int argc, char** argv) {
    trainer::settleThreadEnvironment(argv);
    CLI::App app{"Trains and evaluates the networks with which Segue hears"};
    app.name("segue-cli");
    app.require_subcommand(1);
    int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    trainer::TrainOptions trainOptions;
    trainer::EvaluateOptions evaluateOptions;
    CLI::App* const train = addTrain(app, trainOptions);
    CLI::App* const evaluate = addEvaluate(app, evaluateOptions);
    for (CLI::App* const command : {train, evaluate})
        command->add_option("--threads", threads, "Processor cores to use [all]")->check(CLI::Range(1, 1024));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kWrongUsage;
    }
    if (evaluateOptions.model.empty())
        evaluateOptions.model = app::shippedModel();
    try {
        inference::tameTorch(threads);
        return train->parsed() ? trainer::runTrain(trainOptions) : trainer::runEvaluate(evaluateOptions);
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return kFailed;
    }
}
