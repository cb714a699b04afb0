// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/similar_events.h"

#include <optional>
#include <vector>

namespace segue::ui {

/// Whether two are the same song, of a library or a file outside them.
[[nodiscard]] bool isSameTrack(const Track& a, const Track& b);

/// What a list is to sound like, and what not: a value. Up to kMostSeeds count of either kind; no song is in it twice. A song with
/// id 0 is a file, which the answer may know as a song of a library.
struct SeedSet {
    std::optional<Track> first; ///< none: nothing is asked
    SeedsOf of = SeedsOf::songs;
    std::optional<SongSpan> section; ///< of the first
    std::vector<Track> also, against;

    /// Songs beside the first, or to be far from; those that are seeds already change their kind. Without a first song the first of
    /// them becomes it, but no song to be far from does. @return whether it is another now
    bool add(const std::vector<Track>& tracks, bool isAgainst);
    bool remove(const Track& track); ///< of those beside the first
    void fill(RecommendationQuery& query) const;
    void take(const RecommendationsReady& answer); ///< the songs as the engine knows them; those that are in no library go
};

} // namespace segue::ui
