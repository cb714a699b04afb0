// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/recommendation_view.h"

#include "ui/kit/accessible_rows.h"
#include "ui/kit/list_focus.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>

namespace segue::ui {

RecommendationView::RecommendationView(RecommendationModel& model, QWidget* parent)
    : QListView(parent) {
    setAccessibleName(tr("Recommendation"));
    setModel(&model);
    setItemDelegate(&m_delegate);
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    makeWalkable(*this);
    keepCurrentRow(*this);
}

void RecommendationView::mouseMoveEvent(QMouseEvent* event) {
    QListView::mouseMoveEvent(event);
    m_delegate.setPointer(event->pos());
    viewport()->update();
}

void RecommendationView::mouseReleaseEvent(QMouseEvent* event) {
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    const QRect row = visualRect(index);
    const QRect menu = RecommendationDelegate::menuArea(row, fontMetrics());
    if (menu.contains(event->pos()))
        Q_EMIT menuWanted(index.row(), viewport()->mapToGlobal(menu.bottomLeft()));
    else if (RecommendationDelegate::whyArea(row, fontMetrics()).contains(event->pos()) &&
             !index.data(RecommendationModel::reasonRole).toString().isEmpty())
        Q_EMIT whyWanted(index.row());
    else if (RecommendationDelegate::numberArea(row).contains(event->pos())) {
        if (index.data(RecommendationModel::playingRole).toBool())
            Q_EMIT toggleWanted();
        else
            Q_EMIT playWanted(index.row());
    }
}

void RecommendationView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    const QRect row = visualRect(index);
    // The first of the two clicks has already done what these areas do.
    if (!RecommendationDelegate::menuArea(row, fontMetrics()).contains(event->pos()) &&
        !RecommendationDelegate::numberArea(row).contains(event->pos()))
        Q_EMIT playWanted(index.row());
}

void RecommendationView::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::AltModifier && currentIndex().isValid())
        Q_EMIT whyWanted(currentIndex().row());
    else if (enter && currentIndex().isValid())
        Q_EMIT playWanted(currentIndex().row());
    else if (event->key() == Qt::Key_Menu && currentIndex().isValid())
        Q_EMIT menuWanted(currentIndex().row(), viewport()->mapToGlobal(visualRect(currentIndex()).center()));
    else
        QListView::keyPressEvent(event);
}

void RecommendationView::contextMenuEvent(QContextMenuEvent* event) {
    if (const QModelIndex index = indexAt(event->pos()); index.isValid())
        Q_EMIT menuWanted(index.row(), event->globalPos());
}

} // namespace segue::ui
