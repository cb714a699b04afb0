// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/list_maker.h"

#include <span>

namespace segue::recommend {

/// Cosine of two vectors of one length, [-1, 1]; 0 if one has no direction.
[[nodiscard]] float cosine(std::span<const float> a, std::span<const float> b);

/// Finds the seed that each listed song resembles most and what they have in common (reasons.h). Style and sound are told apart
/// for embeddings that keep them apart, which are those of 224 columns: 128 of style, 96 of sound (segue_net.h).
/// Of several networks together a likeness of the whole counts as style, with the name of the network that hears both most alike.
void addReasons(const Shelf& shelf, std::span<const Seed> seeds, SongsFound& list);

} // namespace segue::recommend
