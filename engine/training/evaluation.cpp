// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/evaluation.h"

#include "engine/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <iomanip>
#include <optional>
#include <sstream>
#include <utility>

namespace segue::training {
namespace {

constexpr std::size_t kNeighbours = 10;
constexpr std::size_t kRowsAtOnce = 64;

// Eight sums side by side: the compiler may not reorder one sum of floats, but it can keep eight in a register.
float dot(const float* a, const float* b, std::size_t size) {
    std::array<float, 8> sums{};
    std::size_t i = 0;
    for (; i + sums.size() <= size; i += sums.size())
        for (std::size_t lane = 0; lane < sums.size(); ++lane)
            sums[lane] += a[i + lane] * b[i + lane];
    float sum = 0.0F;
    for (; i < size; ++i)
        sum += a[i] * b[i];
    for (const float lane : sums)
        sum += lane;
    return sum;
}

// Share of the row's nearest rows by other artists that have its genre; nothing if there is no such row.
std::optional<double> precisionOfRow(std::size_t k, const Neighbourhood& rows, std::size_t row, std::size_t size) {
    const float* const seed = rows.embeddings.data() + row * size;
    std::vector<std::pair<float, std::size_t>> others; // distance, row: sorts nearest first, then in order of rows
    for (std::size_t other = 0; other < rows.genres.size(); ++other)
        if (other != row && rows.artists[other] != rows.artists[row])
            others.emplace_back(-dot(seed, rows.embeddings.data() + other * size, size), other);
    const std::size_t count = std::min(k, others.size());
    if (count == 0)
        return std::nullopt;
    std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(count), others.end());
    std::size_t same = 0;
    for (std::size_t i = 0; i < count; ++i)
        same += rows.genres[others[i].second] == rows.genres[row] ? 1 : 0;
    return static_cast<double>(same) / static_cast<double>(count);
}

void checkFit(const inference::ModelSpec& spec, const Dataset& dataset, std::span<const std::size_t> rows) {
    if (rows.empty())
        throw Error(ErrorKind::usage, "There is no row to evaluate in this data set.");
    if (spec.labels != dataset.labels())
        throw Error(ErrorKind::usage, "The network knows other genres than the data set has.");
    if (static_cast<std::size_t>(spec.frontEnd.bands) != dataset.bands() ||
        static_cast<std::size_t>(spec.frontEnd.columns) != dataset.columns())
        throw Error(ErrorKind::usage, "The data set's patches are not of the size the network takes.");
}

std::string percent(double share) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.1f %%", share * 100.0);
    return text.data();
}

} // namespace

double precisionAt(std::size_t k, const Neighbourhood& rows) {
    const std::size_t count = rows.genres.size();
    if (rows.artists.size() != count || (count != 0 && rows.embeddings.size() % count != 0))
        throw Error(ErrorKind::usage, "Embeddings, genres and artists of different lengths cannot be compared.");
    double sum = 0.0;
    std::size_t counted = 0;
    for (std::size_t row = 0; row < count; ++row) {
        const auto precision = precisionOfRow(k, rows, row, rows.embeddings.size() / count);
        sum += precision.value_or(0.0);
        counted += precision ? 1 : 0;
    }
    return counted == 0 ? 0.0 : sum / static_cast<double>(counted);
}

EvaluationReport evaluate(const inference::Embedder& embedder, const Dataset& dataset,
                          std::span<const std::size_t> rows) {
    checkFit(embedder.spec(), dataset, rows);
    const std::size_t labels = dataset.labels().size();
    EvaluationReport report{.labels = dataset.labels(), .rows = rows.size(), .confusion = {}};
    report.confusion.assign(labels, std::vector<std::size_t>(labels, 0));
    std::vector<float> embeddings;
    std::vector<std::size_t> genres;
    std::vector<std::int64_t> artists;
    std::size_t right = 0;
    for (std::size_t begin = 0; begin < rows.size(); begin += kRowsAtOnce) {
        const auto block = rows.subspan(begin, std::min(kRowsAtOnce, rows.size() - begin));
        std::vector<float> patches;
        for (const std::size_t row : block) {
            const auto patch = dataset.patchDb(row);
            patches.insert(patches.end(), patch.begin(), patch.end());
        }
        const auto results = embedder.embed(patches);
        for (std::size_t i = 0; i < block.size(); ++i) {
            const auto& probabilities = results[i].probabilities;
            const auto best = std::max_element(probabilities.begin(), probabilities.end()) - probabilities.begin();
            const std::size_t genre = dataset.genre(block[i]);
            right += static_cast<std::size_t>(best) == genre ? 1 : 0;
            ++report.confusion[genre][static_cast<std::size_t>(best)];
            embeddings.insert(embeddings.end(), results[i].embedding.begin(), results[i].embedding.end());
            genres.push_back(genre);
            artists.push_back(dataset.artist(block[i]));
        }
    }
    report.accuracy = static_cast<double>(right) / static_cast<double>(rows.size());
    report.precisionAt10 = precisionAt(kNeighbours, {.embeddings = embeddings, .genres = genres, .artists = artists});
    return report;
}

std::string formatReport(const EvaluationReport& report) {
    std::size_t widest = 0;
    for (const std::string& label : report.labels)
        widest = std::max(widest, label.size());
    std::ostringstream text;
    text << "rows             " << report.rows << "\n"
         << "accuracy         " << percent(report.accuracy) << "\n"
         << "precision at 10  " << percent(report.precisionAt10) << "  (same genre, other artists only)\n\n"
         << "confusion matrix: a line is the true genre, a column the genre heard\n"
         << std::string(widest, ' ');
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
                                         {"precision_at_10", report.precisionAt10},
                                         {"labels", report.labels},
                                         {"confusion_matrix", report.confusion}};
    return json.dump(2) + "\n";
}

} // namespace segue::training
