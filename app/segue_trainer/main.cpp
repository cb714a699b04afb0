// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_trainer/commands.h"
#include "app/segue_trainer/thread_environment.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

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

// How music is turned into patches; arrays are patches already.
void addFrontEnd(CLI::App& command, trainer::TrainOptions& options) {
    features::FrontEnd& frontEnd = options.frontEnd;
    command.add_option("--cache", options.cache, "Folder where the patches of music are kept [~/.cache/segue/patches]");
    command.add_option("--rate", frontEnd.rateHz, "Music is resampled to this, Hz")
        ->check(CLI::Range(4000, 192'000))
        ->capture_default_str();
    command.add_option("--excerpt-seconds", frontEnd.excerptSeconds, "Length of an excerpt of a song")
        ->check(CLI::Range(1, 600))
        ->capture_default_str();
    command.add_option("--excerpts", frontEnd.excerptsPerSong, "Excerpts of a song, at most")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    CLI::Option* const stride =
        command
            .add_option("--column-stride", frontEnd.columnStride,
                        "Frames from a patch's column to the next: 1 = dense patches; 0 = spread over the excerpt [0]")
            ->check(CLI::Range(0, 1000));
    command.add_option("--patches-per-excerpt", frontEnd.patchesPerExcerpt, "With a column stride: at most so many [1]")
        ->needs(stride)
        ->check(CLI::Range(1, 1000));
}

CLI::App* addTrain(CLI::App& app, trainer::TrainOptions& options) {
    CLI::App* const command = app.add_subcommand("train", "Train a network and write a model bundle");
    training::TrainingSettings& settings = options.settings;
    command
        ->add_option("DATA", options.dataset,
                     "Folder of music with a folder for every genre, or of the Free Music Archive data set (with "
                     "fma_metadata and fma_small), or of arrays (tracks.tsv, mel128_u8.npy)")
        ->required();
    command->add_option("--output", options.output, "Folder of the model bundle to write")->required();
    command->add_option("--name", options.name, "Of the network; embeddings are stored under it [OUTPUT's last word]");
    command
        ->add_option("--bundle-version", options.version,
                     "Raised when the same song gets another embedding: those of different versions never mix")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
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
    command->add_option("--label-smoothing", settings.labelSmoothing)->check(CLI::Range(0.0, 0.9))->capture_default_str();
    command->add_option("--dropout", settings.dropout, "Share of the activations hidden while training")
        ->check(CLI::Range(0.0, 0.95))
        ->capture_default_str();
    command
        ->add_option("--encoder", settings.augmentation.encoder,
                     "Share of the clips that lose what an encoder of a low bit rate drops")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--mixup", settings.augmentation.mixup, "How much clips are mixed; 0 = not at all")
        ->check(CLI::Range(0.0, 10.0))
        ->capture_default_str();
    command->add_option("--teacher", settings.teacher, "Weight of learning what the data set's teacher hears; 0 = not")
        ->check(CLI::Range(0.0, 100.0));
    command->add_option("--artist", settings.artist, "Weight of pulling clips by one artist together; 0 = not")
        ->check(CLI::Range(0.0, 100.0));
    command
        ->add_option("--teacher-genres", settings.teacherGenres,
                     "Share of a clip's target that is the genres its teacher hears, instead of its label")
        ->check(CLI::Range(0.0, 1.0));
    command->add_option("--genres", settings.genres, "Weight of pulling clips of one genre together; 0 = not")
        ->check(CLI::Range(0.0, 100.0));
    command
        ->add_option("--genres-in-style", settings.genresInStyle,
                     "Length of the genres heard beside the network's unit embedding, where there is a sound part; 0 = without")
        ->check(CLI::Range(0.0, 10.0));
    command
        ->add_option("--relations", settings.relations,
                     "Weight of giving clips the neighbours that the data set's teacher gives them; 0 = not")
        ->check(CLI::Range(0.0, 100.0));
    CLI::Option* const taught =
        command->add_option("--taught", options.taught,
                            "Folder of music without genres of which teachers' vectors are at hand (tracks.tsv, mel128_u8.npy, "
                            "NAME.npy for each teacher), to learn from as well");
    command->add_option("--taught-weight", settings.taught, "Weight of learning what those teachers hear")
        ->needs(taught)
        ->check(CLI::Range(0.0, 100.0));
    command->add_option("--taught-rows", settings.taughtRows, "Excerpts of that music in a step")
        ->needs(taught)
        ->check(CLI::Range(1, 4096));
    command->add_option("--recordings", settings.recordings, "Weight of pulling excerpts of one recording of that music together")
        ->needs(taught)
        ->check(CLI::Range(0.0, 100.0));
    CLI::Option* const mentors =
        command->add_option("--learn-from", options.mentors, "Model bundles of trained networks, whose mean is learned as well");
    command->add_option("--mentors", settings.mentors, "Weight of finding songs as alike as those networks do")
        ->needs(mentors)
        ->check(CLI::Range(0.0, 1000.0));
    command->add_option("--mentor-genres", settings.mentorGenres, "Share of a clip's target that is the genres they hear")
        ->needs(mentors)
        ->check(CLI::Range(0.0, 1.0));
    command->add_flag("--mixed-precision", settings.mixedPrecision,
                      "Train in bfloat16 where precision is not needed: fast on processors with AMX, slow without");
    command->add_option("--sound", settings.sound, "Weight of statistics of timbre beside the network's embedding; 0 = without")
        ->check(CLI::Range(0.0, 100.0));
    command->add_option("--columns", settings.augmentation.columns, "Columns of a patch that are shown in a step; 0 = all")
        ->check(CLI::Range(0, 128));
    const std::map<std::string, training::Split> splits{{"artists", training::Split::artists}, {"clips", training::Split::clips}};
    command
        ->add_option("--split", settings.split,
                     "What separates training from validation: artists, or only clips (flatters) [artists]")
        ->transform(CLI::CheckedTransformer(splits));
    command->add_option("--report-every", options.reportEvery, "Epochs between evaluations, each of which writes the bundle")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    addFrontEnd(*command, options);
    return command;
}

CLI::App* addEvaluate(CLI::App& app, trainer::EvaluateOptions& options) {
    CLI::App* const command = app.add_subcommand("evaluate", "Figures and confusion matrix of a model bundle; networks compared on "
                                                             "music; with --all a report that compares every method");
    const std::map<std::string, training::RowChoice> rows{{"validation", training::RowChoice::validation},
                                                          {"all", training::RowChoice::all}};
    auto* networks = command->add_option("NETWORK", options.networks,
                                         "Networks to compare on music (--data: a folder for every genre), by name, or folders of "
                                         "bundles; also several together. Genres need not be theirs");
    command->add_option("--data", options.dataset, "Any data set that train takes")->capture_default_str();
    command->add_option("--model", options.model, "Folder of the model bundle [the one Segue listens with]")->excludes(networks);
    CLI::Option* const choice = command->add_option("--rows", options.rows, "validation (artists never trained on) or all")
                                    ->transform(CLI::CheckedTransformer(rows));
    command->add_flag("--map", options.map, "How far the map of the songs can be believed, instead");
    CLI::Option* const taught =
        command->add_option("--taught", options.taught,
                            "Folder of music that teachers have heard: also how well its recordings are found and how far the "
                            "network agrees with the teachers");
    command->add_option("--json", options.json, "File to write the figures to");
    command->add_option("--cache", options.cache, "Folder where the patches of music are kept [~/.cache/segue/patches]");
    CLI::Option* const all = command->add_flag("--all", options.all, "Compare every method: statistics, networks, the teacher")
                                 ->excludes(choice)
                                 ->excludes(taught);
    command
        ->add_flag("--lists", options.lists, "Measure what the rules of lists do; with --all also for other strengths of opinions")
        ->excludes(choice);
    command
        ->add_flag("--heard-as", options.heardAs,
                   "How well songs are heard in the words of tags: by the nearest of other artists, at each confidence")
        ->excludes(choice)
        ->excludes(all);
    command->add_option("--output", options.output, "Folder for the report of --all and its pictures")
        ->needs(all)
        ->capture_default_str();
    command->add_option("--bundles", options.bundles, "More model bundles to compare, or folders of them")->needs(all);
    command->add_flag("!--no-statistics", options.statistics, "Leave method 1 out, whose training takes a while")->needs(all);
    command->add_option("--features", options.features, "Folder with the Free Music Archive's features.csv and tracks.csv")
        ->needs(all);
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
    trainOptions.threads = threads;
    trainOptions.teacherWanted = train->count("--teacher") + train->count("--teacher-genres") + train->count("--relations") > 0;
    if (trainOptions.cache.empty())
        trainOptions.cache = app::userCacheFolder() / "patches";
    evaluateOptions.threads = threads;
    evaluateOptions.shippedBundles = app::shippedModel().parent_path();
    if (evaluateOptions.cache.empty())
        evaluateOptions.cache = app::userCacheFolder() / "patches";
    if (evaluateOptions.model.empty())
        evaluateOptions.model = app::shippedModel();
    try {
        inference::tameTorch(threads);
        if (train->parsed())
            return trainer::runTrain(trainOptions);
        if (!evaluateOptions.networks.empty())
            return trainer::runEvaluateNetworks(evaluateOptions);
        if (evaluateOptions.lists)
            return trainer::runEvaluateLists(evaluateOptions);
        if (evaluateOptions.map)
            return trainer::runEvaluateMap(evaluateOptions);
        if (evaluateOptions.heardAs)
            return trainer::runHeardAs(evaluateOptions);
        return evaluateOptions.all ? trainer::runEvaluateAll(evaluateOptions) : trainer::runEvaluate(evaluateOptions);
    } catch (const std::exception& error) {
        std::cerr << words::english(messageOf(error)) << "\n";
        return kFailed;
    }
}
