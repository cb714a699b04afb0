// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/map_camera.h"
#include "ui/map/map_field.h"

#include <QImage>

#include <cstdint>
#include <span>
#include <vector>

namespace segue::ui {

/// How the songs are painted.
struct MapLook {
    std::span<const std::uint8_t> kinds; ///< [points], index of a colour
    std::vector<QRgb> colours;           ///< by kind
    std::vector<std::uint8_t> isBright;  ///< [points]; empty: all are
    QRgb dim = 0;                        ///< of those that are not, beneath the others
    double pixelRatio = 1.0;             ///< pixels of the image for one of the camera
};

/// Paints all points in sight as small discs over what is in the image (Format_RGB32): 200,000 in a few milliseconds, since it
/// writes pixels instead of asking a painter for shapes.
void paintPoints(QImage& image, const MapField& field, const MapCamera& camera, const MapLook& look);

/// Of a point, in the camera's pixels: larger where there are fewer songs and where one is nearer.
[[nodiscard]] double pointRadius(std::size_t points, double zoomed);

} // namespace segue::ui
