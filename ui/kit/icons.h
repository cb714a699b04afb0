// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;
class QRectF;

namespace segue::ui {

/// A line icon from resources/icons, painted in the palette's current colour (ButtonText; with disabled and accent-coloured
/// states), sharp at every size and device pixel ratio.
[[nodiscard]] QIcon lineIcon(const QString& name);
/// The same in the accent colour: something that is on.
[[nodiscard]] QIcon accentIcon(const QString& name);
/// The same in the colour that stands on the accent colour (the round play button).
[[nodiscard]] QIcon iconOnAccent(const QString& name);

/// Paints an icon in one colour.
void paintIcon(QPainter& painter, const QString& name, const QRectF& where, const QColor& colour);

/// A drawing with its own colours (segue, cover), unchanged.
[[nodiscard]] QPixmap drawing(const QString& name, QSize size, qreal devicePixelRatio);

} // namespace segue::ui
