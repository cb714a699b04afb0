// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/embedding_matrix.h"
#include "engine/recommend/policy/song_table.h"
#include "engine/words/seeds.h"

#include <span>
#include <vector>

namespace segue::recommend {

/// The songs that seeds stand for, as far as they have embeddings: up to kMostSeeds, the first song first, no recording twice.
/// None where the first song has no embedding, but among songs that stand for themselves, where it is left out like any other.
/// A song without album or artist stands for itself. Pure; looks at all songs once for an album or an artist.
[[nodiscard]] std::vector<TrackId> seedSongs(const EmbeddingMatrix& matrix, const SongTable& songs, std::span<const TrackId> from,
                                             SeedsOf of);

} // namespace segue::recommend
