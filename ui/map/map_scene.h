// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/map_field.h"
#include "ui/map/map_labels.h"
#include "ui/map/map_tints.h"

#include <cstdint>
#include <vector>

namespace segue::ui {

/// All that is on the map.
struct MapScene {
    SongList songs;
    MapField field; ///< [songs]
    MapTints tints; ///< [songs]
    std::vector<MapLabel> labels;
    std::vector<std::uint8_t> isBright;    ///< [songs]: found by the search, and of the kind that is pointed out; empty: all
    std::vector<std::uint32_t> neighbours; ///< of the chosen song
    std::vector<std::uint32_t> path;       ///< from one song to another
};

} // namespace segue::ui
