// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace segue::cli {

/// One function a command: prints results on stdout, progress on stderr. They return the exit code (0, or 1 for a job
/// that failed) and throw Error for what ends them.

struct CommonOptions {
    std::filesystem::path database;
    std::filesystem::path model;
    int workers = 0; ///< 0: half the cores
};

int runDemo(const std::filesystem::path& folder);
int runScan(const std::vector<std::filesystem::path>& folders, const CommonOptions& common);

struct SimilarOptions {
    std::filesystem::path song;
    int count = 5;
    bool wholeLibrary = false;
    bool json = false;
};
int runSimilar(const SimilarOptions& options, const CommonOptions& common);

int runClassify(const std::vector<std::filesystem::path>& songs, bool json, const CommonOptions& common);
int runEmbed(const std::vector<std::filesystem::path>& songs, const std::filesystem::path& output, const CommonOptions& common);
int runSpectrogram(const std::filesystem::path& song, const std::filesystem::path& output);

int runBenchAnalysis(const std::vector<std::filesystem::path>& songs, const CommonOptions& common);
int runBenchSearch(std::size_t songs, const CommonOptions& common);
int runBenchFeatures();

/// Becomes segue-trainer with the same words. Returns only by throwing.
[[noreturn]] void becomeTrainer(char** argv);

} // namespace segue::cli
