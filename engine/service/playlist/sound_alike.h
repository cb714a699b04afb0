// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/recommender.h"

#include <vector>

namespace segue {

/// All songs that sound like this one: those whose match (Recommendation::match) is at least @p leastMatch, most alike first, the
/// song itself before all. A recording that several files hold is there once. None if the song was not heard.
[[nodiscard]] std::vector<TrackId> songsAlike(const recommend::Recommender& recommender, TrackId song, float leastMatch);

} // namespace segue
