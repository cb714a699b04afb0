// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/taste.h"

#include "engine/recommend/index/dot_products.h"

#include <algorithm>
#include <cmath>

namespace segue::recommend {

namespace {

/// From the mean of what is disliked to the mean of what is liked.
std::vector<float> directionFrom(std::span<const Opinion> opinions, std::size_t columns) {
    std::vector<float> direction(columns, 0.F);
    float liked = 0.F, disliked = 0.F;
    for (const Opinion& one : opinions)
        (one.weight > 0 ? liked : disliked) += std::abs(one.weight);
    for (const Opinion& one : opinions)
        if (one.embedding.size() == columns)
            for (std::size_t i = 0; i < columns; ++i)
                direction[i] += one.weight / (one.weight > 0 ? liked : disliked) * one.embedding[i];
    return direction;
}

} // namespace

const Blocks& Taste::blocked() const {
    static const Blocks kNone;
    return blocks ? *blocks : kNone;
}

Leaning::Leaning(std::span<const Opinion> opinions, std::size_t columns, const LeaningShape& shape)
    : m_shape(shape)
    , m_stride(paddedColumns(columns))
    , m_rows(makePackedValues((opinions.size() + 1) * paddedColumns(columns))) {
    std::vector<Opinion> counted;
    for (const Opinion& one : opinions)
        if (one.embedding.size() == columns && one.weight != 0.F)
            counted.push_back(one);
    for (const Opinion& one : counted) {
        pack(one.embedding, m_rows.get() + m_weights.size() * m_stride);
        m_weights.push_back(std::clamp(one.weight, -1.F, 1.F));
    }
    pack(directionFrom(counted, columns), m_rows.get() + m_weights.size() * m_stride);
}

float Leaning::shift(const std::int16_t* row) const {
    std::vector<std::int32_t> products(m_weights.size() + 1);
    dotProducts()(row, m_rows.get(), m_stride, products.size(), products.data());
    float liked = 0.F, disliked = 0.F;
    for (std::size_t i = 0; i < m_weights.size(); ++i) {
        const float near = std::clamp((similarityOf(products[i]) - m_shape.reach) / (1.F - m_shape.reach), 0.F, 1.F) * m_weights[i];
        liked = std::max(liked, near);
        disliked = std::max(disliked, -near);
    }
    const float general = static_cast<float>(products.back()) / (static_cast<float>(kOne) * static_cast<float>(kOne));
    const auto count = static_cast<float>(m_weights.size());
    return m_shape.strength * (liked - disliked) +
           m_shape.general * count / (count + LeaningShape::kDoubt) * std::clamp(general, -1.F, 1.F);
}

} // namespace segue::recommend
