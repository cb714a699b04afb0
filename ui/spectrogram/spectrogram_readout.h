// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/spectrogram/tile_images.h"

#include <QString>

namespace segue::ui {

/// What stands at a place of a spectrogram: "1:02.35 · 441 Hz (A4 +4 ct) · -32.5 dB"; the level only where its tile is
/// there.
/// @param style of the tiles
/// @param row on the spectrogram's axis, with fractions
[[nodiscard]] QString spectrogramReadout(const TileImages& tiles, const SpectrogramStyle& style, double seconds, double row);

} // namespace segue::ui
