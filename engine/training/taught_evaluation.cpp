// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/taught_evaluation.h"

#include "engine/training/figure_text.h"
#include "engine/training/ranking.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <sstream>
#include <utility>

namespace segue::training {
namespace {

constexpr std::size_t kCompared = 10;
constexpr double kLeastScale = 1e-6;

/// Vectors of unit length, one after the other.
struct Vectors {
    std::size_t size = 0;
    std::vector<float> values;

    [[nodiscard]] std::span<const float> of(std::size_t row) const { return std::span(values).subspan(row * size, size); }
    void append(std::span<const float> vector) {
        const double length = std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0));
        for (const float value : vector)
            values.push_back(static_cast<float>(value / std::max(length, kLeastScale)));
    }
};

/// The ten rows of the highest cosine, of other recordings, ascending.
std::vector<std::size_t> nearest(const Vectors& vectors, std::span<const std::int64_t> recordings, std::size_t row) {
    std::vector<std::pair<float, std::size_t>> others;
    for (std::size_t other = 0; other < recordings.size(); ++other)
        if (recordings[other] != recordings[row]) {
            const auto one = vectors.of(row), two = vectors.of(other);
            others.emplace_back(-std::inner_product(one.begin(), one.end(), two.begin(), 0.0F), other);
        }
    const auto count = std::min(kCompared, others.size());
    std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(count), others.end());
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back(others[i].second);
    std::ranges::sort(rows);
    return rows;
}

Vectors standardised(const TeacherVectors& teacher, std::span<const std::size_t> rows) {
    std::vector<double> sum(teacher.size), squares(teacher.size);
    for (const std::size_t row : rows)
        for (std::size_t i = 0; i < teacher.size; ++i) {
            sum[i] += teacher.of(row)[i];
            squares[i] += static_cast<double>(teacher.of(row)[i]) * teacher.of(row)[i];
        }
    Vectors vectors{.size = teacher.size};
    std::vector<float> scaled(teacher.size);
    const auto count = static_cast<double>(rows.size());
    for (const std::size_t row : rows) {
        for (std::size_t i = 0; i < teacher.size; ++i) {
            const double mean = sum[i] / count;
            const double deviation = std::sqrt(std::max(squares[i] / count - mean * mean, 0.0));
            scaled[i] = static_cast<float>((teacher.of(row)[i] - mean) / std::max(deviation, kLeastScale));
        }
        vectors.append(scaled);
    }
    return vectors;
}

TaughtFigures::Agreement agreementWith(const TeacherVectors& teacher, const TaughtMusic& music, std::span<const std::size_t> rows,
                                       const Vectors& embeddings) {
    std::vector<std::size_t> heard;
    std::vector<std::int64_t> recordings;
    Vectors ours{.size = embeddings.size};
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (teacher.heard(rows[i])) {
            heard.push_back(rows[i]);
            recordings.push_back(music.recording(rows[i]));
            ours.append(embeddings.of(i));
        }
    TaughtFigures::Agreement agreement{.teacher = teacher.name, .rows = heard.size()};
    if (heard.size() < kCompared + 2)
        return agreement;
    const Vectors theirs = standardised(teacher, heard);
    double shared = 0.0;
    for (std::size_t i = 0; i < heard.size(); ++i) {
        const auto one = nearest(ours, recordings, i), two = nearest(theirs, recordings, i);
        std::vector<std::size_t> both;
        std::ranges::set_intersection(one, two, std::back_inserter(both));
        shared += two.empty() ? 0.0 : static_cast<double>(both.size()) / static_cast<double>(two.size());
    }
    agreement.shared = shared / static_cast<double>(heard.size());
    return agreement;
}

} // namespace

TaughtFigures evaluateTaught(const inference::Embedder& embedder, const TaughtMusic& music, std::span<const std::size_t> rows) {
    if (rows.empty())
        throw Error(ErrorKind::usage, "There is no excerpt to measure on in the music that teachers have heard.");
    if (embedder.spec().frontEnd != music.frontEnd())
        throw Error(ErrorKind::usage, "The network takes other patches than the music that teachers have heard.");
    Vectors embeddings{.size = embedder.spec().embeddingSize};
    std::vector<std::int64_t> recordings;
    for (const std::size_t row : rows) {
        embeddings.append(embedder.embedSong(music.patchDb(row)).embedding);
        recordings.push_back(music.recording(row));
    }
    const std::vector<std::size_t> genres(rows.size());
    TaughtFigures figures{.rows = rows.size(),
                          .recordingMap =
                              measureRanking({.embeddings = embeddings.values, .genres = genres, .artists = recordings}).artistMap};
    for (const TeacherVectors& teacher : music.teachers())
        figures.agreements.push_back(agreementWith(teacher, music, rows, embeddings));
    return figures;
}

std::string formatTaught(const TaughtFigures& figures) {
    std::ostringstream text;
    text << "excerpts         " << figures.rows << "\n"
         << "recording MAP    " << figureText(figures.recordingMap) << "  (finding the other excerpts of a recording among all)\n";
    for (const auto& agreement : figures.agreements)
        text << "as " << agreement.teacher << "  " << figureText(agreement.shared)
             << "  (share of its ten nearest that are among the network's, of " << agreement.rows << " excerpts)\n";
    return text.str();
}

} // namespace segue::training
