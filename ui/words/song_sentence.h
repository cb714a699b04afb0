// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"
#include "ui/words/song_column.h"

#include <QString>

/// How a screen reader says a song: pure functions.
namespace segue::ui {

/// "Title, artist, album, 4 stars, 3:21, playing": one sentence for the whole row. Unknown parts are left out.
[[nodiscard]] QString songSentence(const Track& track, bool isPlaying, bool isAbsent);
/// The content of one column in words; empty if it shows nothing.
[[nodiscard]] QString spokenText(const Track& track, SongColumn column, const QString& shown);

} // namespace segue::ui
