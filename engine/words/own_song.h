// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <chrono>
#include <string>

namespace segue {

/// A song of the listener's own, as it is compared with songs elsewhere.
struct OwnSong {
    TrackId id = 0;
    std::string title;
    std::string artist;  ///< several joined with ", "
    std::string artists; ///< one a line, if there are several
    std::string albumArtist;
    std::string album;
    std::string isrc; ///< words/isrc.h; several are joined with a space; empty: the tags have none
    std::chrono::milliseconds duration{0};
    int bitRateKbps = 0;
    std::string recording; ///< track.identity, or "track-" and the id
};

} // namespace segue
