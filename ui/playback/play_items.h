// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/words/song_details.h"

#include <span>
#include <vector>

/// What is handed to the player: pure functions.
namespace segue::ui {

inline constexpr std::chrono::milliseconds kPreviewLength{30'000};

/// The whole song, or its preview: 30 s from where its most typical excerpt begins, or to the end where the song ends sooner;
/// moved to the left where that would be less than 10 s. A song of 30 s or less is its own preview.
[[nodiscard]] playback::PlayItem playItem(const Track& track, bool preview);

/// A stretch of a song.
[[nodiscard]] playback::PlayItem stretchItem(const Track& track, const SongSpan& span);
/// Two stretches to be compared: some seconds of the one, the same seconds of the other, and so on to the end of the shorter one.
[[nodiscard]] std::vector<playback::PlayItem> inTurn(const Track& first, const SongSpan& ofFirst, const Track& second,
                                                     const SongSpan& ofSecond);

/// How long the item will be heard: what its row shows.
[[nodiscard]] std::chrono::milliseconds heardLength(const Track& track, bool preview);

} // namespace segue::ui
