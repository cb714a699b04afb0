// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/commands.h"

#include "app/segue_trainer/stop_on_signal.h"
#include "engine/training/bundle_writer.h"
#include "engine/training/evaluation.h"
#include "engine/training/trainer.h"

#include <chrono>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace segue::trainer {
namespace {

constexpr int kStoppedStatus = 130;
constexpr std::chrono::seconds kProgressEvery{2};

std::string clockText(std::chrono::seconds time) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time);
    std::ostringstream text;
    text << minutes.count() << ":" << std::setw(2) << std::setfill('0') << (time - minutes).count();
    return text.str();
}

/// Writes a line to stderr every two seconds and at the end of an epoch.
class ProgressPrinter final {
public:
    void operator()(const training::TrainingProgress& progress) {
        const auto now = std::chrono::steady_clock::now();
        const bool epochEnds = progress.step % progress.stepsPerEpoch == 0;
        if (!epochEnds && now - m_last < kProgressEvery)
            return;
        m_last = now;
        const auto epoch = (progress.step - 1) / progress.stepsPerEpoch + 1;
        std::cerr << "\repoch " << epoch << " of " << progress.steps / progress.stepsPerEpoch << ", step "
                  << (progress.step - 1) % progress.stepsPerEpoch + 1 << " of " << progress.stepsPerEpoch << std::fixed
                  << std::setprecision(4) << ", loss " << progress.loss << ", rate " << std::setprecision(5)
                  << progress.learningRate << ", left " << clockText(progress.left) << "   " << (epochEnds ? "\n" : "")
                  << std::flush;
    }

private:
    std::chrono::steady_clock::time_point m_last{};
};

// What to type to make the bundle again, wherever the data lies; the defaults need not be typed.
std::string trainingCommand(const TrainOptions& options) {
    const training::TrainingSettings& used = options.settings;
    const training::TrainingSettings usual = training::settingsFor(used.architecture);
    std::ostringstream text;
    text << "segue-cli train " << std::filesystem::absolute(options.dataset).lexically_normal().filename().string()
         << " --output " << std::filesystem::absolute(options.output).lexically_normal().filename().string();
    const auto add = [&text](const char* option, auto value, auto standard) {
        if (value != standard)
            text << " " << option << " " << value;
    };
    add("--architecture", used.architecture, training::TrainingSettings{}.architecture);
    add("--epochs", used.epochs, usual.epochs);
    add("--batch", used.batch, usual.batch);
    add("--seed", used.seed, usual.seed);
    add("--learning-rate", used.learningRate, usual.learningRate);
    add("--weight-decay", used.weightDecay, usual.weightDecay);
    add("--label-smoothing", used.labelSmoothing, usual.labelSmoothing);
    add("--dropout", used.dropout, usual.dropout);
    add("--teacher", used.teacher, usual.teacher);
    add("--artist", used.artist, usual.artist);
    add("--columns", used.augmentation.columns, usual.augmentation.columns);
    add("--mixup", used.augmentation.mixup, usual.augmentation.mixup);
    return text.str();
}

training::BundleContents contentsFor(const TrainOptions& options, const training::Dataset& dataset,
                                     const training::TrainedNetwork& network) {
    const auto rows = dataset.rows(training::RowChoice::validation);
    return {.spec = network.embedder.spec(),
            .weights = network.weights,
            .settings = options.settings,
            .epochs = network.epochs,
            .trainingRows = dataset.rows(training::RowChoice::training).size(),
            .trainingCommand = trainingCommand(options),
            .validation = training::evaluate(network.embedder, dataset, rows)};
}

} // namespace

int runTrain(const TrainOptions& options) {
    const StopOnSignal stop;
    const auto dataset = training::Dataset::load(options.dataset);
    std::filesystem::path checkpoints = options.checkpoints;
    if (checkpoints.empty()) {
        checkpoints = std::filesystem::absolute(options.output).lexically_normal();
        checkpoints += ".checkpoint";
    }
    const training::TrainingRun run{
        .dataset = dataset,
        .settings = options.settings,
        .checkpointFolder = checkpoints,
        .reportEvery = options.reportEvery,
        .onProgress = ProgressPrinter(),
        .onNetwork =
            [&](const training::TrainedNetwork& network) {
                const auto contents = contentsFor(options, dataset, network);
                training::writeBundle(options.output, contents);
                std::cerr << "after " << network.epochs << " epochs: accuracy " << std::setprecision(4)
                          << contents.validation.accuracy << ", precision at 10 " << contents.validation.precisionAt10
                          << "\n";
                if (network.epochs == options.settings.epochs)
                    std::cout << training::formatReport(contents.validation) << "The bundle is in "
                              << options.output.string() << ".\n";
            },
    };
    if (training::train(run, stop.token()) == training::TrainingEnd::finished)
        return 0;
    std::cerr << "\nStopped; the same command goes on from the checkpoint in " << checkpoints.string() << ".\n";
    return kStoppedStatus;
}

} // namespace segue::trainer
