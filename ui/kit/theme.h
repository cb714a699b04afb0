// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

class QApplication;

namespace segue::ui {

/// The window's colours. Text keeps a contrast of WCAG AA (4.5 : 1) to its background in both schemes; a test checks it.
struct Colours {
    QColor window, sidebar, surface, raised; ///< backgrounds, from back to front
    QColor hover, selected;                  ///< a row or button under the pointer, and the chosen one
    QColor text, muted, disabled;
    QColor accent, accentHover, onAccent, accentText; ///< accentText: accent as a text colour on any ground
    QColor border, outline;                           ///< separating lines; edges of controls (3 : 1 against the background)
    QColor track, segment, scroll;                    ///< grooves, the chosen half of a switch, scroll bars
    QColor danger, warning;
};

[[nodiscard]] const Colours& colours(bool dark);

/// The palette that delegates and icons read. Beyond Qt's usual meaning: PlaceholderText is muted text, Midlight a row
/// under the pointer, AlternateBase the selected row, Highlight the accent, Link the accent as text, Mid a border,
/// Dark a groove, BrightText danger.
[[nodiscard]] QPalette palette(const Colours& colours);

/// Style sheet with the colours filled in.
[[nodiscard]] QString styleSheet(const Colours& colours);

/// Puts the whole program into one scheme.
void applyTheme(QApplication& application, bool dark);

/// The font, larger by a factor and heavier, so that headings follow the desktop's font size.
[[nodiscard]] QFont scaledFont(const QFont& font, double factor, QFont::Weight weight = QFont::Normal);

} // namespace segue::ui
