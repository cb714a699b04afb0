// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/folder_view.h"

#include "ui/browse/folder_model.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>

namespace segue::ui {

FolderView::FolderView(FolderModel& folders, QWidget* parent)
    : QTreeView(parent) {
    setAccessibleName(tr("Folders"));
    setModel(&folders);
    setItemDelegate(&m_delegate);
    setHeaderHidden(true);
    header()->setAccessibleName(accessibleName());
    setUniformRowHeights(true);
    setExpandsOnDoubleClick(false);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFrameShape(NoFrame);
}

void FolderView::keyPressEvent(QKeyEvent* event) {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
        Q_EMIT opened(currentIndex());
    else
        QTreeView::keyPressEvent(event);
}

void FolderView::mouseReleaseEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool isOnName = index.isValid() && visualRect(index).contains(event->position().toPoint());
    QTreeView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && isOnName && index == currentIndex())
        Q_EMIT opened(index);
}

void FolderView::contextMenuEvent(QContextMenuEvent* event) {
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    Q_EMIT menuWanted(index, isKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

} // namespace segue::ui
