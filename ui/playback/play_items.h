// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"

#include <span>
#include <vector>

/// What is handed to the player: pure functions.
namespace segue::ui {

inline constexpr std::chrono::milliseconds kPreviewLength{30'000};

/// The whole song, or its preview: 30 s from where its most typical excerpt begins, or to the end where the song ends sooner;
/// moved to the left where that would be less than 10 s. A song of 30 s or less is its own preview.
[[nodiscard]] playback::PlayItem playItem(const Track& track, bool preview);

/// How long the item will be heard: what its row shows.
[[nodiscard]] std::chrono::milliseconds heardLength(const Track& track, bool preview);

} // namespace segue::ui
