// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/evaluation.h"

#include "engine/training/classification.h"
#include "engine/training/figure_text.h"
#include "engine/training/hearing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <iomanip>
#include <optional>
#include <sstream>

namespace segue::training {
namespace {

std::string percent(const std::optional<double>& share) {
    if (!share)
        return "-";
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.1f %%", *share * 100.0);
    return text.data();
}

nlohmann::json orNull(const std::optional<double>& number) { return number ? nlohmann::json(*number) : nlohmann::json(); }

void formatFigures(std::ostream& text, const EvaluationReport& report) {
    const RankingFigures& ranking = report.ranking;
    text << "rows             " << report.rows << "\n"
         << "accuracy         " << percent(report.accuracy) << "\n"
         << "macro-F1         " << figureText(report.macroF1) << "\n"
         << "precision at 1   " << percent(ranking.precisionAt1) << "  (same genre, other artists only)\n"
         << "precision at 5   " << percent(ranking.precisionAt5) << "\n"
         << "precision at 10  " << percent(report.precisionAt10) << "\n"
         << "artist MAP       " << figureText(ranking.artistMap) << "  (finding the artist's other songs among all)\n"
         << "hubness          " << figureText(ranking.hubSkew) << "  (skewness of being among others' ten nearest)\n"
         << "never listed     " << percent(ranking.neverListed) << "  (among nobody's ten nearest)\n\n";
}

} // namespace

EvaluationReport evaluate(const inference::Embedder& embedder, const Dataset& dataset, std::span<const std::size_t> rows) {
    return evaluate(embedder, dataset, rows, {}).value(); // nobody stops it
}

std::optional<EvaluationReport> evaluate(const inference::Embedder& embedder, const Dataset& dataset,
                                         std::span<const std::size_t> rows, const std::stop_token& stop) {
    const auto heard = hear(embedder, dataset, rows, stop);
    if (!heard)
        return std::nullopt;
    std::vector<std::size_t> genres;
    std::vector<std::int64_t> artists;
    for (const std::size_t row : rows) {
        genres.push_back(dataset.genre(row));
        artists.push_back(dataset.artist(row));
    }
    const Classification classes = classify(heard->probabilities, genres, dataset.labels().size());
    const auto ranking = measureRanking({.embeddings = heard->embeddings, .genres = genres, .artists = artists});
    return EvaluationReport{.labels = dataset.labels(),
                            .rows = rows.size(),
                            .accuracy = classes.accuracy,
                            .precisionAt10 = ranking.precisionAt10.value_or(0.0),
                            .confusion = classes.confusion,
                            .macroF1 = classes.macroF1,
                            .ranking = ranking};
}

std::string formatReport(const EvaluationReport& report) {
    std::size_t widest = 0;
    for (const std::string& label : report.labels)
        widest = std::max(widest, label.size());
    std::ostringstream text;
    formatFigures(text, report);
    text << "confusion matrix: a line is the true genre, a column the genre heard\n" << std::string(widest, ' ');
    for (const std::string& label : report.labels)
        text << std::setw(7) << label.substr(0, 6);
    for (std::size_t genre = 0; genre < report.labels.size(); ++genre) {
        text << "\n" << std::left << std::setw(static_cast<int>(widest)) << report.labels[genre] << std::right;
        for (const std::size_t count : report.confusion[genre])
            text << std::setw(7) << count;
    }
    text << "\n";
    return text.str();
}

std::string reportJson(const EvaluationReport& report) {
    const nlohmann::ordered_json json = {{"rows", report.rows},
                                         {"accuracy", report.accuracy},
                                         {"macro_f1", report.macroF1},
                                         {"precision_at_1", orNull(report.ranking.precisionAt1)},
                                         {"precision_at_5", orNull(report.ranking.precisionAt5)},
                                         {"precision_at_10", report.precisionAt10},
                                         {"artist_map", orNull(report.ranking.artistMap)},
                                         {"hub_skew", orNull(report.ranking.hubSkew)},
                                         {"never_listed", orNull(report.ranking.neverListed)},
                                         {"labels", report.labels},
                                         {"confusion_matrix", report.confusion}};
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace segue::training
