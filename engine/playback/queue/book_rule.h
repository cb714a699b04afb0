// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <chrono>

namespace segue::playback {

/// From this length on a song with chapters is one.
inline constexpr std::chrono::minutes kLongBook{20};

/// Whether a song is one that nobody hears in one go, so that it goes on where it was left: an audio book by its name (.m4b) or
/// genre, or twenty minutes or more with chapters. Pure.
[[nodiscard]] bool isBook(const Track& track, bool hasChapters);

/// Where a book goes on that was left here: at its beginning if it was hardly begun, or heard to its end. Pure.
/// @param length 0: not known
[[nodiscard]] std::chrono::milliseconds placeToKeep(std::chrono::milliseconds position, std::chrono::milliseconds length);

} // namespace segue::playback
