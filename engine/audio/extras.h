// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_extras.h"

#include <cstddef>
#include <string>
#include <vector>

namespace segue::audio {

/// What a file holds besides its sound and its tags, as read.
struct Extras {
    std::string lyrics; ///< UTF-8 with its lines, as LRC where times are known; at most kMaxLyricsBytes; empty: there are none
    std::vector<Chapter> chapters; ///< at most kMostChapters
    std::string recordingId;       ///< MusicBrainz's of the recording, 36 characters in lower case; empty: the tags tell none
};

inline constexpr std::size_t kMaxLyricsBytes = 1U << 20U;
inline constexpr std::size_t kMostChapters = 2000;

} // namespace segue::audio
