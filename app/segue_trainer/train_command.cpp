// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/commands.h"

#include "app/segue_trainer/reading.h"
#include "app/stop_on_signal.h"
#include "engine/analysis/process/process_reader.h"
#include "engine/audio/tags.h"
#include "engine/inference/whole_file.h"
#include "engine/training/bundle_writer.h"
#include "engine/training/data_source.h"
#include "engine/training/dataset_check.h"
#include "engine/training/evaluation.h"
#include "engine/training/learning_curve.h"
#include "engine/training/mentor.h"
#include "engine/training/taught_music.h"
#include "engine/training/trainer.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iostream>
#include <optional>
#include <sstream>
#include <system_error>

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

// The last word of a path, whether or not a slash follows.
std::string lastWord(const std::filesystem::path& path) {
    const auto whole = std::filesystem::absolute(path).lexically_normal();
    return audio::displayName(whole.has_filename() ? whole : whole.parent_path());
}

// So that a folder that cannot be written to is found now, not after the first epochs.
void requireWritable(const std::filesystem::path& folder) {
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code)
        throw Error(ErrorKind::io, "Cannot make the folder " + folder.string() + ": " + code.message() + ".");
    inference::writeWholeFile(folder / ".writable", "");
    std::filesystem::remove(folder / ".writable", code);
}

// What to type to make the bundle again, wherever the data lies; the defaults need not be typed.
std::string trainingCommand(const TrainOptions& options) {
    const training::TrainingSettings& used = options.settings;
    const training::TrainingSettings usual = training::settingsFor(used.architecture);
    std::ostringstream text;
    text << "segue-cli train " << lastWord(options.dataset) << " --output " << lastWord(options.output);
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
    add("--teacher-genres", used.teacherGenres, usual.teacherGenres);
    add("--genres", used.genres, usual.genres);
    add("--genres-in-style", used.genresInStyle, usual.genresInStyle);
    add("--relations", used.relations, usual.relations);
    if (!options.taught.empty()) {
        text << " --taught " << lastWord(options.taught);
        add("--taught-weight", used.taught, usual.taught);
        add("--taught-rows", used.taughtRows, usual.taughtRows);
        add("--recordings", used.recordings, usual.recordings);
    }
    for (const auto& bundle : options.mentors)
        text << " --learn-from " << lastWord(bundle);
    add("--mentors", used.mentors, usual.mentors);
    add("--mentor-genres", used.mentorGenres, usual.mentorGenres);
    if (used.mixedPrecision && !usual.mixedPrecision)
        text << " --mixed-precision";
    add("--sound", used.sound, usual.sound);
    add("--columns", used.augmentation.columns, usual.augmentation.columns);
    add("--encoder", used.augmentation.encoder, usual.augmentation.encoder);
    add("--bundle-version", options.version, 1);
    add("--mixup", used.augmentation.mixup, usual.augmentation.mixup);
    if (used.split == training::Split::clips)
        text << " --split clips";
    const features::FrontEnd usualFrontEnd;
    add("--rate", options.frontEnd.rateHz, usualFrontEnd.rateHz);
    add("--excerpt-seconds", options.frontEnd.excerptSeconds, usualFrontEnd.excerptSeconds);
    add("--excerpts", options.frontEnd.excerptsPerSong, usualFrontEnd.excerptsPerSong);
    add("--column-stride", options.frontEnd.columnStride, usualFrontEnd.columnStride);
    add("--patches-per-excerpt", options.frontEnd.patchesPerExcerpt, usualFrontEnd.patchesPerExcerpt);
    return text.str();
}

/// Says how many songs are decoded and how long the rest will take; every two seconds and at the end.
class HearingPrinter final {
public:
    void operator()(std::size_t done, std::size_t all) {
        const auto now = std::chrono::steady_clock::now();
        if (done < all && now - m_last < kProgressEvery)
            return;
        m_last = now;
        const auto left = (now - m_begin) / done * (all - done);
        std::cerr << "\rheard " << done << " of " << all << " songs, left "
                  << clockText(std::chrono::duration_cast<std::chrono::seconds>(left)) << "   " << (done == all ? "\n" : "")
                  << std::flush;
    }

private:
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_last = m_begin;
};

void reportProblems(const training::LoadedData& data, training::Split split) {
    constexpr std::size_t kNamed = 5;
    if (!data.leftOut.empty())
        std::cerr << data.leftOut.size() << (data.leftOut.size() == 1 ? " song is" : " songs are") << " left out:\n";
    for (std::size_t i = 0; i < std::min(kNamed, data.leftOut.size()); ++i)
        std::cerr << "  " << data.leftOut[i].file.string() << ": " << words::english(data.leftOut[i].reason) << "\n";
    if (data.leftOut.size() > kNamed)
        std::cerr << "  and " << data.leftOut.size() - kNamed << " more\n";
    if (!data.cacheProblem.empty())
        std::cerr << "The patches cannot be kept for the next time: " << words::english(data.cacheProblem) << "\n";
    for (const std::string& doubt : training::doubtsAbout(data.dataset, split))
        std::cerr << doubt << "\n";
}

// Beside the checkpoint. A picture that cannot be drawn is no reason to end a training.
void recordPoint(const std::filesystem::path& folder, const training::TrainedNetwork& network,
                 const training::EvaluationReport& validation) {
    try {
        training::recordLearning(folder, {.epoch = network.epochs,
                                          .seconds = network.embedder.spec().trainingSeconds,
                                          .loss = network.loss,
                                          .accuracy = validation.accuracy,
                                          .precisionAt10 = validation.precisionAt10});
    } catch (const Error& error) {
        std::cerr << words::english(messageOf(error)) << "\n";
    }
}

