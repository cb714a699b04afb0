// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/charts/canvas.h"

#include <cstddef>
#include <span>

namespace segue::charts {

/// The colour of the n-th series: eight that people with any common colour blindness tell apart (after Okabe and Ito),
/// then again from the beginning; so marks and dashes differ as well.
[[nodiscard]] Colour seriesColour(std::size_t series);

/// Lengths of ink and gap of the n-th line; solid for the first eight.
[[nodiscard]] std::span<const double> seriesDashes(std::size_t series);

/// Draws the n-th series' mark: disc, square, triangle, diamond, triangle upside down and cross in turn.
void drawMark(Canvas& canvas, Point centre, double radius, std::size_t series);

/// Light for 0, dark for 1: a share of a row in a matrix. Lightness alone carries it.
[[nodiscard]] Colour shareColour(double share);

/// Black or white, whichever can be read upon the share's colour.
[[nodiscard]] Colour inkUpon(double share);

} // namespace segue::charts
