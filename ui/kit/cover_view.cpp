// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/cover_view.h"

#include "ui/kit/cover_pixmap.h"
#include "ui/kit/icons.h"
#include "ui/words/message_text.h"

#include <QMouseEvent>
#include <QPainter>

namespace segue::ui {

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
    m_cover = coverPixmap(cover.image, qCeil(width() * devicePixelRatioF()));
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
    paintCover(painter, rect(), m_cover.isNull() ? drawing(QStringLiteral("cover"), size(), devicePixelRatioF()) : m_cover);
}

} // namespace segue::ui
