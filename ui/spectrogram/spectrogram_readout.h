// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/spectrogram/tile_images.h"

#include <QString>

namespace segue::ui {

/// The text for a place of a spectrogram: "1:02.35 · 441 Hz (A4 +4 ct) · -32.5 dB"; the level is left out if its tile is
/// missing.
/// @param style of the tiles
/// @param row on the spectrogram's axis, with fractions
[[nodiscard]] QString spectrogramReadout(const TileImages& tiles, const SpectrogramStyle& style, double seconds, double row);

} // namespace segue::ui
