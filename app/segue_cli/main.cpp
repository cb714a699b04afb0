// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "app/segue_cli/named_songs.h"
#include "app/segue_cli/playlists_command.h"
#include "app/segue_cli/spotify_command.h"
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
    cli::PathOptions path;
    cli::RadioOptions radio;
    cli::MapOptions map;
    std::string name;
    std::string search;
    std::vector<fs::path> paths;
    std::vector<std::string> roots, parts;
    fs::path folder, song, output;
    SpectrogramStyle spectrogram{.windowLength = 8192};
    cli::FeaturesOptions features;
    double featuresStart = 0.0, featuresSeconds = 1200.0;
    bool json = false;
    bool noOutlines = false, noCodePageGuess = false;
    bool retry = false;
    bool rules = false;
    bool anyway = false;
    int rounds = 5; ///< of a measurement
    std::size_t benchSongs = 200'000;
    std::size_t simulatedSongs = 0;
    cli::PlayBench play;
    cli::PlaylistsOptions playlists;
    cli::SpotifyOptions spotify;
    cli::BringWords bring;
    std::string field;
    std::vector<std::string> fields;
    bool isAll = false;
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

/// What songs stand for.
void addSeedsOf(CLI::App& command, SeedsOf& of) {
    auto* album = command.add_flag_callback(
        "--album", [&of] { of = SeedsOf::album; }, "Go by all songs of the first song's album");
    command
        .add_flag_callback(
            "--artist", [&of] { of = SeedsOf::artist; }, "Go by all songs by its artist")
        ->excludes(album);
}

