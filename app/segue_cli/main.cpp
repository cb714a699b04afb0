// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "engine/error.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <functional>
#include <string_view>

namespace {

using namespace segue;
namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

struct Words {
    cli::CommonOptions common{app::defaultDatabase(), app::shippedModel(), 0};
    cli::SimilarOptions similar;
    std::vector<fs::path> paths;
    fs::path folder, song, output;
    bool json = false;
    std::size_t benchSongs = 200'000;
};

/// Adds a command whose job is run when it was asked for.
CLI::App* add(CLI::App& parent, const char* name, const char* what, std::function<int()> job, std::function<int()>& chosen) {
    auto* command = parent.add_subcommand(name, what);
    command->callback([job = std::move(job), &chosen] { chosen = job; });
    return command;
}

void addCommon(CLI::App* command, Words& words) {
    command->add_option("--db", words.common.database, "Database of the libraries")->capture_default_str();
    command->add_option("--model", words.common.model, "Folder of the model bundle");
    command->add_option("--workers", words.common.workers, "Songs analysed at a time; 0 = half the cores")->check(CLI::Range(0, 256));
}

void addBench(CLI::App& app, Words& words, std::function<int()>& chosen) {
    auto* bench = app.add_subcommand("bench", "Measure speed and memory");
    bench->require_subcommand(1);
    auto* analysis = add(*bench, "analysis", "Analysis against bare decoding of the same excerpts",
                         [&] { return cli::runBenchAnalysis(words.paths, words.common); }, chosen);
    analysis->add_option("SONG", words.paths, "Songs or folders")->required();
    addCommon(analysis, words);
    auto* search = add(*bench, "search", "Time to find the most similar songs",
                       [&] { return cli::runBenchSearch(words.benchSongs, words.common); }, chosen);
    search->add_option("--songs", words.benchSongs, "Simulated songs")->capture_default_str()->check(CLI::Range(100, 5'000'000));
    add(*bench, "features", "Time of the mel patch", [] { return cli::runBenchFeatures(); }, chosen);
}

void addCommands(CLI::App& app, Words& words, std::function<int()>& chosen) {
    add(app, "demo", "Write the demo music: small synthesised songs", [&] { return cli::runDemo(words.folder); }, chosen)
        ->add_option("DIR", words.folder, "Folder to write to")->required();
    auto* scan = add(app, "scan", "Add folders as libraries, scan and analyse them",
                     [&] { return cli::runScan(words.paths, words.common); }, chosen);
    scan->add_option("DIR", words.paths, "Folders of music")->required();
    addCommon(scan, words);
    auto* similar = add(app, "similar", "The songs that sound most like one",
                        [&] { return cli::runSimilar(words.similar, words.common); }, chosen);
    similar->add_option("SONG", words.similar.song, "A music file, in a library or not")->required();
    similar->add_option("-n", words.similar.count, "How many")->capture_default_str()->check(CLI::Range(1, 100));
    similar->add_flag("--all", words.similar.wholeLibrary, "Compare with the whole library, not only with the songs of its genre");
    similar->add_flag("--json", words.similar.json, "Print JSON");
    addCommon(similar, words);
    auto* classify = add(app, "classify", "The genres heard in songs",
                         [&] { return cli::runClassify(words.paths, words.json, words.common); }, chosen);
    classify->add_option("SONG", words.paths, "Music files")->required();
    classify->add_flag("--json", words.json, "Print JSON");
    addCommon(classify, words);
    auto* embed = add(app, "embed", "Write embeddings and genres, one line of JSON a song",
                      [&] { return cli::runEmbed(words.paths, words.output, words.common); }, chosen);
    embed->add_option("SONG", words.paths, "Music files or folders")->required();
    embed->add_option("--output", words.output, "JSON Lines file")->required();
    addCommon(embed, words);
    auto* spectrogram = add(app, "spectrogram", "Draw a song's mel spectrogram",
                            [&] { return cli::runSpectrogram(words.song, words.output); }, chosen);
    spectrogram->add_option("SONG", words.song, "A music file")->required();
    spectrogram->add_option("--output", words.output, "PNG file")->required();
    app.add_subcommand("train", "Train the study's network and write a model bundle (train --help says more)");
    app.add_subcommand("evaluate", "Accuracy and precision of a model bundle (evaluate --help says more)");
    addBench(app, words, chosen);
}

} // namespace

int main(int argc, char** argv) {
    try {
        const std::string_view command = argc > 1 ? argv[1] : "";
        if (command == "train" || command == "evaluate")
            cli::becomeTrainer(argv);
        CLI::App app{"Segue without a window: finds what sounds alike"};
        app.name("segue-cli");
        app.require_subcommand(1);
        Words words;
        std::function<int()> chosen;
        addCommands(app, words, chosen);
        try {
            app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return app.exit(error) == 0 ? 0 : kWrongUsage;
        }
        return chosen();
    } catch (const Error& error) {
        std::fprintf(stderr, "segue-cli: %s\n", error.what());
        return error.kind() == ErrorKind::usage ? kWrongUsage : kFailed;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "segue-cli: %s\n", error.what());
        return kFailed;
    }
}
