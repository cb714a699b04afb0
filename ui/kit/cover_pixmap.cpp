// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/cover_pixmap.h"

#include "ui/kit/theme.h"
#include "ui/words/library_text.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

#include <algorithm>

namespace segue::ui {

namespace {

double coverRadius(double side) { return std::max(6.0, side / 12.0); }

/// [0, 360). Spread evenly, and the same everywhere.
int hueOf(const QString& name) {
    std::uint32_t hash = 2'166'136'261U; // FNV-1a
    for (const QChar letter : name)
        hash = (hash ^ letter.unicode()) * 16'777'619U;
    return static_cast<int>(hash % 360U);
}

} // namespace

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
    const double radius = coverRadius(square.width());
    shape.addRoundedRect(square, radius, radius);
    painter.setClipPath(shape);
    QRectF part = cover.rect();
    const double side = std::min(part.width(), part.height());
    part = QRectF(part.center() - QPointF(side / 2, side / 2), QSizeF(side, side));
    painter.drawPixmap(square, cover, part);
    painter.restore();
}

void paintInitials(QPainter& painter, const QRect& square, const QString& name) {
    const bool isDark = QPalette().color(QPalette::Window).lightness() < 128;
    const int hue = hueOf(name);
    const double radius = coverRadius(square.width());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromHsl(hue, 70, isDark ? 62 : 190));
    painter.drawRoundedRect(square, radius, radius);
    painter.setPen(QColor::fromHsl(hue, 60, isDark ? 190 : 60));
    painter.setFont(scaledFont(painter.font(), std::max(0.8, square.width() / 64.0), QFont::DemiBold));
    painter.drawText(square, Qt::AlignCenter, initialsOf(name));
    painter.restore();
}

} // namespace segue::ui
