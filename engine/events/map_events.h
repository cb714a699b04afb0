// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The map of all songs.

#include "engine/words/message.h"
#include "engine/words/request.h"
#include "engine/words/song_list.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace segue {

/// A place on the map. 98 of 100 songs lie within 1 of the middle, which is at 0, 0; a unit has no meaning of its own.
struct MapPoint {
    float x = 0.F;
    float y = 0.F;
};

/// The songs on the map of the network in use, or why there are none.
struct MapLoaded {
    enum class State : std::uint8_t {
        ready,
        making,  ///< it is being made, and MapProgress tells how far it is
        none,    ///< it has not been made
        unheard, ///< no song has been analysed yet
        offline, ///< all libraries with analysed songs are offline
        failed,  ///< `problem` says why
    };
    RequestId request = 0; ///< 0: nobody asked, it has just been made
    State state = State::none;
    SongList songs;               ///< of all libraries that are there; of several files of a recording one
    std::vector<MapPoint> points; ///< [songs]
    std::size_t laidOut = 0;      ///< so many songs it was made of; the others were placed beside those that sound like them
    bool isOutgrown = false;      ///< since then the songs became a fifth more
    Message problem;
};

/// How far the making of the map is; at most 10 a second, and one with running == false at the end.
struct MapProgress {
    bool running = false;
    float done = 0.F; ///< [0, 1]
};

} // namespace segue
