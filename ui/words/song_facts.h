// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_details.h"
#include "ui/words/facts.h"

/// What the Song details page says of a song: pure functions. A fact without a value is not known.
namespace segue::ui {

[[nodiscard]] Facts tagFacts(const Track& track);
[[nodiscard]] Facts fileFacts(const SongDetails& details);
/// @param outline of the whole song; null: not read yet
[[nodiscard]] Facts soundFacts(const SongDetails& details, const Outline* outline);
/// What stands where the bars of the heard genres would.
[[nodiscard]] QString genresMissingText(const Track& track);

} // namespace segue::ui
