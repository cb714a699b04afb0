// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_spec.h"
#include "engine/spectrogram/spectrogram_words.h"
#include "engine/store/database/database.h"
#include "engine/words/bring.h"
#include "engine/words/list_rules.h"
#include "engine/words/seeds.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace segue::cli {

/// One function a command: prints results on stdout, progress on stderr. They return the exit code (0, or 1 for a job
/// that failed) and throw Error for what ends them.

struct CommonOptions {
    std::filesystem::path database;
    std::filesystem::path model; ///< folder of a bundle: the one that was named, else Segue's preferred one
    bool isModelNamed = false;   ///< use it for this run, whatever the database says
    int workers = 0;             ///< 0: half the cores
};

/// The folder of a bundle by its id, its name, or itself. Throws Error{io}.
[[nodiscard]] std::filesystem::path modelFolder(const std::string& nameOrFolder);
/// The bundle that hears songs outside the libraries: the one that was named, else the one in use in the database, else the
/// preferred one.
[[nodiscard]] std::filesystem::path hearingModel(const CommonOptions& common);

/// The network by whose analyses the libraries' songs are listed: the one in use, of several together the first. Empty: none is.
[[nodiscard]] std::string listingModel(store::Database& database);

/// Genres and size of the embeddings that songs are compared by with it; of several together of all of them. For benchmarks.
[[nodiscard]] inference::ModelSpec comparedSpec(const CommonOptions& common);

int runModelsList(bool json, const CommonOptions& common);
int runModelsAdd(const std::filesystem::path& folder);
/// Networks from elsewhere, in the forms in which they are published. @param name of the bundle; empty: the network's own
int runModelsImport(const std::filesystem::path& fileOrFolder, const std::string& name);
/// The catalogue of networks that others published; asks nobody anything.
int runModelsOffered(bool json);
/// Says who fetches one: this program has no network. Throws Error.
int runModelsGet(const std::string& name);
/// @param parts "NAME" or "NAME:WEIGHT"
int runModelsTogether(const std::string& name, const std::vector<std::string>& parts, const CommonOptions& common);
/// Says what listening with it costs, on stderr.
void printCosts(const std::string& idOrName, const CommonOptions& common);
int runModelsRemove(const std::string& name, const CommonOptions& common);
/// Listens to all songs again where that is needed, and returns when it is done.
int runModelsUse(const std::string& name, const CommonOptions& common);
int runModelsForget(const std::string& name, const CommonOptions& common);

int runLibrariesList(bool json, const CommonOptions& common);
/// @param anyway also if the folder holds few of the library's songs
int runLibrariesLocate(const std::string& nameOrId, const std::filesystem::path& folder, bool anyway, const CommonOptions& common);
int runLibrariesRemove(const std::string& nameOrId, const CommonOptions& common);

int runDemo(const std::filesystem::path& folder);
struct ScanOptions {
    bool outlines = true;      ///< also read whole songs, after the analysis
    bool guessCodePage = true; ///< guess the code page of tags that do not state it
};
int runScan(const std::vector<std::filesystem::path>& folders, const ScanOptions& options, const CommonOptions& common);

/// All songs, library by library, in the library's order: a line of JSON each, or a table.
/// @param search only those that it finds (browse::SongQuery)
int runSongs(bool json, const std::string& search, const CommonOptions& common);

/// What could not be read, a line each: path, reason and time, with tabs between them.
/// @param retry first tries all of them again, with whatever else waits
int runProblems(bool retry, bool json, const CommonOptions& common);
/// How well the libraries are served: coverage, genres, lists. Songs are looked at, nothing is changed.
/// @param doubts a file for the songs whose tag and sound disagree, as CSV; empty: none is written
int runReport(bool json, const std::filesystem::path& doubts, const CommonOptions& common);
/// All that the database knows, as one file.
int runExport(const std::filesystem::path& file, const CommonOptions& common);
/// @param roots "NAME=DIR": where libraries lie here, by their names in the file
int runImport(const std::filesystem::path& file, const std::vector<std::string>& roots, const CommonOptions& common);

struct BringWords {
    std::string source; ///< sourceWord()
    std::filesystem::path file;
    BringOptions options;
    bool dryRun = false;
    bool undo = false; ///< takes back what was brought last; the others say nothing then
    bool json = false;
};
/// Ratings, plays, dates and playlists from another player.
int runBring(const BringWords& words, const CommonOptions& common);

int runCorrectionsList(bool json, const CommonOptions& common);
int runCorrectionsExport(const std::filesystem::path& file, const CommonOptions& common);
int runCorrectionsSet(const std::vector<std::filesystem::path>& songs, const std::string& field, const std::string& value,
                      const CommonOptions& common);
