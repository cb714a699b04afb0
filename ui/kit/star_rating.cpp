// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/star_rating.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace segue::ui {

namespace {

constexpr double kRadius = 6.5;
constexpr int kStep = 15;
constexpr double kInner = 0.42; ///< of the radius: where two rays meet

QPainterPath starAround(QPointF centre) {
    QPainterPath path;
    for (int corner = 0; corner < 2 * kMostStars; ++corner) {
        const double angle = std::numbers::pi * (corner / static_cast<double>(kMostStars) - 0.5);
        const double radius = corner % 2 == 0 ? kRadius : kInner * kRadius;
        const QPointF point = centre + radius * QPointF(std::cos(angle), std::sin(angle));
        corner == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

} // namespace

void paintStars(QPainter& painter, const QRect& room, int rating, bool inviting, const QPalette& palette) {
    if (rating == 0 && !inviting)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(room);
    for (int star = 0; star < kMostStars; ++star) {
        const bool filled = star < rating;
        painter.setPen(filled ? QPen(Qt::NoPen) : QPen(palette.color(QPalette::PlaceholderText), 1.0));
        painter.setBrush(filled ? QBrush(palette.color(QPalette::Link)) : QBrush(Qt::NoBrush));
        painter.drawPath(starAround({room.left() + kStep * (star + 0.5), room.center().y() + 0.5}));
    }
    painter.restore();
}

int starAt(const QRect& room, QPoint point) {
    if (!room.contains(point))
        return 0;
    const int star = (point.x() - room.left()) / kStep + 1;
    return star <= kMostStars ? star : 0;
}

} // namespace segue::ui
