// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/embedder.h"

#include <span>
#include <vector>

namespace segue::inference {

/// The mean of excerpts' (or patches') embeddings, scaled to unit length, and of their probabilities. Of unit embeddings each
/// counts the same; of others one counts by its length. Throws Error{usage} when there is no excerpt.
[[nodiscard]] SongResult poolExcerpts(std::span<const PatchResult> excerpts);

/// Joins parts into one embedding: each is scaled to its weight, then the whole to unit length. A part of zeros stays zero,
/// and the others keep the length that they would have beside it. Throws Error{usage} if the lengths are not those of the
/// parts.
[[nodiscard]] std::vector<float> joinParts(std::span<const EmbeddingPart> parts, const std::vector<std::vector<float>>& embeddings);

} // namespace segue::inference
