// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/song_analysis_run.h"
#include "engine/audio/tags.h"
#include "engine/inference/heard_label.h"
#include "engine/inference/model_bundle.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

namespace segue::cli {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace {

/// Genres from the most to the least probable.
std::vector<std::pair<std::string, float>> genresOf(const analysis::SongAnalysis& song, const std::vector<std::string>& labels) {
    std::vector<std::pair<std::string, float>> genres;
    for (const std::size_t label : inference::rankedLabels(std::span(song.probabilities).first(labels.size())))
        genres.emplace_back(labels[label], song.probabilities[label]);
    return genres;
}

ordered_json toJson(const std::vector<std::pair<std::string, float>>& genres) {
    ordered_json object = ordered_json::object();
    for (const auto& [label, probability] : genres)
        object[label] = probability;
    return object;
}

void printGenres(const std::string& name, const std::vector<std::pair<std::string, float>>& genres) {
    std::printf("%s:", name.c_str());
    for (std::size_t i = 0; i < std::min<std::size_t>(3, genres.size()); ++i)
        std::printf("%s %s %.0f %%", i == 0 ? "" : ",", genres[i].first.c_str(), 100.0 * static_cast<double>(genres[i].second));
    std::printf("\n");
}

} // namespace

int runClassify(const std::vector<fs::path>& songs, bool json, const CommonOptions& common) {
    const auto labels = inference::readBundle(hearingModel(common)).spec.labels;
    ordered_json all = ordered_json::array();
    std::size_t failed = 0;
    analyseSongs(musicFiles(songs), common, [&](const fs::path& path, const analysis::AnalysisOutcome& outcome) {
        const auto name = audio::toValidUtf8(path.native());
        if (const auto* failure = std::get_if<analysis::AnalysisFailure>(&outcome)) {
            std::fprintf(stderr, "%s\n", words::english(failure->reason).c_str());
            ++failed;
            return;
        }
        const auto genres = genresOf(std::get<analysis::SongAnalysis>(outcome), labels);
        if (json)
            all.push_back({{"path", name}, {"genre", genres.front().first}, {"genres", toJson(genres)}});
        else
            printGenres(name, genres);
    });
    if (json)
        std::cout << all.dump(2) << "\n";
    return failed > 0 ? 1 : 0;
}

int runEmbed(const std::vector<fs::path>& paths, const fs::path& output, const CommonOptions& common) {
    const auto labels = inference::readBundle(hearingModel(common)).spec.labels;
    const auto songs = musicFiles(paths);
    std::ofstream file(output);
    if (!file)
        throw Error{ErrorKind::io, "Cannot write " + output.string() + ". Choose a place that can be written to."};
    std::size_t done = 0, failed = 0;
    analyseSongs(songs, common, [&](const fs::path& path, const analysis::AnalysisOutcome& outcome) {
        if (const auto* failure = std::get_if<analysis::AnalysisFailure>(&outcome)) {
            std::fprintf(stderr, "\n%s\n", words::english(failure->reason).c_str());
            ++failed;
        } else {
            const auto& song = std::get<analysis::SongAnalysis>(outcome);
            file << ordered_json{{"path", audio::toValidUtf8(path.native())},
                                 {"embedding", song.embedding},
                                 {"genres", toJson(genresOf(song, labels))}}
                        .dump()
                 << "\n";
        }
        std::fprintf(stderr, "\r%zu / %zu", ++done, songs.size());
    });
    std::fprintf(stderr, "\n");
    file.close();
    if (!file)
        throw Error{ErrorKind::noSpace, "Could not write all of " + output.string() + ". Is the disk full?"};
    std::printf("%zu songs written to %s, %zu failed\n", done - failed, output.c_str(), failed);
    return failed == done && done > 0 ? 1 : 0;
}

} // namespace segue::cli
