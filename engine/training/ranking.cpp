// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ranking.h"

#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace segue::training {
namespace {

constexpr std::size_t kHubNeighbours = 10;
constexpr float kSameGenre = 4.0F; // more than cosines can differ: the seed's class comes first
constexpr float kNotFinite = -1e9F;

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

void scaleToUnit(std::span<float> values) {
    const float square = dot(values.data(), values.data(), values.size());
    for (float& value : values)
        value /= square > 0.0F ? std::sqrt(square) : 1.0F;
}

/// Lists every row's other rows, best first.
class Lister final {
public:
    Lister(const Neighbourhood& rows, Ranking ranking, float blendWeight)
        : m_rows(rows)
        , m_ranking(ranking)
        , m_blendWeight(blendWeight)
        , m_scores(rows.genres.size()) {
        const std::size_t count = rows.genres.size();
        if (rows.artists.size() != count || (count != 0 && rows.embeddings.size() % count != 0))
            throw Error(ErrorKind::usage, "Embeddings, genres and artists of different lengths cannot be compared.");
        m_size = count == 0 ? 0 : rows.embeddings.size() / count;
        if (ranking == Ranking::whole || count == 0)
            return;
        m_labels = rows.probabilities.size() / count;
        if (m_labels == 0 || rows.probabilities.size() % count != 0)
            throw Error(ErrorKind::usage, "Ranking by genre needs the genres' probabilities of every row.");
        for (std::size_t row = 0; row < count; ++row) {
            const auto own = rows.probabilities.subspan(row * m_labels, m_labels);
            m_heard.push_back(static_cast<std::size_t>(std::max_element(own.begin(), own.end()) - own.begin()));
        }
        m_genres.assign(rows.probabilities.begin(), rows.probabilities.end());
        for (std::size_t row = 0; row < count; ++row)
            scaleToUnit(std::span(m_genres).subspan(row * m_labels, m_labels));
    }

    /// The rows but the seed; valid until the next call.
    [[nodiscard]] std::span<const std::size_t> list(std::size_t seed) {
        m_order.clear();
        for (std::size_t other = 0; other < m_scores.size(); ++other) {
            const float score = scoreOf(seed, other);
            m_scores[other] = std::isfinite(score) ? score : kNotFinite;
            if (other != seed)
                m_order.push_back(other);
        }
        std::sort(m_order.begin(), m_order.end(),
                  [this](std::size_t a, std::size_t b) { return m_scores[a] != m_scores[b] ? m_scores[a] > m_scores[b] : a < b; });
        return m_order;
    }

private:
    [[nodiscard]] float scoreOf(std::size_t seed, std::size_t other) const {
        const float* const first = m_rows.embeddings.data();
        const float cosine = dot(first + seed * m_size, first + other * m_size, m_size);
        if (m_ranking == Ranking::twoStep)
            return cosine + (m_heard[seed] == m_heard[other] ? kSameGenre : 0.0F);
        if (m_ranking == Ranking::blend)
            return cosine + m_blendWeight * dot(&m_genres[seed * m_labels], &m_genres[other * m_labels], m_labels);
        return cosine;
    }

    Neighbourhood m_rows;
    Ranking m_ranking;
    float m_blendWeight;
    std::size_t m_size = 0;
    std::size_t m_labels = 0;
    std::vector<std::size_t> m_heard; // [row], the most probable genre
    std::vector<float> m_genres;      // [row, label], the probabilities at unit length
    std::vector<float> m_scores;      // [row], for the seed at hand
    std::vector<std::size_t> m_order;
};

std::optional<double> precisionOf(std::size_t k, const Neighbourhood& rows, std::size_t seed, std::span<const std::size_t> list) {
    std::size_t seen = 0;
    std::size_t same = 0;
    for (const std::size_t other : list) {
        if (rows.artists[other] == rows.artists[seed])
            continue;
        same += rows.genres[other] == rows.genres[seed] ? 1 : 0;
        if (++seen == k)
            break;
    }
    return seen == 0 ? std::nullopt : std::optional(static_cast<double>(same) / static_cast<double>(seen));
}

std::optional<double> averagePrecision(const Neighbourhood& rows, std::size_t seed, std::span<const std::size_t> list) {
    std::size_t found = 0;
    double sum = 0.0;
    for (std::size_t place = 0; place < list.size(); ++place)
        if (rows.artists[list[place]] == rows.artists[seed])
            sum += static_cast<double>(++found) / static_cast<double>(place + 1);
    return found == 0 ? std::nullopt : std::optional(sum / static_cast<double>(found));
}

/// The mean of what there is.
class Mean final {
public:
    void add(const std::optional<double>& value) {
        m_sum += value.value_or(0.0);
        m_count += value ? 1 : 0;
    }
    [[nodiscard]] std::optional<double> value() const {
        return m_count == 0 ? std::nullopt : std::optional(m_sum / static_cast<double>(m_count));
    }

private:
    double m_sum = 0.0;
    std::size_t m_count = 0;
};

double skewness(std::span<const std::size_t> counts) {
    const auto number = static_cast<double>(counts.size());
    const double mean = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::size_t{0})) / number;
    double second = 0.0;
    double third = 0.0;
    for (const std::size_t count : counts) {
        const double off = static_cast<double>(count) - mean;
        second += off * off / number;
        third += off * off * off / number;
    }
    return second < 1e-12 ? 0.0 : third / std::pow(second, 1.5);
}

} // namespace

RankingFigures measureRanking(const Neighbourhood& rows, Ranking ranking, float blendWeight) {
    Lister lister(rows, ranking, blendWeight);
    const std::size_t count = rows.genres.size();
    RankingFigures figures;
    Mean at1;
    Mean at5;
    Mean at10;
    Mean artistMap;
    std::vector<std::size_t> occurrences(count, 0);
    for (std::size_t seed = 0; seed < count; ++seed) {
        const auto list = lister.list(seed);
        at1.add(precisionOf(1, rows, seed, list));
        at5.add(precisionOf(5, rows, seed, list));
        figures.rowPrecisionsAt10.push_back(precisionOf(10, rows, seed, list));
        at10.add(figures.rowPrecisionsAt10.back());
        artistMap.add(averagePrecision(rows, seed, list));
        for (const std::size_t other : list.first(std::min(kHubNeighbours, list.size())))
            ++occurrences[other];
    }
    figures.precisionAt1 = at1.value();
    figures.precisionAt5 = at5.value();
    figures.precisionAt10 = at10.value();
    figures.artistMap = artistMap.value();
    if (count > 1) {
        figures.hubSkew = skewness(occurrences);
        figures.neverListed =
            static_cast<double>(std::count(occurrences.begin(), occurrences.end(), std::size_t{0})) / static_cast<double>(count);
    }
    return figures;
}

double precisionAt(std::size_t k, const Neighbourhood& rows) {
    Lister lister(rows, Ranking::whole, 0.0F);
    Mean mean;
    for (std::size_t seed = 0; seed < rows.genres.size(); ++seed)
        mean.add(precisionOf(k, rows, seed, lister.list(seed)));
    return mean.value().value_or(0.0);
}

} // namespace segue::training
