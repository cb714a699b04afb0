// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/map_events.h"

namespace segue {

/// The map of all songs.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive with MapLoaded.
class MapCommands {
public:
    virtual ~MapCommands() = default;

    /// Answered by MapLoaded. Songs that are new on the map are placed first. Where there is no map, and songs to make one of,
    /// it is made: a second MapLoaded comes at the end.
    virtual void loadMap(RequestId request) = 0;
    virtual void makeMap() = 0;   ///< anew, in the background; the old one serves until then
    virtual void cancelMap() = 0; ///< stops making it; MapLoaded tells what there is
};

} // namespace segue
