// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_spec.h"
#include "engine/words/song_details.h"
#include "engine/words/track.h"

#include <vector>

namespace segue {

/// The stretches of a song that a bundle hears, or would, in order; none of a song with too little sound. A song with silences was
/// heard elsewhere than planned: of that only the place of its preview is known. Pure.
[[nodiscard]] std::vector<SongSpan> heardExcerpts(const Track& track, const inference::ModelSpec& spec);

/// The stretch that a preview of a song plays that was analysed.
[[nodiscard]] SongSpan typicalExcerpt(const Track& track, const inference::ModelSpec& spec);

} // namespace segue
