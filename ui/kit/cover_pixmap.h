// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/cover_image.h"
#include "engine/words/cover_square.h"

#include <QPixmap>

class QPainter;

/// Covers as lists and pages paint them.
namespace segue::ui {

/// The cover for a square of at most so many pixels, which it fills; null if it is empty. What comes is small already.
[[nodiscard]] QPixmap coverPixmap(const CoverImage& cover, int pixels);

/// The cover as a tile of that many pixels, its corners rounded: painted again and again, it costs no more than any pixmap. Null if
/// it is empty.
[[nodiscard]] QPixmap coverTile(const CoverSquare& cover, int pixels);

/// What stands for a cover that is missing: a coloured tile with the initials of what it would be of. One name has one colour.
void paintInitials(QPainter& painter, const QRect& square, const QString& name);

/// Fills a square with the middle of the cover, its corners rounded.
void paintCover(QPainter& painter, const QRectF& square, const QPixmap& cover);

} // namespace segue::ui
