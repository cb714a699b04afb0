// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/folder_view.h"

#include "ui/browse/folder_model.h"

#include <QHeaderView>

namespace segue::ui {

FolderView::FolderView(FolderModel& folders, QWidget* parent)
    : OpeningView(parent) {
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

} // namespace segue::ui
