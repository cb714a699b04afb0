// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/comparison_charts.h"

#include "engine/charts/confusion_matrix.h"
#include "engine/charts/scatter_chart.h"
#include "engine/training/song_map.h"

#include <algorithm>
#include <set>

namespace segue::training {
namespace {

constexpr std::size_t kMostSongs = 2000;

// A network's name as one word of a file's: what may stand in a link without quoting.
std::string fileWord(const std::string& name) {
    std::string word;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
        if (plain || (!word.empty() && word.back() != '-'))
            word += plain ? c : '-';
    }
    return word;
}

ReportChart drawConfusion(const MethodFigures& method, const ComparisonSection& section, const std::string& file,
                          const std::filesystem::path& folder) {
    charts::drawConfusionMatrix({.title = method.name + ": genres heard in " + std::to_string(section.rows) + " songs",
                                 .labels = section.labels,
                                 .counts = method.genres->confusion},
                                folder / file);
    return {.file = file, .caption = "Genres heard by " + method.name + ": a line is the true genre, a column the one heard."};
}

ReportChart drawMap(const ComparisonResult& result, const std::filesystem::path& folder, const std::stop_token& stop) {
    const Truth& truth = result.truth;
    const std::size_t rows = truth.genres.size();
    const std::size_t size = result.listening.embeddings.size() / rows;
    const std::size_t shown = std::min(rows, kMostSongs);
    std::vector<float> embeddings;
    std::vector<std::size_t> genres;
    for (std::size_t i = 0; i < shown; ++i) {
        const std::size_t row = i * rows / shown;
        const auto own = std::span(result.listening.embeddings).subspan(row * size, size);
        embeddings.insert(embeddings.end(), own.begin(), own.end());
        genres.push_back(truth.genres[row]);
    }
    const auto places = mapSongs(embeddings, shown, 30.0, stop);
    charts::ScatterChart chart{.title = std::to_string(shown) + " songs as " + result.listening.name + " hears them",
                               .note = "By artists never heard in training. What is near sounds alike; directions mean nothing.",
                               .groups = {}};
    for (const std::string& label : truth.labels)
        chart.groups.push_back({.name = label, .x = {}, .y = {}});
    for (std::size_t i = 0; i < shown; ++i) {
        chart.groups[genres[i]].x.push_back(places[i][0]);
        chart.groups[genres[i]].y.push_back(places[i][1]);
    }
    charts::drawScatterChart(chart, folder / "song-map.png");
    return {.file = "song-map.png",
            .caption = "The songs as " + result.listening.name +
                       " hears them, laid out by t-SNE; colours and marks are their true genres."};
}

} // namespace

std::vector<ReportChart> drawCharts(const ComparisonResult& result, const std::filesystem::path& folder,
                                    const std::stop_token& stop) {
    const ComparisonSection& section = result.comparison.sections.front();
    std::vector<ReportChart> pictures;
    std::set<std::string> files;
    if (!result.listening.embeddings.empty() && !stop.stop_requested())
        pictures.push_back(drawMap(result, folder, stop));
    for (const MethodFigures& method : section.methods) {
        const bool listens = method.megabytes.has_value() || method.name == result.comparison.teacher;
        if (!listens || !method.genres || stop.stop_requested())
            continue;
        std::string file = "confusion-" + fileWord(method.name);
        while (!files.insert(file).second) // two bundles may have one name
            file += "-again";
        pictures.push_back(drawConfusion(method, section, file + ".png", folder));
    }
    return pictures;
}

} // namespace segue::training
