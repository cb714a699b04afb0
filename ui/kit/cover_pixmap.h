// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/cover_image.h"

#include <QPixmap>

class QPainter;

/// Covers as lists and pages paint them.
namespace segue::ui {

/// The cover for a square of at most so many pixels, which it fills; null if it is empty. What comes is small already.
[[nodiscard]] QPixmap coverPixmap(const CoverImage& cover, int pixels);

/// Fills a square with the middle of the cover, its corners rounded.
void paintCover(QPainter& painter, const QRectF& square, const QPixmap& cover);

} // namespace segue::ui
