// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/cover_view.h"

#include "ui/kit/icons.h"
#include "ui/words/message_text.h"

#include <QImage>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace segue::ui {

namespace {

/// At most a square of so many pixels, which the cover fills; what comes is small already.
QPixmap shownOf(const CoverImage& cover, int pixels) {
    if (cover.isEmpty())
        return {};
    const QImage image(cover.pixels.data(), cover.width, cover.height, QImage::Format_RGBA8888);
    const bool isLarger = std::min(cover.width, cover.height) > pixels;
    return QPixmap::fromImage(isLarger ? image.scaled(pixels, pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation)
                                       : image.copy());
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
    setToolTip({});
    update();
    return true;
}

void CoverView::take(const CoverLoaded& cover) {
    if (cover.song != m_song)
        return;
    m_cover = shownOf(cover.image, qCeil(width() * devicePixelRatioF()));
    setToolTip(m_cover.isNull() ? sentence(cover.problem) : QString());
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