std::filesystem::path checkpointFolder(const TrainOptions& options) {
    if (!options.checkpoints.empty())
        return options.checkpoints;
    const auto output = std::filesystem::absolute(options.output).lexically_normal();
    auto folder = output.has_filename() ? output : output.parent_path();
    folder += ".checkpoint";
    return folder;
}

// The folders that were made in vain.
void removeEmpty(const TrainOptions& options) {
    std::error_code ignored;
    for (const auto& folder : {options.output, checkpointFolder(options)})
        std::filesystem::remove(folder, ignored); // if there is nothing in it
}

// The data set, if a network can be trained on it and the results can be written.
std::optional<training::LoadedData> loadChecked(const TrainOptions& options, const std::stop_token& stop) {
    for (const auto& folder : {options.output, checkpointFolder(options)})
        requireWritable(folder);
    try {
        analysis::ProcessReader files(readingOptions());
        auto data = training::loadData(
            options.dataset, files,
            {.frontEnd = options.frontEnd, .cache = options.cache, .threads = options.threads, .onProgress = HearingPrinter()},
            stop);
        if (data) {
            reportProblems(*data, options.settings.split);
            training::checkTrainable(data->dataset, options.settings.split);
            training::checkMeasurable(data->dataset, options.settings.split);
        }
        return data;
    } catch (const Error&) {
        removeEmpty(options);
        throw;
    }
}

std::vector<training::Mentor> mentorsFor(const TrainOptions& options, const training::Dataset& dataset) {
    try {
        return training::loadMentors(options.mentors, dataset);
    } catch (const Error&) {
        removeEmpty(options);
        throw;
    }
}

training::BundleContents contentsFor(const TrainOptions& options, const training::LoadedData& data,
                                     const training::TrainingRun& run, const training::TrainedNetwork& network) {
    const training::Split split = options.settings.split;
    const auto rows = data.dataset.rows(training::RowChoice::validation, split);
    inference::ModelSpec spec = network.embedder.spec();
    spec.version = options.version;
    std::vector<std::string> teachers, mentors;
    if (run.taught != nullptr)
        for (const auto& teacher : run.taught->teachers())
            teachers.push_back(teacher.name);
    for (const auto& bundle : options.mentors) // as in the command: one name may have several versions
        mentors.push_back(lastWord(bundle));
    return {.spec = std::move(spec),
            .weights = network.weights,
            .settings = options.settings,
            .epochs = network.epochs,
            .trainingRows = data.dataset.rows(training::RowChoice::training, split).size(),
            .data = data.kind,
            .taughtRows = run.taught == nullptr ? 0 : run.taught->rows(training::RowChoice::training).size(),
            .teachers = std::move(teachers),
            .mentors = std::move(mentors),
            .trainingCommand = trainingCommand(options),
            .validation = training::evaluate(network.embedder, data.dataset, rows)};
}

int stopped(const std::string& howToGoOn) {
    std::cerr << "\nStopped; " << howToGoOn << "\n";
    return kStoppedStatus;
}

} // namespace

int runTrain(const TrainOptions& given) {
    const app::StopOnSignal stop;
    TrainOptions options = given;
    const auto checkpoints = checkpointFolder(options);
    training::TrainingSettings& settings = options.settings;
    const auto taught = options.taught.empty() ? std::nullopt : std::optional(training::TaughtMusic::load(options.taught));
    const auto data = loadChecked(options, stop.token());
    if (!data)
        return stopped("the same command goes on with the songs that are not heard yet.");
    if (!options.teacherWanted && data->dataset.teacherSize() == 0)
        settings.teacher = settings.teacherGenres = settings.relations = 0.0;
    if (!taught)
        settings.taught = settings.recordings = 0.0;
    if (options.mentors.empty())
        settings.mentors = settings.mentorGenres = 0.0;
    training::TrainingRun run{.dataset = data->dataset,
                              .settings = settings,
                              .checkpointFolder = checkpoints,
                              .name = options.name.empty() ? lastWord(options.output) : options.name,
                              .dataIdentity = data->identity,
                              .taught = taught ? &*taught : nullptr,
                              .mentors = mentorsFor(options, data->dataset),
                              .reportEvery = options.reportEvery,
                              .onProgress = ProgressPrinter()};
    run.onNetwork = [&](const training::TrainedNetwork& network) {
        const auto contents = contentsFor(options, *data, run, network);
        training::writeBundle(options.output, contents);
        recordPoint(checkpoints, network, contents.validation);
        std::cerr << "after " << network.epochs << " epochs: accuracy " << std::setprecision(4) << contents.validation.accuracy
                  << ", precision at 10 " << contents.validation.precisionAt10 << ", artist MAP "
                  << contents.validation.ranking.artistMap.value_or(0.0) << "\n";
        if (network.epochs == settings.epochs)
            std::cout << training::formatReport(contents.validation) << "The bundle is in " << options.output.string()
                      << ", the learning curve in " << checkpoints.string() << ".\n";
    };
    if (training::train(run, stop.token()) == training::TrainingEnd::finished)
        return 0;
    return stopped("the same command goes on from the checkpoint in " + checkpoints.string() + ".");
}

} // namespace segue::trainer
