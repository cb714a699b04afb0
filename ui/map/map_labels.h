// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_list.h"
#include "ui/map/map_camera.h"
#include "ui/map/map_field.h"

#include <QRectF>
#include <QString>

#include <cstddef>
#include <functional>
#include <vector>

namespace segue::ui {

/// A name on the map, where most of its songs lie.
struct MapLabel {
    QString text;
    float x = 0.F;
    float y = 0.F;
    std::size_t songs = 0;
    bool isGenre = false; ///< else an artist
};

/// The names that may be shown: genres first, then artists with many songs that lie together, each by its number of songs.
[[nodiscard]] std::vector<MapLabel> labelsFor(const SongList& songs, const MapField& field);

/// A label and where it is painted, in pixels.
struct PlacedLabel {
    const MapLabel* label = nullptr;
    QRectF where;
};

/// Those of the labels that are in sight, as many as fit without one over another; the first ones come first. More artists
/// appear as one goes nearer.
/// @param sizeOf of a label's text, in pixels
[[nodiscard]] std::vector<PlacedLabel> placeLabels(const std::vector<MapLabel>& labels, const MapCamera& camera, const QSizeF& view,
                                                   const std::function<QSizeF(const MapLabel&)>& sizeOf);

} // namespace segue::ui
