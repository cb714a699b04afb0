// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <string>

namespace segue::test {

/// All that a Track says, to compare and to print.
[[nodiscard]] inline std::string factsOf(const Track& track) {
    std::string facts;
    for (const auto& text :
         {track.path.native(), track.title, track.artist, track.albumArtist, track.album, track.genre, track.problem.code(),
          track.heardGenre, track.artists, track.albumOrder, track.titleOrder, track.releaseId, track.format})
        facts += text + "|";
    for (const long long number :
         {static_cast<long long>(track.id), static_cast<long long>(track.library), static_cast<long long>(track.trackNumber),
          static_cast<long long>(track.discNumber), static_cast<long long>(track.year),
          static_cast<long long>(track.duration.count()), static_cast<long long>(track.state),
          static_cast<long long>(track.previewStart.count()), static_cast<long long>(track.isMissing),
          static_cast<long long>(track.hasCover), static_cast<long long>(track.added.time_since_epoch().count()),
          static_cast<long long>(track.lastPlayed.time_since_epoch().count()), static_cast<long long>(track.plays),
          static_cast<long long>(track.rating), static_cast<long long>(track.originalYear),
          static_cast<long long>(track.bitRateKbps)})
        facts += std::to_string(number) + " ";
    const auto sound = track.features.value_or(SoundFeatures{.key = -9});
    for (const float number : {track.heardProbability, sound.tempoBpm, static_cast<float>(sound.key), sound.keyStrength,
                               sound.centroidHz, sound.onsetsPerSecond, sound.loudnessLufs})
        facts += std::to_string(number) + " ";
    return facts;
}

} // namespace segue::test
