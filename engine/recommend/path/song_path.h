// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/embedding_matrix.h"
#include "engine/recommend/policy/list_maker.h"
#include "engine/recommend/policy/screen.h"
#include "engine/recommend/policy/song_table.h"

#include <chrono>
#include <cstddef>
#include <vector>

namespace segue::recommend {

struct PathQuestion {
    Seed from, to;                       ///< with embeddings and facts
    std::size_t songs = 12;              ///< with both ends; at least 2
    std::chrono::milliseconds length{0}; ///< > 0: as many songs as fit into it, instead of `songs`
    float hubStrength = 0.5F;            ///< [0, 1], as in ListRules
    Blocks blocks;                       ///< songs that never come, unless they are the ends
};

struct PathStop {
    TrackId track = 0;    ///< of the ends the seeds' own, 0 outside every library
    float progress = 0.F; ///< [0, 1]: how far it is from the beginning, rising along the path
};

struct PathFound {
    std::vector<PathStop> stops; ///< both ends among them
    bool isShort = false;        ///< there are not enough songs
    bool repeatsArtists = false; ///< there are not enough artists for each to come once
};

inline constexpr std::size_t kMostStops = 200;

/// A way from one song to another in equal steps. Waypoints lie on the great circle between the two embeddings; for each the
/// song is taken that is near it, in the mutual way that keeps hubs out (hubs.h), and about as far along: progress is
/// a / (a + b), with the angles a to the beginning and b to the end (the ratio of Flexer, Schnitzer, Gasser and Widmer, ISMIR
/// 2008). Songs that resemble neither end more than they resemble others come only where nothing else is left; no version comes
/// twice, nor an artist while there are others. In the end the songs are ordered by progress.
///
/// Pure; exact over all songs: some 5 ms a stop for 200,000.
[[nodiscard]] PathFound findPath(const EmbeddingMatrix& matrix, const SongTable& songs, const PathQuestion& question);

/// The point at a share of the great circle from one unit vector to another; of the straight line where they are opposite.
[[nodiscard]] std::vector<float> between(std::span<const float> from, std::span<const float> to, double share);

} // namespace segue::recommend
