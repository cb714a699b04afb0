// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/sidebar_list.h"

#include "ui/kit/accessible_rows.h"
#include "ui/kit/dropped_files.h"
#include "ui/kit/list_focus.h"

#include <QContextMenuEvent>
#include <QDrag>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>

#include <utility>

namespace segue::ui {

namespace {

const QString kRow = QStringLiteral("application/x-segue-sidebar-row");

} // namespace

SidebarList::SidebarList(SidebarModel& model, const QString& name, QWidget* parent)
    : QListView(parent)
    , m_model(model) {
    setAccessibleName(name);
    setModel(&model);
    setItemDelegate(&m_delegate);
    setEditTriggers(EditKeyPressed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDragDropMode(DragDrop);
    setDropIndicatorShown(false);
    makeWalkable(*this);
    keepCurrentRow(*this);
}

void SidebarList::setCollapsed(bool collapsed) {
    m_delegate.setCollapsed(collapsed);
    doItemsLayout();
}

int SidebarList::wholeHeight() const {
    int height = 0;
    for (int row = 0; row < m_model.rowCount(); ++row)
        height += sizeHintForRow(row);
    return height;
}

void SidebarList::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    if (current.isValid() && selectionModel()->isSelected(current)) // else the focus is only passing
        Q_EMIT chosen(m_model.row(current.row()));
}

void SidebarList::keyPressEvent(QKeyEvent* event) {
    const bool isAlt = event->modifiers() == Qt::AltModifier;
    const QModelIndex current = currentIndex();
    if (event->key() == Qt::Key_Delete && current.isValid())
        Q_EMIT removeWanted(m_model.row(current.row()));
    else if (isAlt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        moveByKey(event->key() == Qt::Key_Up ? -1 : 1);
    else if ((event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) && foldByKey(event->key() == Qt::Key_Right))
        event->accept();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && current.isValid() && state() != EditingState)
        setCurrentIndex(current), Q_EMIT chosen(m_model.row(current.row()));
    else
        QListView::keyPressEvent(event);
}

bool SidebarList::foldByKey(bool open) {
    const QModelIndex current = currentIndex();
    const auto wanted = open ? SidebarRow::Fold::closed : SidebarRow::Fold::open;
    if (!current.isValid() || m_model.row(current.row()).fold != wanted)
        return false;
    Q_EMIT foldWanted(m_model.row(current.row()));
    return true;
}

/// Past the rows of its own depth: what lies beneath a row goes with it.
void SidebarList::moveByKey(int step) {
    const int row = currentIndex().row();
    if (row < 0 || !(m_model.flags(currentIndex()) & Qt::ItemIsDragEnabled))
        return;
    const int depth = m_model.row(row).depth;
    int before = row + step;
    while (before >= 0 && before < m_model.rowCount() && m_model.row(before).depth > depth)
        before += step;
    if (before < 0 || (before < m_model.rowCount() &&
                       (m_model.row(before).depth < depth || m_model.row(before).kind == SidebarRow::Kind::allMusic)))
        return;
    if (step > 0) {
        if (before >= m_model.rowCount())
            return;
        for (++before; before < m_model.rowCount() && m_model.row(before).depth > depth;)
            ++before;
    }
    Q_EMIT moveWanted(row, before, -1);
}

void SidebarList::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid() &&
        m_delegate.arrowRoom(visualRect(index), index).contains(event->pos()))
        Q_EMIT foldWanted(m_model.row(index.row()));
    else
        QListView::mousePressEvent(event);
}

/// A press that drags does not choose rows on its way.
void SidebarList::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton) || (m_model.flags(currentIndex()) & Qt::ItemIsDragEnabled))
        QListView::mouseMoveEvent(event);
}

