// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace segue::inference {

/// What is known of a whole song from its excerpts.
struct SongResult {
    std::vector<float> embedding;     ///< [embeddingSize], mean of the patches' embeddings, scaled to unit length
    std::vector<float> probabilities; ///< [labels], mean of the excerpts' probabilities
    std::size_t previewExcerpt = 0;   ///< the excerpt whose embedding is closest (cosine) to the pooled one; the first within 1e-4
};

} // namespace segue::inference
