// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/together.h"

#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace segue::inference {

namespace {

constexpr double kSmallestSpread = 1e-6; // below, a number is the same in all songs and says nothing

void scaleTo(std::span<float> vector, double length) {
    const double squares = std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0);
    if (squares <= 0.0)
        return;
    const auto factor = static_cast<float>(length / std::sqrt(squares));
    for (float& value : vector)
        value *= factor;
}

} // namespace

std::vector<float> joinTogether(std::span<const JoinedPart> parts, std::span<const std::vector<float>> embeddings) {
    if (embeddings.size() != parts.size())
        throw Error{ErrorKind::usage,
                    std::to_string(embeddings.size()) + " embeddings for " + std::to_string(parts.size()) + " parts."};
    std::vector<float> joined;
    bool isAnyHeard = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto& part = parts[i];
        const std::size_t from = joined.size();
        joined.resize(from + part.size, 0.F);
        if (embeddings[i].empty())
            continue;
        if (embeddings[i].size() != part.size)
            throw Error{ErrorKind::usage, "A part's embedding has " + std::to_string(embeddings[i].size()) + " numbers where " +
                                              std::to_string(part.size) + " were expected."};
        isAnyHeard = true;
        for (std::size_t k = 0; k < part.size; ++k)
            joined[from + k] =
                part.standard.isIdentity() ? embeddings[i][k] : (embeddings[i][k] - part.standard.mean[k]) / part.standard.scale[k];
        scaleTo(std::span(joined).subspan(from), std::sqrt(part.weight));
    }
    if (!isAnyHeard)
        return {};
    scaleTo(joined, 1.0);
    return joined;
}

void StandardisationFit::add(std::span<const float> embedding) {
    if (embedding.size() != m_sum.size())
        return;
    ++m_count;
    for (std::size_t k = 0; k < embedding.size(); ++k) {
        const auto value = static_cast<double>(embedding[k]);
        m_sum[k] += value;
        m_squares[k] += value * value;
    }
}

Standardisation StandardisationFit::result() const {
    Standardisation fitted;
    if (m_count < kFewestToStandardise)
        return fitted;
    const auto count = static_cast<double>(m_count);
    for (std::size_t k = 0; k < m_sum.size(); ++k) {
        const double mean = m_sum[k] / count;
        const double spread = std::sqrt(std::max(0.0, m_squares[k] / count - mean * mean));
        fitted.mean.push_back(static_cast<float>(mean));
        fitted.scale.push_back(spread < kSmallestSpread ? 1.F : static_cast<float>(spread));
    }
    return fitted;
}

} // namespace segue::inference
