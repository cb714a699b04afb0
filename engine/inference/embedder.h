// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_spec.h"
#include "engine/inference/song_result.h"

#include <span>
#include <vector>

namespace segue::inference {

/// What a network says about one patch.
struct PatchResult {
    std::vector<float> embedding;     ///< [embeddingSize], unit length (all zero if the network gave nothing)
    std::vector<float> probabilities; ///< [labels], sum 1; none if the network names no genres
};

/// A network that turns patches into embeddings and genre probabilities.
///
/// Thread rule: embed() may be called from many threads at once; weights are shared, read-only.
class Embedder {
public:
    virtual ~Embedder() = default;

    [[nodiscard]] virtual const ModelSpec& spec() const = 0;

    /// @param patches [count, bands, columns] as the front end in spec() makes them. Throws
    /// Error{usage} if the size is no multiple of a patch.
    /// @return one result a patch, in order.
    [[nodiscard]] virtual std::vector<PatchResult> embed(std::span<const float> patches) const = 0;

    /// What is known of a whole song from the patches of its excerpts; throws like embed(), and if there is none.
    [[nodiscard]] virtual SongResult embedSong(std::span<const float> patches) const = 0;
};

} // namespace segue::inference
