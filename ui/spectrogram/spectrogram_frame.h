// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/spectrogram_words.h"

#include <QFont>
#include <QRect>
#include <QString>

#include <vector>

class QPainter;
class QPalette;

namespace segue::ui {

class TimeView;

/// The frame around a spectrogram: where the spectrogram is in its widget, the axes with their units, and the bar that says
/// which colour is how loud.
class SpectrogramFrame final {
public:
    struct Tick {
        int at = 0; ///< pixels from the plot's left or top
        QString label;
    };

    SpectrogramFrame() = default;
    SpectrogramFrame(QSize widget, const QFont& font);

    [[nodiscard]] const QRect& plot() const { return m_plot; }
    void paint(QPainter& painter, const QPalette& palette, const SpectrogramStyle& style, const TimeView& time) const;

    /// Frequencies, notes or pitch classes, not closer to each other than a line of text.
    [[nodiscard]] std::vector<Tick> pitchTicks(const SpectrogramStyle& style) const;
    [[nodiscard]] std::vector<Tick> timeTicks(const TimeView& time) const;
    /// The pixel of a row's centre, and the row at a pixel, both from the plot's top.
    [[nodiscard]] double yOf(double row, const SpectrogramAxis& axis) const;
    [[nodiscard]] double rowAt(double y, const SpectrogramAxis& axis) const;

private:
    void paintLevels(QPainter& painter, const QPalette& palette, SpectrogramKind kind) const;

    QFont m_font;
    QRect m_plot;
    QRect m_bar;
    int m_line = 0; ///< height of a line of text
};

} // namespace segue::ui
