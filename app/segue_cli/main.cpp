// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string_view>

namespace {

using namespace segue;
namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

struct Words {
    cli::CommonOptions common{app::defaultDatabase(), app::shippedModel()};
    cli::SimilarOptions similar;
    std::string name;
    std::vector<fs::path> paths;
    std::vector<std::string> roots;
    fs::path folder, song, output;
    SpectrogramStyle spectrogram{.windowLength = 8192};
    cli::FeaturesOptions features;
    double featuresStart = 0.0, featuresSeconds = 1200.0;
    bool json = false;
    bool noOutlines = false, noCodePageGuess = false;
    bool retry = false;
    bool anyway = false;
    std::size_t benchSongs = 200'000;
    cli::PlayBench play;
};

/// Adds a command whose job is run when it was asked for.
CLI::App* add(CLI::App& parent, const char* name, const char* what, std::function<int()> job, std::function<int()>& chosen) {
    auto* command = parent.add_subcommand(name, what);
    command->callback([job = std::move(job), &chosen] { chosen = job; });
    return command;
}

void addCommon(CLI::App* command, Words& words) {
    command->add_option("--db", words.common.database, "Database of the libraries")->capture_default_str();
    command->add_option_function<std::string>(
        "--model",
        [&words](const std::string& name) {
            words.common.model = cli::modelFolder(name);
            words.common.isModelNamed = true;
        },
        "Network to listen with in this run: a name from \"models list\" or the folder of a bundle");
    command->add_option("--workers", words.common.workers, "Songs analysed at a time; 0 = half the cores")
        ->check(CLI::Range(0, 256));
}

void addBenchTags(CLI::App& bench, Words& words, std::function<int()>& chosen) {
    auto* tags = add(
        bench, "tags", "Reading tags in this process and in the reading process, and a whole scan, side by side",
        [&] { return cli::runBenchTags(words.song, words.common.workers); }, chosen);
    tags->add_option("DIR", words.song, "A folder of music")->required();
    tags->add_option("--workers", words.common.workers, "Files read at a time; 0 = half the cores")->check(CLI::Range(0, 256));
}

void addBenchPlay(CLI::App& bench, Words& words, std::function<int()>& chosen) {
    auto* play = add(
        bench, "play", "Songs one behind the other, as the player gives them to a device: frames and CPU time",
        [&] {
            words.play.output = words.output;
            return cli::runBenchPlay(words.paths, words.play);
        },
        chosen);
    play->add_option("SONG", words.paths, "Songs, in the order of playing")->required();
    play->add_option("--output", words.output, "Also write the sound: 44,100 Hz, stereo, 32-bit float");
    play->add_option("--crossfade", words.play.crossfadeSeconds, "Seconds")->check(CLI::Range(0, 12));
    play->add_flag("--level", words.play.isLevelled, "Make the songs equally loud by their tags");
}

void addBench(CLI::App& app, Words& words, std::function<int()>& chosen) {
    auto* bench = app.add_subcommand("bench", "Measure speed and memory");
    bench->require_subcommand(1);
    addBenchTags(*bench, words, chosen);
    addBenchPlay(*bench, words, chosen);
    auto* analysis = add(
        *bench, "analysis", "Analysis against bare decoding of the same excerpts",
        [&] { return cli::runBenchAnalysis(words.paths, words.common); }, chosen);
    analysis->add_option("SONG", words.paths, "Songs or folders")->required();
    addCommon(analysis, words);
    add(
        *bench, "outlines", "Reading of whole songs for waveform and loudness against bare decoding",
        [&] { return cli::runBenchOutlines(words.paths); }, chosen)
        ->add_option("SONG", words.paths, "Songs or folders")
        ->required();
    auto* search = add(
        *bench, "search", "Time to find the most similar songs",
        [&] { return cli::runBenchSearch(words.benchSongs, words.common); }, chosen);
    search->add_option("--songs", words.benchSongs, "Simulated songs")->capture_default_str()->check(CLI::Range(100, 5'000'000));
    add(
        *bench, "load", "Time to load a library's embeddings, and of an answer then",
        [&] { return cli::runBenchLoad(words.common); }, chosen)
        ->add_option("--db", words.common.database, "Database of the libraries")
        ->capture_default_str();
    add(
        *bench, "features", "Time of each feature, of all together and of the mel patch",
        [&] { return cli::runBenchFeatures(words.song); }, chosen)
        ->add_option("SONG", words.song, "A music file to take 30 s from; composed music if not given");
    add(
        *bench, "rescan", "Looking for changes in an unchanged folder, against find",
        [&] { return cli::runBenchRescan(words.song); }, chosen)
        ->add_option("DIR", words.song, "A folder of music")
        ->required();
}

void addFeatures(CLI::App& app, Words& words, std::function<int()>& chosen) {
    const auto run = [&] {
        words.features.start = std::chrono::milliseconds(std::llround(1e3 * words.featuresStart));
        words.features.length = std::chrono::milliseconds(std::llround(1e3 * words.featuresSeconds));
        return cli::runFeatures(words.features);
    };
    auto* features =
        add(app, "features", "Librosa's features of a song: tempo, key, loudness, 518 statistics, arrays", run, chosen);
    features->add_option("SONG", words.features.song, "A music file")->required();
    features->add_option("--output", words.features.output,
                         "Folder for the arrays, .npy files by librosa's names; statistics_518 is in the order of "
                         "chroma_stft ... spectral_rolloff and mean ... max, features_csv_row in that of features.csv");
    features->add_option("--rate", words.features.rateHz, "Hz to resample to; 0 = the file's own")
        ->capture_default_str()
        ->check(CLI::Range(0, 384'000));
    features->add_option("--start", words.featuresStart, "Seconds to begin at")->capture_default_str()->check(CLI::Range(0.0, 1e6));
    features->add_option("--seconds", words.featuresSeconds, "How much at most")
        ->capture_default_str()
        ->check(CLI::Range(0.1, 36e3));
    features->add_flag("--json", words.features.json, "Print the scalars and the 518 statistics by name");
}

void addSpectrogram(CLI::App& app, Words& words, std::function<int()>& chosen) {
    auto* spectrogram = add(
        app, "spectrogram", "Draw a song's spectrogram",
        [&] { return cli::runSpectrogram(words.song, words.output, words.spectrogram); }, chosen);
    spectrogram->add_option("SONG", words.song, "A music file")->required();
    spectrogram->add_option("--output", words.output, "PNG file")->required();
    const std::vector<std::string> kinds{"stft", "mel", "cqt", "chroma"}; // in SpectrogramKind's order
    spectrogram
        ->add_option_function<std::string>(
            "--kind",
            [&words, kinds](const std::string& kind) {
                words.spectrogram.kind = static_cast<SpectrogramKind>(std::ranges::find(kinds, kind) - kinds.begin());
            },
            "stft, mel, cqt or chroma; mel if not given")
        ->check(CLI::IsMember(kinds));
    const auto powerOfTwo = [](const std::string& text) {
        const int length = std::atoi(text.c_str());
        const bool fits = length >= SpectrogramStyle::kShortestWindow && length <= SpectrogramStyle::kLongestWindow;
        return fits && std::has_single_bit(static_cast<unsigned>(length)) ? std::string()
                                                                          : "must be a power of two from 256 to 16384";
    };
    spectrogram->add_option("--window", words.spectrogram.windowLength, "Samples that one transform sees, at 44.1 kHz")
        ->capture_default_str()
        ->check(powerOfTwo);
    spectrogram->add_flag("--linear", words.spectrogram.linear, "stft: rows evenly spaced in Hz, not in pitch");
}

void addModels(CLI::App& app, Words& words, std::function<int()>& chosen) {
    auto* models = app.add_subcommand("models", "The networks that listen: list, add, remove, use, forget");
    models->require_subcommand(1);
    const auto addDatabase = [&words](CLI::App* command) {
        command->add_option("--db", words.common.database, "Database of the libraries")->capture_default_str();
    };
    auto* list = add(
        *models, "list", "The networks installed, and what others heard",
        [&] { return cli::runModelsList(words.json, words.common); }, chosen);
    list->add_flag("--json", words.json, "Print JSON");
    addDatabase(list);
    add(
        *models, "add", "Check a model bundle and copy it to your own", [&] { return cli::runModelsAdd(words.folder); }, chosen)
        ->add_option("DIR", words.folder, "Folder with model.json, weights.safetensors and MODEL_CARD.md")
        ->required();
    const auto addNamed = [&](const char* command, const char* what, std::function<int()> job) {
        auto* added = add(*models, command, what, std::move(job), chosen);
        added->add_option("NAME", words.name, "As in the list: name, or name/version")->required();
        addDatabase(added);
        return added;
    };
    addNamed("remove", "Remove one that was added; what it heard stays",
             [&] { return cli::runModelsRemove(words.name, words.common); });
    addNamed("use", "Listen to all songs again with another network, then compare by what it heard",
             [&] { return cli::runModelsUse(words.name, words.common); })
        ->add_option("--workers", words.common.workers, "Songs analysed at a time; 0 = half the cores")
        ->check(CLI::Range(0, 256));
    addNamed("forget", "Remove what a network heard that is not in use",
             [&] { return cli::runModelsForget(words.name, words.common); });
}

void addLibraries(CLI::App& app, Words& words, std::function<int()>& chosen) {
    auto* libraries = app.add_subcommand("libraries", "The folders of music: list, locate, remove");
    libraries->require_subcommand(1);
    const auto addDatabase = [&words](CLI::App* command) {
        command->add_option("--db", words.common.database, "Database of the libraries")->capture_default_str();
        return command;
    };
    const auto addNamed = [&](const char* command, const char* what, std::function<int()> job) {
        auto* added = addDatabase(add(*libraries, command, what, std::move(job), chosen));
        added->add_option("NAME", words.name, "Name or number, as in the list")->required();
        return added;
    };
    addDatabase(add(
                    *libraries, "list", "Their numbers, names, songs and folders",
                    [&] { return cli::runLibrariesList(words.json, words.common); }, chosen))
        ->add_flag("--json", words.json, "Print JSON");
    auto* locate = addNamed("locate", "Say where a library's folder is now; everything known of its songs stays",
                            [&] { return cli::runLibrariesLocate(words.name, words.folder, words.anyway, words.common); });
    locate->add_option("DIR", words.folder, "The folder")->required();
    locate->add_flag("--anyway", words.anyway, "Although it holds few of the library's songs");
    addNamed("remove", "Forget a library; its files stay", [&] { return cli::runLibrariesRemove(words.name, words.common); });
}

void addTransfer(CLI::App& app, Words& words, std::function<int()>& chosen) {
    auto* out = add(
        app, "export", "Write libraries, analysis, plays and ratings to one file",
        [&] { return cli::runExport(words.output, words.common); }, chosen);
    out->add_option("FILE", words.output, "File to write; an older export of that name is replaced")->required();
    auto* in = add(
        app, "import", "Add what was exported elsewhere; what is here stays",
        [&] { return cli::runImport(words.song, words.roots, words.common); }, chosen);
    in->add_option("FILE", words.song, "File written by \"export\"")->required();
    in->add_option("--root", words.roots,
                   "NAME=DIR: a library's folder here, if it differs from that in the file; one for each library")
        ->take_all();
    for (auto* command : {out, in})
        command->add_option("--db", words.common.database, "Database of the libraries")->capture_default_str();
}

void addCommands(CLI::App& app, Words& words, std::function<int()>& chosen) {
    add(
        app, "demo", "Write the demo music: small synthesised songs", [&] { return cli::runDemo(words.folder); }, chosen)
        ->add_option("DIR", words.folder, "Folder to write to")
        ->required();
    auto* scan = add(
        app, "scan", "Add folders as libraries, scan and analyse them",
        [&] {
            return cli::runScan(words.paths, {.outlines = !words.noOutlines, .guessCodePage = !words.noCodePageGuess},
                                words.common);
        },
        chosen);
    scan->add_option("DIR", words.paths, "Folders of music")->required();
    scan->add_flag("--no-outlines", words.noOutlines, "Do not read whole songs for their waveforms and loudness");
    scan->add_flag("--no-code-page-guess", words.noCodePageGuess, "Take old tags as western, whatever they look like");
    addCommon(scan, words);
    auto* songs = add(
        app, "songs", "All songs as they are listed, in the library's order",
        [&] { return cli::runSongs(words.json, words.common); }, chosen);
    songs->add_flag("--json", words.json, "Print JSON, an object a line");
    songs->add_option("--db", words.common.database, "Database of the libraries")->capture_default_str();
    auto* similar = add(
        app, "similar", "The songs that sound most like one", [&] { return cli::runSimilar(words.similar, words.common); }, chosen);
    similar->add_option("SONG", words.similar.song, "A music file, in a library or not")->required();
    similar->add_option("-n", words.similar.count, "How many")->capture_default_str()->check(CLI::Range(1, 100));
    similar->add_flag("--same-genre,!--all", words.similar.sameGenre,
                      "Compare with the songs heard as its genre only, not with the whole library");
    similar->add_flag("--json", words.similar.json, "Print JSON");
    similar->add_option("--m3u8", words.similar.playlist, "Write the songs as a playlist too");
    addCommon(similar, words);
    auto* problems = add(
        app, "problems", "Files that could not be read, and why",
        [&] { return cli::runProblems(words.retry, words.json, words.common); }, chosen);
    problems->add_flag("--retry", words.retry, "Try them again first");
    problems->add_flag("--json", words.json, "Print JSON");
    addCommon(problems, words);
    auto* report = add(
        app, "report", "How well your libraries are served: what is known of the songs, genres, lists",
        [&] { return cli::runReport(words.json, words.output, words.common); }, chosen);
    report->add_flag("--json", words.json, "Print JSON");
    report->add_option("--doubts", words.output, "Also write the songs whose tag and sound disagree, as CSV");
    addCommon(report, words);
    auto* classify = add(
        app, "classify", "The genres heard in songs", [&] { return cli::runClassify(words.paths, words.json, words.common); },
        chosen);
    classify->add_option("SONG", words.paths, "Music files")->required();
    classify->add_flag("--json", words.json, "Print JSON");
    addCommon(classify, words);
    auto* embed = add(
        app, "embed", "Write embeddings and genres, one line of JSON a song",
        [&] { return cli::runEmbed(words.paths, words.output, words.common); }, chosen);
    embed->add_option("SONG", words.paths, "Music files or folders")->required();
    embed->add_option("--output", words.output, "JSON Lines file")->required();
    addCommon(embed, words);
    addLibraries(app, words, chosen);
    addModels(app, words, chosen);
    addTransfer(app, words, chosen);
    addFeatures(app, words, chosen);
    addSpectrogram(app, words, chosen);
    app.add_subcommand("train", "Train the study's network and write a model bundle (train --help says more)");
    app.add_subcommand("evaluate", "Figures of a model bundle; with --all, of every method (evaluate --help says more)");
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
        std::fprintf(stderr, "segue-cli: %s\n", words::english(messageOf(error)).c_str());
        return error.kind() == ErrorKind::usage ? kWrongUsage : kFailed;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "segue-cli: %s\n", words::english(messageOf(error)).c_str());
        return kFailed;
    }
}
