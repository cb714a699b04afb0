// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/recommender.h"
#include "engine/store/database/database.h"

#include <span>
#include <stop_token>

namespace segue {

/// Compares the stored fingerprints of songs of which nothing else tells whether they are the same, and joins those that match
/// (Recommender::joinTakes()). Some 0.5 ms a pair; ends early when asked to stop. Throws Error.
void joinAllTakes(store::Database& reader, recommend::Recommender& recommender, const std::stop_token& stop);

/// The same for pairs with one of these songs, which came, were retagged, or have a fingerprint now.
void joinTakesOf(std::span<const TrackId> songs, store::Database& reader, recommend::Recommender& recommender,
                 const std::stop_token& stop);

} // namespace segue
