// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/cover_pixmap.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace segue::ui {

QPixmap coverPixmap(const CoverImage& cover, int pixels) {
    if (cover.isEmpty())
        return {};
    const QImage image(cover.pixels.data(), cover.width, cover.height, QImage::Format_RGBA8888);
    const bool isLarger = std::min(cover.width, cover.height) > pixels;
    return QPixmap::fromImage(isLarger ? image.scaled(pixels, pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation)
                                       : image.copy());
}

QPixmap coverTile(const CoverSquare& cover, int pixels) {
    if (cover.isEmpty() || pixels <= 0)
        return {};
    const QImage image(cover.pixels.data(), cover.side, cover.side, QImage::Format_RGBA8888);
    QImage tile(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    tile.fill(Qt::transparent);
    {
        const bool isMuchLarger = cover.side > pixels + pixels / 2; // the painter would leave pixels out
        QPainter painter(&tile);
        paintCover(painter, tile.rect(),
                   QPixmap::fromImage(isMuchLarger ? image.scaled(pixels, pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                                                   : image.copy()));
    }
    return QPixmap::fromImage(std::move(tile));
}

void paintCover(QPainter& painter, const QRectF& square, const QPixmap& cover) {
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath shape;
    const double radius = std::max(6.0, square.width() / 12.0);
    shape.addRoundedRect(square, radius, radius);
    painter.setClipPath(shape);
    QRectF part = cover.rect();
    const double side = std::min(part.width(), part.height());
    part = QRectF(part.center() - QPointF(side / 2, side / 2), QSizeF(side, side));
    painter.drawPixmap(square, cover, part);
    painter.restore();
}

} // namespace segue::ui
