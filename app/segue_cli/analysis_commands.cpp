// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/song_analysis_run.h"
#include "engine/audio/tags.h"
#include "engine/inference/heard_label.h"
#include "engine/inference/model_bundle.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

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
    std::printf("%s:%s", name.c_str(), genres.empty() ? " heard; this network names no genres" : "");
    for (std::size_t i = 0; i < std::min<std::size_t>(3, genres.size()); ++i)
        std::printf("%s %s %.0f %%", i == 0 ? "" : ",", genres[i].first.c_str(), 100.0 * static_cast<double>(genres[i].second));
    std::printf("\n");
}

} // namespace

namespace {

/// What songs of a library are heard as in the words of its tags; nothing where there is no database.
class ListedSongs final {
public:
    explicit ListedSongs(const CommonOptions& common) {
        std::error_code ignored;
        try {
            if (!common.isModelNamed && fs::exists(common.database, ignored))
                m_database.emplace(common.database, store::Access::read);
        } catch (const Error&) {
            // Another version's, or in use: the song is heard all the same.
        }
    }

    [[nodiscard]] std::optional<Track> find(const fs::path& song) {
        if (!m_database)
            return std::nullopt;
        std::error_code ignored;
        auto track = store::TrackStore(*m_database, listingModel(*m_database)).findByPath(fs::canonical(song, ignored));
        return track && !track->heardAs.empty() ? track : std::nullopt;
    }

private:
    std::optional<store::Database> m_database;
};

} // namespace

int runClassify(const std::vector<fs::path>& songs, bool json, const CommonOptions& common) {
    const auto labels = inference::readBundle(hearingModel(common)).spec.labels;
    ordered_json all = ordered_json::array();
    ListedSongs listed(common);
    std::size_t failed = 0;
    analyseSongs(musicFiles(songs), common, [&](const fs::path& path, const analysis::AnalysisOutcome& outcome) {
        const auto name = audio::toValidUtf8(path.native());
        if (const auto* failure = std::get_if<analysis::AnalysisFailure>(&outcome)) {
            std::fprintf(stderr, "%s\n", words::english(failure->reason).c_str());
            ++failed;
            return;
        }
        const auto genres = genresOf(std::get<analysis::SongAnalysis>(outcome), labels);
        const auto known = listed.find(path);
        if (!json) {
            printGenres(name, genres);
            if (known)
                std::printf("  like your songs tagged %s %.0f %%\n", known->heardAs.c_str(),
                            100.0 * static_cast<double>(known->heardAsConfidence));
            return;
        }
        ordered_json object{
            {"path", name}, {"genre", genres.empty() ? std::string() : genres.front().first}, {"genres", toJson(genres)}};
        if (known) {
            object["heard_as"] = known->heardAs;
            object["heard_as_confidence"] = known->heardAsConfidence;
        }
        all.push_back(std::move(object));
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
