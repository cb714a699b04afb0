// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spectrogram/spectrogram_readout.h"

#include "ui/words/sound_text.h"

#include <algorithm>
#include <cmath>

namespace segue::ui {

QString spectrogramReadout(const TileImages& tiles, const SpectrogramStyle& style, double seconds, double row) {
    const SpectrogramAxis axis(style);
    const auto nearest = static_cast<std::size_t>(std::clamp(std::round(row), 0.0, static_cast<double>(axis.rows() - 1)));
    QStringList words{exactClockText(seconds)};
    if (axis.isChroma()) {
        words << pitchClassText(static_cast<int>(nearest));
    } else {
        const bool isNotes = style.kind == SpectrogramKind::constantQ;
        const double hz = std::max(0.0, axis.hzOf(isNotes ? static_cast<double>(nearest) : row));
        const QString note = noteText(hz);
        words << (note.isEmpty() ? hertzText(hz) : QStringLiteral("%1 (%2)").arg(hertzText(hz), note));
    }
    const auto column = static_cast<std::int64_t>(seconds / style.columnSeconds());
    const auto* tile = tiles.find(column / kTileColumns);
    const auto place = static_cast<std::size_t>(column % kTileColumns);
    if (tile && place < tile->levels->columns && nearest < tile->levels->rows)
        words << decibelText(tile->levels->decibelsAt(nearest, place), QStringLiteral("dB"));
    return words.join(QStringLiteral(" · "));
}

} // namespace segue::ui