void SidebarList::contextMenuEvent(QContextMenuEvent* event) {
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isKey ? currentIndex() : indexAt(event->pos());
    Q_EMIT menuWanted(index.row(),
                      isKey && index.isValid() ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void SidebarList::startDrag(Qt::DropActions) {
    const QModelIndex index = currentIndex();
    if (!index.isValid() || !(m_model.flags(index) & Qt::ItemIsDragEnabled))
        return;
    m_dragged = index.row();
    auto* drag = new QDrag(this);
    auto carried = std::make_unique<QMimeData>();
    carried->setData(kRow, m_model.row(m_dragged).key().toUtf8());
    drag->setMimeData(carried.release());
    drag->setPixmap(dragLabel(fontMetrics().elidedText(m_model.row(m_dragged).name, Qt::ElideRight, 180), *this));
    drag->setHotSpot({-12, -8});
    drag->exec(Qt::MoveAction);
    m_dragged = -1;
    setTarget(std::nullopt);
    Q_EMIT dragged();
}

bool SidebarList::isDraggedHere(const QMimeData& dragged) const {
    return m_dragged >= 0 && m_dragged < m_model.rowCount() && dragged.data(kRow) == m_model.row(m_dragged).key().toUtf8();
}

/// Songs go onto a playlist; a row goes before another one, or into a folder.
std::optional<SidebarList::Target> SidebarList::targetAt(QPoint position, const QMimeData& dragged) const {
    const QModelIndex index = indexAt(position);
    if (!isDraggedHere(dragged)) {
        const bool takes = index.isValid() && m_model.row(index.row()).kind == SidebarRow::Kind::playlist;
        return takes && !draggedSongs(dragged).empty() ? std::optional(Target{.onto = index.row()}) : std::nullopt;
    }
    if (!index.isValid())
        return Target{.before = m_model.rowCount()};
    const QRect row = visualRect(index);
    const auto kind = m_model.row(index.row()).kind;
    const int part = (position.y() - row.top()) * 4 / std::max(1, row.height());
    if (kind == SidebarRow::Kind::folder && part > 0 && part < 3 && index.row() != m_dragged)
        return Target{.onto = index.row()};
    if (kind == SidebarRow::Kind::allMusic)
        return Target{.before = index.row() + 1};
    return Target{.before = index.row() + (part >= 2 ? 1 : 0)};
}

void SidebarList::setTarget(std::optional<Target> target) {
    if (std::exchange(m_target, target) != target)
        viewport()->update();
}

void SidebarList::dragEnterEvent(QDragEnterEvent* event) {
    if (isDraggedHere(*event->mimeData()) || !draggedSongs(*event->mimeData()).empty())
        event->acceptProposedAction();
}

void SidebarList::dragMoveEvent(QDragMoveEvent* event) {
    QListView::dragMoveEvent(event); // scrolls at the edges
    const auto target = targetAt(event->position().toPoint(), *event->mimeData());
    setTarget(target);
    if (target)
        event->acceptProposedAction();
    else
        event->ignore();
}

void SidebarList::dragLeaveEvent(QDragLeaveEvent* event) {
    QListView::dragLeaveEvent(event);
    setTarget(std::nullopt);
}

void SidebarList::dropEvent(QDropEvent* event) {
    const auto target = targetAt(event->position().toPoint(), *event->mimeData());
    setTarget(std::nullopt);
    setState(NoState);
    if (!target)
        return;
    event->acceptProposedAction();
    if (isDraggedHere(*event->mimeData()))
        Q_EMIT moveWanted(m_dragged, target->before, target->onto);
    else
        Q_EMIT songsDropped(m_model.row(target->onto), draggedSongs(*event->mimeData()));
}

void SidebarList::paintEvent(QPaintEvent* event) {
    QListView::paintEvent(event);
    if (!m_target)
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor mark = palette().color(QPalette::Highlight);
    if (m_target->onto >= 0) {
        painter.setPen(QPen(mark, 2));
        painter.drawRoundedRect(QRectF(visualRect(m_model.index(m_target->onto))).adjusted(1, 1, -1, -1), 6, 6);
        return;
    }
    const bool isEnd = m_target->before >= m_model.rowCount();
    const QRect row = visualRect(m_model.index(isEnd ? m_model.rowCount() - 1 : m_target->before));
    painter.setPen(Qt::NoPen);
    painter.setBrush(mark);
    painter.drawRoundedRect(QRectF(row.left() + 8, (isEnd ? row.bottom() : row.top()) - 1.5, row.width() - 16, 3), 1.5, 1.5);
}

} // namespace segue::ui
