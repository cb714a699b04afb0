// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/song_table.h"
#include "engine/recommend/policy/taste.h"
#include "engine/words/list_rules.h"
#include "engine/words/seeds.h"

#include <chrono>
#include <cstddef>
#include <vector>

namespace segue::recommend {

/// Which albums or artists sound most like one.
struct GroupQuestion {
    TrackId song = 0;            ///< of the album or by the artist that is asked about
    SeedsOf of = SeedsOf::album; ///< album or artist
    std::size_t count = 6;
    LibraryId library = 0; ///< 0: all
    ListRules rules = {};  ///< its caps on albums of one artist, and what it leaves out of lists
    Taste taste = {};      ///< whom the listener blocked
    std::chrono::sys_seconds now{};
};

/// An album or an artist.
struct GroupFound {
    TrackId song = 0;       ///< of it, the nearest to what was asked about
    std::size_t songs = 0;  ///< that were compared
    float similarity = 0.F; ///< of the means of both, [0, 1]
};

/// The albums or artists whose mean embeddings are most like that of the song's album or artist, best first. What has a single song
/// counts only where the one asked about has one, too, since a song is no measure of an album. Of albums not more are listed of one
/// artist, and of the song's own, than the rules allow. None if the song has no embedding, album or artist. Looks at all songs
/// once.
[[nodiscard]] std::vector<GroupFound> similarGroups(const EmbeddingMatrix& matrix, const SongTable& songs,
                                                    const GroupQuestion& question);

} // namespace segue::recommend