/// What `similar` lists: every rule of lists.
void addRules(CLI::App& similar, cli::SimilarOptions& options) {
    auto& rules = options.rules;
    similar.add_flag("--plain", rules.isPlain, "The nearest songs as they are; no rule counts");
    similar.add_option("--max-per-artist", rules.mostOfArtist, "Songs of an artist in each ten; 0: any")->capture_default_str();
    similar.add_option("--max-of-seed-artist", rules.mostOfSeedArtist, "Likewise of SONG's artist")->capture_default_str();
    similar.add_option("--max-per-album", rules.mostOfAlbum, "Songs of an album in each ten; 0: any")->capture_default_str();
    similar.add_option("--max-of-seed-album", rules.mostOfSeedAlbum, "Likewise of SONG's album")->capture_default_str();
    similar.add_flag("--hide-versions,!--show-versions", rules.hidesVersions,
                     "Live, remastered, ... versions behind one entry [yes]");
    similar.add_flag("--live-apart", rules.keepsLiveApart, "But not live ones");
    similar.add_option("--hub-strength", rules.hubStrength, "How much less comes what resembles everything, 0 to 1")
        ->capture_default_str()
        ->check(CLI::Range(0.F, 1.F));
    similar.add_flag("--feedback,!--no-feedback", rules.usesFeedback, "Go by what you said of other lists [yes]");
    similar.add_flag("--ratings,!--no-ratings", rules.usesRatings, "Go by your stars [yes]");
    similar.add_option("--genre", rules.genres, "Only songs of this genre, by tag or as heard; may be given again");
    similar.add_option("--decade", rules.decades, "Only songs of this decade, 1990; may be given again");
    similar.add_option("--tempo-within", rules.tempoWithin, "Share of SONG's tempo, 0.06; half and double count as the same")
        ->check(CLI::Range(0.F, 1.F));
    similar.add_flag("--keys-that-mix", rules.keysThatMix, "Only keys that go well with SONG's");
    similar.add_option("--loudness-within", rules.loudnessWithinDb, "Decibels")->check(CLI::Range(0.F, 100.F));
    similar.add_option("--min-length", options.shortestSeconds, "Seconds")->check(CLI::Range(0, 86'400));
    similar.add_option("--max-length", options.longestSeconds, "Seconds")->check(CLI::Range(0, 86'400));
    similar.add_flag("--same-library", rules.sameLibrary, "Only songs of SONG's library");
    similar.add_option("--folder", rules.folders, "Only songs below this folder; may be given again");
    similar.add_option("--not-folder", rules.notFolders, "None below this folder; may be given again");
    similar.add_option("--min-rating", rules.leastRating, "Stars")->check(CLI::Range(0, 5));
    similar.add_option("--not-played-for", options.notPlayedForDays, "Days")->check(CLI::Range(0, 36'500));
    similar.add_flag("--never-played", rules.neverPlayed, "Only songs that were never played");
    similar.add_flag("--no-seasonal,!--seasonal", rules.leavesOutSeasonal, "Christmas in December only [yes]");
    similar.add_flag("--no-spoken,!--spoken", rules.leavesOutSpoken, "No spoken word [yes]");
    similar.add_option("--also,--seed", options.also, "Another song to be like; may be given again, up to 20 songs in all");
    similar.add_option("--not-like,--against", options.against, "A song to be far from; may be given again");
    similar.add_option("--section", options.section, "Only this stretch of SONG counts: 1:20-1:50, or 80-110")
        ->check(
            [](const std::string& words) {
                try {
                    static_cast<void>(cli::sectionNamed(words));
                    return std::string();
                } catch (const Error& error) {
                    return words::english(error.message());
                }
            },
            "FROM-TO");
    addSeedsOf(similar, options.of);
}

/// From other players.
void addBringing(CLI::App& app, Words& words, std::function<int()>& chosen) {
    auto* bring = add(
        app, "import-from", "Bring ratings, plays, dates and playlists along from another player",
        [&] { return cli::runBring(words.bring, words.common); }, chosen);
    std::vector<std::string> names;
    for (const auto source : kBringSources)
        names.emplace_back(sourceWord(source));
    auto* source = bring->add_option("SOURCE", words.bring.source, "Whose file it is")->check(CLI::IsMember(names));
    bring->add_option("FILE", words.bring.file, "The player's own file; of tags a folder, or all libraries without one");
    bring->add_flag("--dry-run", words.bring.dryRun, "Only tell what would change");
    auto* undo = bring->add_flag("--undo", words.bring.undo, "Take back what was brought last");
    bring->add_flag("--theirs-win", words.bring.options.theirsWin, "Their ratings count also where there is one here");
    bring->add_flag("!--no-ratings", words.bring.options.ratings, "Leave ratings");
    bring->add_flag("!--no-plays", words.bring.options.plays, "Leave plays");
    bring->add_flag("!--no-dates", words.bring.options.dates, "Leave dates added and last played");
    bring->add_flag("!--no-playlists", words.bring.options.playlists, "Leave playlists");
    bring->add_flag("--json", words.bring.json, "Machine-readable output");
    addCommon(bring, words);
    bring->callback([&words, &chosen, source, undo] {
        if (source->count() == 0 && undo->count() == 0)
            throw CLI::RequiredError("SOURCE");
        chosen = [&words] { return cli::runBring(words.bring, words.common); };
    });
}

/// What the listener says instead of tags.
void addCorrections(CLI::App& app, Words& words, std::function<int()>& chosen) {
    auto* corrections = app.add_subcommand("corrections", "What you said of songs instead of their tags");
    corrections->require_subcommand(1);
    auto* list = add(
        *corrections, "list", "All corrections, a line each: path, field, correction, what the file said",
        [&] { return cli::runCorrectionsList(words.json, words.common); }, chosen);
    list->add_flag("--json", words.json, "Machine-readable output");
    addCommon(list, words);
    auto* out = add(
        *corrections, "export", "Write all corrections as a table",
        [&] { return cli::runCorrectionsExport(words.output, words.common); }, chosen);
    out->add_option("FILE", words.output, "A .csv file")->required();
    addCommon(out, words);
    auto* set = add(
        *corrections, "set", "Correct a field of songs; their files stay as they are",
        [&] { return cli::runCorrectionsSet(words.paths, words.field, words.name, words.common); }, chosen);
    set->add_option("FIELD", words.field, "title, artist, album_artist, album, genre, track, disc or year")->required();
    set->add_option("VALUE", words.name, "What it is to be")->required();
    set->add_option("SONG", words.paths, "Songs of the libraries")->required();
    addCommon(set, words);
    auto* revert = add(
        *corrections, "revert", "Show what the files say again",
        [&] { return cli::runCorrectionsRevert(words.paths, words.isAll, words.fields, words.common); }, chosen);
    revert->add_option("SONG", words.paths, "Songs of the libraries");
    revert->add_flag("--all", words.isAll, "All songs that were corrected");
    revert->add_option("--field", words.fields, "Only this field; may be given again");
    addCommon(revert, words);
}

void addBenchTags(CLI::App& bench, Words& words, std::function<int()>& chosen) {
    auto* tags = add(
        bench, "tags", "Reading tags in this process and in the reading process, and a whole scan, side by side",
        [&] { return cli::runBenchTags(words.song, words.common.workers, words.rounds); }, chosen);
    tags->add_option("DIR", words.song, "A folder of music")->required();
    tags->add_option("--rounds", words.rounds, "Of each; 0 = only the CPU time of one scan")
        ->capture_default_str()
        ->check(CLI::Range(0, 100));
    tags->add_option("--workers", words.common.workers, "Files read at a time; 0 = half the cores")->check(CLI::Range(0, 256));
}

void addBenchPlay(CLI::App& bench, Words& words, std::function<int()>& chosen) {
    auto* play = add(
        bench, "play", "Songs one behind the other, as the player gives them to a device: frames and CPU time",
        [&] {
            words.play.output = words.output;
            return words.play.deviceMinutes > 0.0 ? cli::runBenchDevice(words.paths, words.play)
                                                  : cli::runBenchPlay(words.paths, words.play);
        },
        chosen);
    play->add_option("SONG", words.paths, "Songs, in the order of playing")->required();
    play->add_option("--output", words.output, "Also write the sound: 44,100 Hz, stereo, 32-bit float");
    play->add_option("--crossfade", words.play.crossfadeSeconds, "Seconds")->check(CLI::Range(0, 12));
    play->add_option("--minutes", words.play.deviceMinutes,
                     "Play through the sound output, so long: under-runs, start, CPU, wake-ups")
        ->check(CLI::Range(0.01, 600.0));
    play->add_option("--busy", words.play.busyThreads, "Threads that compute meanwhile, with --minutes")->check(CLI::Range(0, 64));
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
        [&] {
            return words.rules ? cli::runBenchRules(words.benchSongs, words.common)
                               : cli::runBenchSearch(words.benchSongs, words.common);
        },
        chosen);
    search->add_flag("--rules", words.rules, "Lists by the rules that Segue's lists go by, instead of bare search");
    search->add_option("--songs", words.benchSongs, "Simulated songs")->capture_default_str()->check(CLI::Range(100, 5'000'000));
    add(
        *bench, "load", "Time to load a library's embeddings, and of an answer then",
        [&] { return cli::runBenchLoad(words.common); }, chosen)
        ->add_option("--db", words.common.database, "Database of the libraries")
        ->capture_default_str();
    auto* ways = add(
        *bench, "ways", "Ten hours of radio from each of some songs, planning anew, and paths between them",
        [&] { return cli::runBenchWays(words.simulatedSongs, words.common); }, chosen);
    ways->add_option("--songs", words.simulatedSongs, "Simulated songs instead of the database's")
        ->check(CLI::Range(100, 5'000'000));
    ways->add_option("--db", words.common.database, "Database of the libraries")->capture_default_str();
    add(
        *bench, "features", "Time of each feature, of all together and of the mel patch",
        [&] { return cli::runBenchFeatures(words.song); }, chosen)
        ->add_option("SONG", words.song, "A music file to take 30 s from; composed music if not given");
    add(
        *bench, "covers", "Small covers: read anew, made for the shelf, and from the shelf",
        [&] { return cli::runBenchCovers(words.song); }, chosen)
        ->add_option("DIR", words.song, "A folder of music")
        ->required();
    add(
        *bench, "rescan", "Looking for changes in an unchanged folder, against find",
        [&] { return cli::runBenchRescan(words.song); }, chosen)
        ->add_option("DIR", words.song, "A folder of music")
        ->required();
}

void addWays(CLI::App& app, Words& words, std::function<int()>& chosen) {
    auto* path = add(
        app, "path", "A way from one song to another", [&] { return cli::runPath(words.path, words.common); }, chosen);
    path->add_option("FROM", words.path.from, "A song of a library")->required();
    path->add_option("TO", words.path.to, "Another one")->required();
    auto* count = path->add_option("-n", words.path.songs, "How many songs, both ends included")
                      ->capture_default_str()
                      ->check(CLI::Range(2, 200));
    path->add_option("--minutes", words.path.minutes, "As many songs as fit into so many minutes instead")
        ->check(CLI::Range(1, 6'000))
        ->excludes(count);
    path->add_flag("--json", words.path.json, "Print JSON");
    path->add_option("--m3u8", words.path.playlist, "Write the songs as a playlist too");
    addCommon(path, words);
    auto* radio = add(
        app, "radio", "What radio would play from songs", [&] { return cli::runRadio(words.radio, words.common); }, chosen);
    radio->add_option("SONG", words.radio.songs, "Songs of libraries; it begins with the first. Of more than 20 it goes by 20")
        ->required();
    addSeedsOf(*radio, words.radio.of);
    radio->add_option("--minutes", words.radio.minutes, "How long")->capture_default_str()->check(CLI::Range(1, 60'000));
    radio->add_option("--reach", words.radio.reach, "How far it strays: 0 locked in, 4 adventurous")
        ->capture_default_str()
        ->check(CLI::Range(0, 4));
    radio->add_flag("--follow,!--stay", words.radio.follows, "Go where the last songs lead, or stay with the first");
    radio->add_option("--dice", words.radio.dice, "Another number, another list")->capture_default_str();
    radio->add_flag("--json", words.radio.json, "Print JSON");
    radio->add_option("--m3u8", words.radio.playlist, "Write the songs as a playlist too");
    addCommon(radio, words);
    auto* map = add(
        app, "map", "The map of all songs: where each lies", [&] { return cli::runMap(words.map, words.common); }, chosen);
    map->add_flag("--again", words.map.again, "Make it anew");
    map->add_flag("--measure", words.map.measure, "Tell how far it can be believed");
    map->add_flag("--json", words.map.json, "Print JSON");
    addCommon(map, words);
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
    auto* models =
        app.add_subcommand("models", "The networks that listen: list, offered, add, import, together, remove, use, forget");
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
        *models, "offered", "The networks that others published: figures, licences, addresses, hashes",
        [&] { return cli::runModelsOffered(words.json); }, chosen)
        ->add_flag("--json", words.json, "Print JSON");
    add(
        *models, "get", "Says how to get one of them: only Segue's window fetches", [&] { return cli::runModelsGet(words.name); },
        chosen)
        ->add_option("NAME", words.name, "As in \"models offered\"")
        ->required();
    add(
        *models, "add", "Check a model bundle and copy it to your own", [&] { return cli::runModelsAdd(words.folder); }, chosen)
        ->add_option("DIR", words.folder, "Folder with model.json, weights.safetensors and MODEL_CARD.md")
        ->required();
    auto* import = add(
        *models, "import", "Make a bundle of your own of a network that others published: musicnn, EfficientAT, the artist network",
        [&] { return cli::runModelsImport(words.folder, words.name); }, chosen);
    import
        ->add_option("FILE|DIR", words.folder,
                     "TensorFlow.js (model.json and its files), PyTorch (.pt) or NumPy (.npz); of a folder all of them")
        ->required();
    import->add_option("--name", words.name, "Name of the bundle [the network's own]");
    auto* together = add(
        *models, "together", "Make several networks one of your own: how alike songs are is the mean of what they say",
        [&] { return cli::runModelsTogether(words.name, words.parts, words.common); }, chosen);
    together->add_option("NAME", words.name, "What it is to be called; one that is there gets another version")->required();
    together->add_option("PART[:WEIGHT]", words.parts, "Two or more, as in the list, with their weights [1]")->required();
    addDatabase(together);
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
        [&] { return cli::runSongs(words.json, words.search, words.common); }, chosen);
    songs->add_flag("--json", words.json, "Print JSON, an object a line");
    songs->add_option(
        "--search", words.search,
        "Only songs that meet it: nina -live \"feeling good\" artist:=queen year:1990..1999 rating:>=4 length:<4m bpm:120..130 "
        "key:Am heard:jazz plays:0 added:<30d is:missing; see the README");
    songs->add_option("--db", words.common.database, "Database of the libraries")->capture_default_str();
    auto* similar = add(
        app, "similar", "The songs that sound most like one", [&] { return cli::runSimilar(words.similar, words.common); }, chosen);
    similar->add_option("SONG", words.similar.song, "A music file, in a library or not")->required();
    similar->add_option("-n", words.similar.count, "How many")->capture_default_str()->check(CLI::Range(1, 100));
    similar->add_flag("--same-genre,!--all", words.similar.sameGenre,
                      "Compare with the songs heard as its genre only, not with the whole library");
    similar->add_flag("--moments", words.similar.moments, "Also where both songs sound most alike; takes some seconds a song");
    similar->add_flag("--json", words.similar.json, "Print JSON");
    similar->add_option("--m3u8", words.similar.playlist, "Write the songs as a playlist too");
    addRules(*similar, words.similar);
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
    addPlaylists(app, words.playlists, words.common, chosen);
    addSpotify(app, words.spotify, words.common, chosen);
    addTransfer(app, words, chosen);
    addBringing(app, words, chosen);
    addCorrections(app, words, chosen);
    addWays(app, words, chosen);
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
