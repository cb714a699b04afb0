// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/taste.h"

#include "engine/recommend/index/dot_products.h"

#include <algorithm>

namespace segue::recommend {

Leaning::Leaning(std::span<const Opinion> opinions, std::size_t columns)
    : m_stride(paddedColumns(columns))
    , m_rows(makePackedValues(std::max<std::size_t>(1, opinions.size() * paddedColumns(columns)))) {
    for (const Opinion& one : opinions) {
        if (one.embedding.size() != columns || one.weight == 0.F)
            continue;
        pack(one.embedding, m_rows.get() + m_weights.size() * m_stride);
        m_weights.push_back(std::clamp(one.weight, -1.F, 1.F));
    }
}

float Leaning::shift(const std::int16_t* row) const {
    std::vector<std::int32_t> products(m_weights.size());
    dotProducts()(row, m_rows.get(), m_stride, m_weights.size(), products.data());
    float liked = 0.F, disliked = 0.F;
    for (std::size_t i = 0; i < m_weights.size(); ++i) {
        const float near = std::clamp((similarityOf(products[i]) - kReach) / (1.F - kReach), 0.F, 1.F) * m_weights[i];
        liked = std::max(liked, near);
        disliked = std::max(disliked, -near);
    }
    return kStrength * (liked - disliked);
}

} // namespace segue::recommend
