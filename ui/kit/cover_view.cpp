// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/cover_view.h"

#include "ui/kit/icons.h"

#include <QBuffer>
#include <QImageReader>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace segue::ui {

namespace {

// The window freezes while a picture is decoded. A JPEG is decoded small; of other kinds every pixel is decoded.
constexpr qint64 kMostJpegPixels = 40'000'000;
constexpr qint64 kMostPixels = 20'000'000;

/// Whether a picture's header promises no more than can be decoded in a moment. A few hundred kilobytes may hold gigabytes.
bool isReasonable(const QSize& size, bool isJpeg) {
    return size.isValid() && qint64{size.width()} * size.height() <= (isJpeg ? kMostJpegPixels : kMostPixels);
}

/// Decodes a square of at most this many pixels: a JPEG is then read at an eighth of its size where that is enough.
QPixmap decode(const std::vector<std::uint8_t>& bytes, int pixels) {
    QByteArray raw = QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size()));
    QBuffer buffer(&raw);
    QImageReader reader(&buffer);
    const QSize size = reader.size();
    if (!isReasonable(size, reader.format() == "jpeg"))
        return {};
    reader.setScaledSize(size.scaled(pixels, pixels, Qt::KeepAspectRatioByExpanding));
    return QPixmap::fromImage(reader.read());
}

} // namespace

CoverView::CoverView(int side, QWidget* parent)
    : QWidget(parent) {
    setFixedSize(side, side);
    setAccessibleName(tr("Cover"));
}

bool CoverView::expect(const std::filesystem::path& song) {
    if (song == m_song)
        return false;
    m_song = song;
    m_cover = {};
    update();
    return true;
}

void CoverView::take(const CoverLoaded& cover) {
    if (cover.song != m_song || cover.bytes.empty())
        return;
    m_cover = decode(cover.bytes, qCeil(width() * devicePixelRatioF()));
    update();
}

void CoverView::setLeads(bool leads) {
    m_leads = leads;
    setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void CoverView::mousePressEvent(QMouseEvent* event) { event->setAccepted(m_leads && event->button() == Qt::LeftButton); }

void CoverView::mouseReleaseEvent(QMouseEvent* event) {
    if (m_leads && event->button() == Qt::LeftButton && rect().contains(event->pos()))
        Q_EMIT pressed();
}

void CoverView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath shape;
    const double radius = std::max(6.0, width() / 12.0);
    shape.addRoundedRect(rect(), radius, radius);
    painter.setClipPath(shape);
    if (m_cover.isNull()) {
        painter.drawPixmap(0, 0, drawing(QStringLiteral("cover"), size(), devicePixelRatioF()));
        return;
    }
    QRectF part = m_cover.rect();
    const double side = std::min(part.width(), part.height());
    part = QRectF(part.center() - QPointF(side / 2, side / 2), QSizeF(side, side));
    painter.drawPixmap(QRectF(rect()), m_cover, part);
}

} // namespace segue::ui