/// @param songs none: all that were corrected; @param fields none: all
int runCorrectionsRevert(const std::vector<std::filesystem::path>& songs, bool isAll, const std::vector<std::string>& fields,
                         const CommonOptions& common);

struct SimilarOptions {
    std::filesystem::path song;
    std::filesystem::path playlist; ///< also write the list as this playlist; empty: do not
    int count = 10;
    bool sameGenre = false;
    bool json = false;
    bool moments = false; ///< also tell where both sound most alike
    SeedsOf of = SeedsOf::songs;
    std::string section; ///< of the seed, as sectionNamed() reads it; empty: all of it
    ListRules rules;
    std::vector<std::filesystem::path> also, against; ///< further seeds, and songs that the list is to be far from
    int shortestSeconds = 0, longestSeconds = 0, notPlayedForDays = 0;
};
int runSimilar(const SimilarOptions& options, const CommonOptions& common);

struct PathOptions {
    std::filesystem::path from, to;
    std::filesystem::path playlist; ///< also write the songs as this playlist; empty: do not
    int songs = 12;
    int minutes = 0; ///< > 0: as many songs as fit
    bool json = false;
};
/// A way from one song to another, both in libraries.
int runPath(const PathOptions& options, const CommonOptions& common);

struct RadioOptions {
    std::vector<std::filesystem::path> songs;
    SeedsOf of = SeedsOf::songs;
    std::filesystem::path playlist;
    int minutes = 60;
    int reach = 2;        ///< RadioReach
    bool follows = true;  ///< else it stays with its seed
    std::size_t dice = 1; ///< another number, another list
    bool json = false;
};
/// What radio would play from songs in libraries; on stderr how varied it is.
int runRadio(const RadioOptions& options, const CommonOptions& common);

struct MapOptions {
    bool again = false;   ///< make it anew, also if there is one
    bool measure = false; ///< tell how far it can be believed, against the principal plane
    bool json = false;
};
/// The map of all songs, made if there is none.
int runMap(const MapOptions& options, const CommonOptions& common);

int runClassify(const std::vector<std::filesystem::path>& songs, bool json, const CommonOptions& common);
int runEmbed(const std::vector<std::filesystem::path>& songs, const std::filesystem::path& output, const CommonOptions& common);
int runSpectrogram(const std::filesystem::path& song, const std::filesystem::path& output, const SpectrogramStyle& style);

struct FeaturesOptions {
    std::filesystem::path song;
    std::filesystem::path output; ///< folder for the arrays; empty: none are written
    int rateHz = 22'050;          ///< 0: the file's own
    std::chrono::milliseconds start{0};
    std::chrono::milliseconds length = std::chrono::minutes(20); ///< at most; 20 minutes take 0.6 GB with their arrays
    bool json = false;
};
int runFeatures(const FeaturesOptions& options);

int runBenchAnalysis(const std::vector<std::filesystem::path>& songs, const CommonOptions& common);
int runBenchOutlines(const std::vector<std::filesystem::path>& songs);
int runBenchCovers(const std::filesystem::path& folder);
int runBenchRescan(const std::filesystem::path& folder);
/// Measures reading tags in this process and in the reading process, and a whole scan of the same files.
/// @param rounds of each; 0: only the CPU time of one scan
int runBenchTags(const std::filesystem::path& folder, int workers, int rounds);
struct PlayBench {
    std::filesystem::path output; ///< what the device was given: 44,100 Hz, stereo, float; empty: not written
    int crossfadeSeconds = 0;
    bool isLevelled = false;    ///< smart, by the files' tags
    double deviceMinutes = 0.0; ///< so long through the real device, in its time; 0: without one
    int busyThreads = 0;        ///< that compute beside it, as a busy window would
};
/// Plays songs one behind the other, as fast as they are decoded, without a device.
int runBenchPlay(const std::vector<std::filesystem::path>& songs, const PlayBench& wanted);
/// Plays songs over and over through the computer's sound output: how often it ran dry, how soon it began, what it cost. The songs
/// are read from the disk, not from the system's cache.
int runBenchDevice(const std::vector<std::filesystem::path>& songs, const PlayBench& wanted);
/// Measures how long the database's embeddings take to load, and then an answer.
int runBenchLoad(const CommonOptions& common);
/// Measures radio and paths: how varied they are, and how long they take. @param simulated so many songs, not the database's; 0:
/// those
int runBenchWays(std::size_t simulated, const CommonOptions& common);
int runBenchSearch(std::size_t songs, const CommonOptions& common);
/// Measures lists by the rules of a simulated library: time, memory, variety.
int runBenchRules(std::size_t songs, const CommonOptions& common);
/// @param song 30 s of its middle are taken; empty: composed ones
int runBenchFeatures(const std::filesystem::path& song);

/// Becomes segue-trainer with the same words. Returns only by throwing.
[[noreturn]] void becomeTrainer(char** argv);

} // namespace segue::cli
