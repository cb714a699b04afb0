// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_details.h"
#include "ui/words/facts.h"

/// The facts that the Song details page shows of a song: pure functions. A fact without a value is not known.
namespace segue::ui {

[[nodiscard]] Facts tagFacts(const Track& track);
[[nodiscard]] Facts fileFacts(const SongDetails& details);
/// @param outline of the whole song; null: not read yet
[[nodiscard]] Facts soundFacts(const SongDetails& details, const Outline* outline);
/// The text in place of the bars of heard genres.
[[nodiscard]] QString genresMissingText(const Track& track);

} // namespace segue::ui
