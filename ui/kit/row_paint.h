// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyleOptionViewItem>

class QPainter;

/// What the rows of all lists have in common: one background, one way to elide, one mark of focus.
namespace segue::ui {

/// Paints the row's background: chosen, under the pointer, or none. The mark of keyboard focus is a bar at the left edge.
void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option, const QRect& row);

/// One line, elided at the right.
void paintLine(QPainter& painter, const QRect& where, const QString& text, const QFont& font, const QColor& colour,
               Qt::Alignment alignment = Qt::AlignLeft);

} // namespace segue::ui
