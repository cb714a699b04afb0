// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QRect>

class QPainter;

/// A rating as five painted stars.
namespace segue::ui {

inline constexpr int kMostStars = 5;

/// Paints filled stars for the rating, and the others as outlines if there is a rating or it is `inviting` one.
void paintStars(QPainter& painter, const QRect& room, int rating, bool inviting, const QPalette& palette);

/// The star at a point of that room, 1 to 5; 0: none.
[[nodiscard]] int starAt(const QRect& room, QPoint point);

} // namespace segue::ui
